import { UserError } from '../user-error';

/** One thing that AppSync would refuse, or that the local run does not know. */
export interface Problem {
  /** `Query.roomMovies`, `function start-fill`, `schema`. */
  readonly where: string;
  /** In the code that AppSync gets. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The source that the line was bundled from: `api/shared/lambda.ts`. */
  readonly file?: string;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** Everything that is wrong with an API definition, at once. */
export class ResolverCodeError extends UserError {
  constructor(
    apiName: string,
    readonly problems: readonly Problem[],
  ) {
    const lines = problems.map(({ where, line, column, file, message }) => {
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
