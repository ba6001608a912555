import { UserError } from '../user-error';

/** One thing that AppSync would refuse, or that the local run does not know. */
export interface Problem {
  /** `Query.roomMovies`, `function start-fill`, `schema`. */
  readonly where: string;
  /** In the source, if it `isLocated`, or else in the code that AppSync gets. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The source that the line was bundled from: `api/shared/lambda.ts`. */
  readonly file?: string;
  readonly isLocated?: boolean;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** A place in a text: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a place in code stands in the source that it was made of; undefined when nobody knows. */
export type LocateSource = (code: string, place: Place) => (Place & { readonly file: string }) | undefined;

/** Everything that is wrong with an API definition, at once. */
export class ResolverCodeError extends UserError {
  constructor(
    apiName: string,
    readonly problems: readonly Problem[],
  ) {
    const lines = problems.map(({ where, line, column, file, isLocated, message }) => {
      if (isLocated && file !== undefined) {
        return ['', `${file}:${line}:${column}`, ...(where.endsWith(file) ? [] : [where]), message].join('  ');
      }
      const place = [where, line, column].filter((part) => part !== undefined).join(':');
      return `  ${place}${file === undefined ? '' : ` (${file})`}  ${message}`;
    });
    super(`The API ${apiName} cannot run:\n${lines.join('\n')}`);
  }
}

/** An error of one field, as it stands in AppSync's response. */
export class FieldError extends Error {
  override readonly name = 'FieldError';

  constructor(
    message: string,
    readonly errorType: string | null,
    readonly data: unknown = null,
    readonly errorInfo: unknown = null,
  ) {
    super(message);
  }
}
