import { fail as failWith, type Failure } from '../../shared/result';

/** The error types that a client of the room cache sees in `errors[].errorType`. They are a contract: add, never rename. `Unauthorized` is AppSync's. */
type ErrorType =
  | 'ValidationError'
  | 'Unauthorized'
  | 'RoomNotFound'
  | 'RoomClosed'
  | 'RoomFull'
  | 'UpstreamUnavailable'
  | 'InternalError';

export const fail = (errorType: ErrorType, message: string): Failure => failWith(errorType, message);
