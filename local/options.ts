import type { SystemName } from '../model/systems';
import type { DynamodbKind } from './dynamodb';
import type { LocalEvent } from './events';
import type { TmdbOptions } from './room-cache/tmdb';

/** Where films come from: the server of this project, the real TMDB at the address that Terraform says, or any other. */
export type FilmSource =
  { kind: 'local'; options?: TmdbOptions } | { kind: 'tmdb'; key: string } | { kind: 'url'; url: string; key?: string };

export interface LocalOptions {
  /** The checkout; the one that this file is in unless given. */
  root?: string;
  /** `dev` unless given. */
  environment?: string;
  /** The first one unless given. */
  system?: SystemName;
  /** Of the GraphQL endpoint; any free one unless given. */
  port?: number;
  /** `dynalite` unless given. */
  dynamodb?: DynamodbKind;
  /** Keeps the tables between runs; in memory unless given. */
  dataDir?: string;
  /** The local server unless given. */
  films?: FilmSource;
  /** Whether changed files are loaded; no unless given. */
  watch?: boolean;
  /** Whether to bundle and synthesize first; yes unless given. Without, `cdktf.out` is taken as it is. */
  build?: boolean;
  /** Milliseconds before each retry of an asynchronous call; Lambda's own (60 s, 120 s) unless given. */
  retryDelays?: readonly number[];
  /** Epoch milliseconds, for the expiry of the API key and for the resolvers' time; the machine's clock unless given. */
  now?: () => number;
  onEvent?: (event: LocalEvent) => void;
  /** Ends a start that is underway. */
  signal?: AbortSignal;
}
