import type { AwsResponse, JsonObject } from '../door/messages';
import type { Archives } from './archives';
import type { FunctionFailure } from '../../../local/lambda/definition';
import type { InvocationOptions } from './invocations';
import type { Configuration, StoredFunction } from './store';

export interface LambdaOptions extends Omit<InvocationOptions, 'archives'> {
  readonly account: string;
}

/** What an operation works with. */
export interface Call {
  readonly functions: Map<string, StoredFunction>;
  readonly archives: Archives;
  readonly options: LambdaOptions;
  readonly input: JsonObject;
  readonly query: URLSearchParams;
  /** A parameter of the path. */
  readonly path: (name: string) => string;
  /** The function that the path names, by its name or an ARN. @throws AwsError ResourceNotFoundException */
  readonly fn: () => StoredFunction;
  /** Version or alias: of the query, or of the ARN in the path; undefined when neither names one. */
  readonly qualifier: string | undefined;
  /** Starts a version before it is called. @returns why it does not load, if it does not */
  readonly warm: (fn: StoredFunction, version: Configuration) => Promise<FunctionFailure | undefined>;
}

/** @returns what Lambda answers, with status 200 unless it is a whole response; undefined for 204. */
export type Operation = (call: Call) => JsonObject | AwsResponse | undefined;

export const arnOf = ({ region, account }: LambdaOptions, name: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;
