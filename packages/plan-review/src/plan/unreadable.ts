import { ReviewError } from '../errors';

/** What was given is no plan that can be judged. Never "no changes". */
export class UnreadablePlanError extends ReviewError {
  override readonly name = 'UnreadablePlanError';

  /**
   * @param message what is wrong with it, with the value
   * @param next what to do
   */
  constructor(message: string, next: string, options?: ErrorOptions) {
    super('unreadable', message, next, options);
  }
}
