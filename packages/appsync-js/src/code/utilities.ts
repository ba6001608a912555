import { randomUUID } from 'node:crypto';
import type { OperationTypeNode } from 'graphql';
import { setOwn } from '../../../../keys/own';
import type { AuthenticationType } from '../auth/authentication';
import { FieldError } from '../errors';
import { toAttributeValue, type ValueFactory } from '../data-sources/attribute-values';
import { type SubscriptionEffects, subscriptionExtensions } from '../subscriptions/effects';
import { toSubscriptionFilter } from '../subscriptions/filter';
import { toCondition } from './dynamodb-conditions';
import { EarlyReturn, HandlerError } from './halt';

/** What one run of a resolver collects while its handlers run. */
export interface Run {
  /** Added by `util.appendError`: shown beside the field's data. */
  readonly errors: FieldError[];
  /** By which the request came. */
  readonly mode: AuthenticationType;
  readonly effects: SubscriptionEffects;
  /** The kind of operation whose root the field is of; undefined for a field of another type. */
  readonly operation: OperationTypeNode | undefined;
  /** The handler that runs. */
  handler: 'request' | 'response';
}

export type Utilities = Readonly<Record<'util' | 'runtime' | 'extensions', Branch>>;
export interface Branch {
  readonly [name: string]: Branch | ((...args: never[]) => unknown);
}

export interface UtilitiesProps {
  /** Makes what the utilities return. */
  readonly values: ValueFactory;
  /** Makes a deep copy of plain data, of the same objects. */
  readonly copy: (value: unknown) => unknown;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The run whose handler is running. */
  readonly run: () => Run;
  /** Whether an early return without a value breaks, as is reported (aws-appsync-community#280). */
  readonly asReported: boolean;
}

/** What `util.authType()` says; that of Lambda is seen in aws-amplify/amplify-category-api, which compares with it. */
const AUTH_TYPES: Readonly<Record<AuthenticationType, string>> = {
  API_KEY: 'API Key Authorization',
  AWS_LAMBDA: 'Lambda Authorization',
  AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
};

/**
 * The utilities that the local run knows, one function each. What is not here is either in `unknown.ts` or does not exist.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html
 */
export function createUtilities({ values, copy, now, run, asReported }: UtilitiesProps): Utilities {
  const tagged = (type: string) => (value: unknown) =>
    value === null || value === undefined ? null : values.object({ [type]: value });
  const attribute = (value: unknown) => toAttributeValue(value, values);
  const attributes = (map: unknown) => {
    if (map === null || map === undefined) return null;
    const result: Record<string, unknown> = values.object();
    for (const [name, value] of Object.entries(map)) {
      if (value !== undefined) setOwn(result, name, attribute(value));
    }
    return result;
  };

  /** JSON text, as AppSync has it: code parses it. */
  const toExpression = (conditions: object) => {
    const { expression, expressionNames, expressionValues } = toCondition(conditions);
    return JSON.stringify({ expression, expressionNames, expressionValues: attributes(expressionValues) });
  };

  return {
    util: {
      error: (message: string, errorType?: string, data?: unknown, errorInfo?: unknown): never => {
        throw new HandlerError(message, errorType ?? null, data ?? null, errorInfo ?? null);
      },
      appendError: (message: string, errorType?: string, data?: unknown, errorInfo?: unknown): void => {
        run().errors.push(new FieldError(message, errorType ?? null, data ?? null, errorInfo ?? null));
      },
      unauthorized: (): never => {
        throw new HandlerError('Not Authorized to access this field.', 'Unauthorized');
      },
      authType: () => AUTH_TYPES[run().mode],
      autoId: () => randomUUID(),
      escapeJavaScript: (text: string) =>
        JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('/', '\\/'),
      urlEncode: (text: string) => new URLSearchParams([['', text]]).toString().slice(1),
      urlDecode: (text: string) => decodeURIComponent(text.replaceAll('+', ' ')),
      base64Encode: (text: string) => Buffer.from(text).toString('base64'),
      base64Decode: (text: string) => Buffer.from(text, 'base64').toString(),
      time: {
        nowISO8601: () => new Date(now()).toISOString(),
        nowEpochSeconds: () => Math.floor(now() / 1000),
        nowEpochMilliSeconds: () => now(),
        parseISO8601ToEpochMilliSeconds: (text: string) => Date.parse(text),
        epochMilliSecondsToSeconds: (ms: number) => Math.floor(ms / 1000),
        epochMilliSecondsToISO8601: (ms: number) => new Date(ms).toISOString(),
      },
      dynamodb: {
        toDynamoDB: attribute,
        toString: tagged('S'),
        toStringSet: tagged('SS'),
        toNumber: tagged('N'),
        toNumberSet: tagged('NS'),
        toBinary: tagged('B'),
        toBinarySet: tagged('BS'),
        toBoolean: tagged('BOOL'),
        toNull: () => values.object({ NULL: null }),
        toList: (list: unknown) => (list === null || list === undefined ? null : attribute(list)),
        toMap: (map: unknown) => (map === null || map === undefined ? null : attribute(map)),
        toMapValues: attributes,
      },
      transform: {
        toDynamoDBFilterExpression: toExpression,
        toDynamoDBConditionExpression: toExpression,
        toSubscriptionFilter: (conditions: unknown, ignored?: unknown, rules?: unknown) =>
          copy(toSubscriptionFilter(conditions, ignored, rules)),
      },
      str: {
        normalize: (text: string, form: string) => text.normalize(form.toUpperCase()),
      },
      math: {
        roundNum: (value: number) => Math.round(value),
        minVal: (a: number, b: number) => Math.min(a, b),
        maxVal: (a: number, b: number) => Math.max(a, b),
        randomDouble: () => Math.random(),
        randomWithinRange: (start: number, end: number) => Math.floor(start + Math.random() * (end - start)),
      },
    },
    runtime: {
      earlyReturn: (value?: unknown, options?: { skipTo?: 'END' | 'NEXT' }): never => {
        if (asReported && (value === undefined || value === null)) {
          throw new TypeError(
            'runtime.earlyReturn needs a value: without one AppSync breaks (aws-appsync-community#280)',
          );
        }
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- control flow, not an error
        throw new EarlyReturn(value, options?.skipTo ?? 'NEXT');
      },
    },
    extensions: subscriptionExtensions(run),
  };
}

/** `util.time.nowISO8601` and every other full name of a utility. */
export function utilityNames(utilities: Branch): string[] {
  const below = (prefix: string, branch: Branch): string[] =>
    Object.entries(branch).flatMap(([name, value]) =>
      typeof value === 'function' ? [`${prefix}.${name}`] : below(`${prefix}.${name}`, value),
    );
  return Object.entries(utilities).flatMap(([name, branch]) => below(name, branch as Branch));
}
