import { FieldError } from '../errors';

/** Thrown by `runtime.earlyReturn`: ends the handler that runs, and skips what `skipTo` says. No error, so no stack. */
export class EarlyReturn {
  constructor(
    readonly value: unknown,
    readonly skipTo: 'END' | 'NEXT',
  ) {}
}

/** Thrown by `util.error` and `util.unauthorized`: ends the field. */
export class HandlerError extends FieldError {}
