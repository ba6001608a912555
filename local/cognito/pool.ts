import type { UserPool } from '../../packages/appsync-js/src';
import type { Members } from './members';
import type { PoolSettings } from './settings';

/** A pool that runs. */
export interface Pool {
  readonly settings: PoolSettings;
  readonly members: Members;
  readonly keys: UserPool;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Sends a member what is for them alone. */
  readonly send: (message: Omit<Message, 'pool'>) => void;
}

/** A mail or an SMS that Cognito would send. What is in it is a secret. */
export interface Message {
  readonly pool: string;
  readonly to: string;
  readonly what: 'invitation' | 'code';
  readonly username: string;
  /** A temporary password, or a code. */
  readonly secret: string;
}
