import { choice } from '../kinds-of-value';
import { protection } from './table';

/** What an environment says of a user pool that a deploy makes. */
export const userPoolSettings = {
  /** Whether each member needs a second factor, or may have one. */
  mfa: choice('ON', 'OPTIONAL'),
  /** Of the pool with all of its members. */
  deletionProtection: protection,
};
