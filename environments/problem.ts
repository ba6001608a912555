import { inspect } from 'node:util';

/** One thing that is wrong in an environment's file. */
export interface Problem {
  /** Relative to the project, such as `environments/prod.ts`. */
  readonly file: string;
  /** Such as `tables.rooms.billing.read.max`; empty for the environment as a whole. */
  readonly path: string;
  /** What stands there; undefined when nothing does. */
  readonly value: unknown;
  readonly allowed: string;
}

/** The configuration is wrong. Its message is written for a person: show it without a stack. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /** @param problems all that are wrong, in all environments. */
  constructor(readonly problems: readonly Problem[]) {
    super(renderProblems(problems));
  }
}

function renderProblems(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map(({ file }) => file))];
  const rows = problems.map(({ path, value }) => ({ path: path || '(all of it)', found: showValue(value) }));
  const pathWidth = Math.max(...rows.map(({ path }) => path.length));
  const foundWidth = Math.max(...rows.map(({ found }) => found.length));
  const line = (problem: Problem) => {
    const { path, found } = rows[problems.indexOf(problem)]!;
    return `    ${path.padEnd(pathWidth)}  ${found.padEnd(foundWidth)}  allowed: ${problem.allowed}`;
  };
  const sections = files.map((file) =>
    [`  ${file}`, ...problems.filter((problem) => problem.file === file).map(line)].join('\n'),
  );
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `The environments have ${count}; nothing was synthesized.\n\n${sections.join('\n\n')}\n`;
}

/** A value as its author would write it, on one line and cut to a readable length. */
export function showValue(value: unknown): string {
  if (value === undefined) return '(nothing)';
  const shown = inspect(value, { depth: 2, breakLength: Infinity, compact: true });
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
