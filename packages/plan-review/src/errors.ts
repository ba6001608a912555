import { CommandError } from '../../../programs/errors';

/** Why something was not reviewed (`invalid`, `unreadable`), or not posted (`post`). */
export class ReviewError extends CommandError<'invalid' | 'unreadable' | 'post'> {
  override readonly name: string = 'ReviewError';
}
