import { randomUUID } from 'node:crypto';
import { messageOf } from '../../../../programs/user-error';
import type { Backends } from '../definition';
import { isAbsent, isObject } from '../json';
import { refusal } from '../response';
import type { AuthenticationProvider } from './authentication';
import { type Asking, notAuthorized, type Verdict } from './caller';
import { wholly } from './providers';

export type LambdaProvider = Extract<AuthenticationProvider, { authenticationType: 'AWS_LAMBDA' }>;

/** What AppSync tells an authorizer of the API. */
export interface ApiIdentity {
  readonly apiId: string;
  readonly accountId: string;
}

export interface LambdaAuthorizerProps {
  readonly provider: LambdaProvider;
  readonly api: ApiIdentity;
  readonly invoke: NonNullable<Backends['invokeAuthorizer']>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds that the function may take. */
  readonly timeout: number;
}

/** "A Lambda function must not return more than 5MB of contextual data for resolvers." */
const MAX_CONTEXT_BYTES = 5 * 1024 * 1024;

/** Tokens whose answers are remembered at a time. */
const CAPACITY = 1_000;

/** A function's answer, found to be one. */
interface Answer {
  readonly isAuthorized: boolean;
  readonly resolverContext: Readonly<Record<string, string>>;
  readonly deniedFields: readonly string[];
  /** Seconds. */
  readonly ttlOverride: number | undefined;
}

/**
 * Asks a function who may come in, before each request. "The return value can be cached based on the API ID and the
 * authentication token": a refusal, too, but no failure.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization
 */
export class LambdaAuthorizer {
  private readonly remembered = new Map<string, { readonly answer: Answer; readonly until: number }>();

  constructor(private readonly props: LambdaAuthorizerProps) {}

  /** @param token the header Authorization, as it came */
  async judge(token: string, request: Asking): Promise<Verdict> {
    const { provider } = this.props;
    const { authorizerUri, identityValidationExpression: expression } = provider.lambdaAuthorizerConfig;
    if (expression !== undefined && !wholly(expression).test(token)) return notAuthorized();
    let answer = this.recall(token);
    if (!answer) {
      try {
        answer = await this.ask(token, request);
      } catch (error) {
        return failed(`The authorizer ${authorizerUri} failed: ${messageOf(error)}`);
      }
      this.remember(token, answer);
    }
    if (!answer.isAuthorized) return notAuthorized();
    const { resolverContext, deniedFields } = answer;
    return { caller: { provider, identity: { resolverContext }, groups: [], deniedFields: new Set(deniedFields) } };
  }

  private async ask(token: string, request: Asking): Promise<Answer> {
    const { provider, api, invoke, timeout } = this.props;
    const { query = '', operationName, variables = {}, headers = {} } = request;
    const requestId = randomUUID();
    const event = {
      authorizationToken: token,
      requestContext: { ...api, requestId, queryString: query, operationName, variables },
      requestHeaders: headers,
    };
    const invocation = await within(
      timeout,
      invoke(provider.lambdaAuthorizerConfig.authorizerUri, JSON.parse(JSON.stringify(event))),
    );
    if (invocation.functionError) {
      const { errorType, errorMessage } = invocation.functionError;
      throw new Error(`${errorType}: ${errorMessage}`);
    }
    return readAnswer(invocation.payload);
  }

  private recall(token: string): Answer | undefined {
    const known = this.remembered.get(token);
    if (known && known.until > this.props.now()) return known.answer;
    this.remembered.delete(token);
    return undefined;
  }

  private remember(token: string, answer: Answer): void {
    const seconds = answer.ttlOverride ?? this.props.provider.lambdaAuthorizerConfig.authorizerResultTtlInSeconds ?? 0;
    if (seconds === 0) return;
    if (this.remembered.size >= CAPACITY) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(token, { answer, until: this.props.now() + seconds * 1000 });
  }
}

/**
 * Of a function that fails, or that AppSync may not invoke, a client learns no more than this. Seen in aws/aws-cdk#19239 and
 * aws-appsync-community#362; the status is believed, not known.
 */
const failed = (hint: string): Verdict => ({ refused: refusal(401, 'BadRequestException'), hint });

/** @throws Error that says what is wrong */
function readAnswer(payload: unknown): Answer {
  if (!isObject(payload)) throw new Error(`it has to return an object with isAuthorized, found ${show(payload)}`);
  const { isAuthorized, resolverContext, deniedFields, ttlOverride } = payload;
  if (typeof isAuthorized !== 'boolean') throw wrong('isAuthorized', isAuthorized, 'true or false');
  if (!isAbsent(resolverContext) && !isMapOfTexts(resolverContext)) {
    throw wrong('resolverContext', resolverContext, 'an object whose values are all text');
  }
  if (Buffer.byteLength(JSON.stringify(resolverContext ?? {})) > MAX_CONTEXT_BYTES) {
    throw new Error(`resolverContext has more than ${MAX_CONTEXT_BYTES} bytes of JSON; AppSync takes no more`);
  }
  if (!isAbsent(deniedFields) && !isListOfTexts(deniedFields)) {
    throw wrong('deniedFields', deniedFields, "a list of fields, such as ['Query.room']");
  }
  if (!isAbsent(ttlOverride) && !(Number.isInteger(ttlOverride) && (ttlOverride as number) >= 0)) {
    throw wrong('ttlOverride', ttlOverride, 'a number of seconds, 0 or more');
  }
  return {
    isAuthorized,
    resolverContext: resolverContext ?? {},
    deniedFields: deniedFields ?? [],
    ttlOverride: (ttlOverride as number | null | undefined) ?? undefined,
  };
}

const wrong = (name: string, found: unknown, wanted: string): Error =>
  new Error(`${name} has to be ${wanted}, found ${show(found)}`);

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

const isMapOfTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string');

const isListOfTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** @throws Error when it takes longer. @param milliseconds Infinity for as long as it takes */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (milliseconds === Infinity) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it took longer than ${milliseconds / 1000} s; AppSync waits no longer`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
