import { util } from '@aws-appsync/utils';
import { logFailure } from './log';

/** Ends the request with words for a person; what the data source said stays in AppSync's log. An alarm counts it. */
export function failInternally(whatFailed: string): never {
  logFailure(whatFailed);
  util.error(`${whatFailed} Try again in a moment.`, 'InternalError');
}

/** Ends the request because of what the caller sent. */
export function failValidation(message: string): never {
  util.error(message, 'ValidationError');
}
