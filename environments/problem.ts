import { inspect } from 'node:util';
import { columns } from './columns';
import { UserError } from '../programs/user-error';

/** One thing that is wrong in an environment's file. */
export interface Problem {
  /** Relative to the project, such as `environments/prod.ts`. */
  readonly file: string;
  /** Such as `systems.roomCache.tables.rooms.billing.read.max`; empty for the environment as a whole. */
  readonly path: string;
  /** What stands there; undefined where nothing does. */
  readonly value: unknown;
  /** What may stand there, and why where that is not plain. */
  readonly allowed: string;
}

/** The configuration is wrong. */
export class ConfigurationError extends UserError {
  override readonly name = 'ConfigurationError';

  /** @param problems of all environments. */
  constructor(readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'is 1 problem' : `are ${problems.length} problems`;
    super(`There ${count} in the environments:\n\n${describeProblems(problems)}`);
  }
}

/** `notify[1]`, `tags['cost centre']`: as one writes it in TypeScript. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_]\w*$/.test(name)) return `${written}['${name}']`;
    return written ? `${written}.${name}` : name;
  }, '');
}

/** A block for each file, a line for each problem: path, value and what is allowed in columns. */
export function describeProblems(problems: readonly Problem[]): string {
  const lines = columns(
    problems.map(({ path, value, allowed }) => [path || '(all of it)', describeValue(value), `allowed: ${allowed}`]),
  );
  const blocks = [...new Set(problems.map(({ file }) => file))].map((file) =>
    [`  ${file}`, ...lines.filter((_, index) => problems[index]!.file === file).map((line) => `    ${line}`)].join(
      '\n',
    ),
  );
  return blocks.join('\n\n');
}

const READABLE_LENGTH = 60;

/** A value as its author would write it, on one line. */
export function describeValue(value: unknown): string {
  if (value === undefined) return '(missing)';
  const written = inspect(value, { breakLength: Infinity, compact: true });
  return written.length > READABLE_LENGTH ? `${written.slice(0, READABLE_LENGTH - 1)}…` : written;
}
