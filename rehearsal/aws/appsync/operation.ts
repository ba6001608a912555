import type { Backends } from '../../../packages/appsync-js/src';
import type { AwsResponse, JsonObject } from '../door/messages';
import type { AppsyncStore, StoredApi } from './store';

export interface AppsyncOptions {
  readonly account: string;
  readonly region: string;
  /** Base of the APIs' endpoints, without a slash at the end. */
  readonly endpoint: () => string;
  readonly backends: AppsyncBackends;
}

/** What AppSync asks. */
export interface AppsyncBackends extends Required<Pick<Backends, 'dynamodb' | 'invoke' | 'userPoolKeys' | 'log'>> {
  /** Asks authorizers in AppSync's own name, for an API. */
  readonly invokeFor: (sourceArn: string) => NonNullable<Backends['invokeAuthorizer']>;
}

/** What an operation works with. */
export interface Call {
  readonly store: AppsyncStore;
  readonly options: AppsyncOptions;
  readonly input: JsonObject;
  readonly query: URLSearchParams;
  /** A parameter of the path. */
  readonly path: (name: string) => string;
  /** The API that the path names. @throws AwsError NotFoundException */
  readonly api: () => StoredApi;
}

/** @returns what AppSync answers; undefined for nothing. */
export type Operation = (call: Call) => JsonObject | AwsResponse | undefined;
