import { own } from '../../../../keys/own';
import { FieldError } from '../errors';

/** What a data source leaves in `ctx.result` and `ctx.error`. */
export interface SourceResult {
  readonly result: unknown;
  readonly error?: SourceError;
}

/** `unhandledErrorType`: what a Lambda function's own failure is called, null for any other of Lambda's (aws-appsync-community#386). */
export interface SourceError {
  readonly message: string;
  readonly type: string;
  readonly unhandledErrorType?: string | null;
}

/** What a request handler returned. */
export type Request = Readonly<Record<string, unknown>>;

/** Refuses a request with fields that the local run would have to ignore. */
export function checkFields(what: string, request: Request, known: readonly string[]): void {
  const unknown = Object.keys(request).filter((name) => own(request, name) !== undefined && !known.includes(name));
  if (unknown.length === 0) return;
  throw new FieldError(
    `The local run does not know ${unknown.join(', ')} of ${what}. It knows ${known.join(', ')}.`,
    'MappingTemplate',
  );
}

/** AppSync's words for a request that lacks a field. */
export function missing(name: string): FieldError {
  return new FieldError(`Value for field '$[${name}]' not found.`, 'MappingTemplate');
}
