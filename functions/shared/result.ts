/** What a function answers to AppSync. The resolver turns `ok: false` into `util.error(message, errorType)`. */
export type Result<Value> = Success<Value> | Failure;

export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Failure {
  readonly ok: false;
  /** What a client sees in `errors[].errorType`. A contract: a system adds some, and never renames one. */
  readonly errorType: string;
  /** What was asked, what is allowed and what to do, in a sentence for the person who asked. */
  readonly message: string;
}

export function succeed<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

export function fail(errorType: string, message: string): Failure {
  return { ok: false, errorType, message };
}
