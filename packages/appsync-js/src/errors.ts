import type { Location } from 'graphql';
import { UserError } from '../../../programs/user-error';

/** One thing that AppSync would refuse, or that the local run does not know. */
export interface Problem {
  /** `Query.roomMovies`, `function start-fill`, `schema`. */
  readonly where: string;
  /** The source that it stands in, `api/shared/lambda.ts`; undefined where that is not known. */
  readonly file?: string;
  /** In that file, or else in what AppSync gets. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** What is wrong, and what is allowed. */
  readonly message: string;
  /** The line itself, where it cannot be read. */
  readonly excerpt?: string;
}

/** Takes what is wrong with a part of a schema. */
export type Report = (node: { readonly loc?: Location | undefined }, message: string) => void;

/** Everything that is wrong with an API definition, at once. */
export class ResolverCodeError extends UserError {
  constructor(
    apiName: string,
    readonly problems: readonly Problem[],
  ) {
    super(`The API ${apiName} cannot run:\n${render(problems).join('\n')}`);
  }
}

/** `api/shared/lambda.ts:12:3  Query.room, function get-room  message`: what is wrong in a source that several share is one thing. */
function render(problems: readonly Problem[]): string[] {
  const things = new Map<string, { readonly place: string; readonly said: string; readonly users: Set<string> }>();
  for (const { where, file, line, column, message, excerpt } of problems) {
    const place = [file ?? where, line, column].filter((part) => part !== undefined).join(':');
    const said = excerpt === undefined ? message : `${message}\n${excerpt}`;
    const key = `${place}  ${said}`;
    const thing = things.get(key) ?? { place, said, users: new Set() };
    if (file !== undefined && !where.endsWith(file)) thing.users.add(where);
    things.set(key, thing);
  }
  return [...things.values()].map(({ place, said, users }) => {
    return ['', place, ...(users.size > 0 ? [[...users].join(', ')] : []), said].join('  ');
  });
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
