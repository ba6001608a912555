import { UsageError } from '../../../../programs/user-error';
import type { Option } from './help';

/** Options of a review of plan files, and of a posting. */
export const REVIEW_OPTIONS = {
  format: { type: 'string', value: 'FORMAT', help: 'text, markdown, html or json; text unless given' },
  accept: {
    type: 'string',
    multiple: true,
    value: 'NAME=WHY',
    help: 'take the risk of this one finding, this one time; may be given more than once',
  },
  name: { type: 'string', value: 'NAME', help: "what the plan is called, instead of its file's name" },
  write: {
    type: 'string',
    value: 'DIR',
    help: 'write review-NAME.md, .html and .json there, too; where it fails, they say why',
  },
  expect: {
    type: 'string',
    value: 'NAMES',
    help: 'names with commas between them; each gets a status, which says so where no review of it is given',
  },
  json: {
    type: 'boolean',
    default: false,
    help: 'the result as JSON on standard output, everything else on standard error',
  },
} as const satisfies Readonly<Record<string, Option>>;

/** How reviews are shown, and where they go. */
export interface Output {
  readonly format: Format;
  /** Where each review is written, too, as Markdown, HTML and JSON. */
  readonly write?: string;
}

const FORMATS = ['text', 'markdown', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** @throws UsageError */
export function formatOf({ format, json }: { readonly format?: string; readonly json: boolean }): Format {
  if (format === undefined) return json ? 'json' : 'text';
  const found = FORMATS.find((one) => one === format);
  if (!found) throw new UsageError(`--format "${format}" is none of ${FORMATS.join(', ')}.`);
  if (json && found !== 'json') throw new UsageError(`--json does not go with --format ${found}.`);
  return found;
}

/**
 * What is said of one plan does not go with several.
 *
 * @param options that have a value and go with one plan only, by their names
 * @throws UsageError
 */
export function requireOnePlan(
  plans: readonly string[],
  options: { readonly name: string | undefined; readonly [option: string]: string | undefined },
  accept: readonly string[] | undefined,
): void {
  const [option] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (plans.length > 1 && option !== undefined) {
    throw new UsageError(`--${option} goes with one plan, not with ${plans.length}.`);
  }
  if (plans.length > 1 && accept !== undefined) {
    throw new UsageError(`--accept goes with one plan, not with ${plans.length}: a finding of each would be accepted.`);
  }
  if (options.name?.trim() === '') throw new UsageError('--name wants a name.');
}

/** By a finding's name, why it is accepted. @throws UsageError */
export function acceptances(accept: readonly string[]): Readonly<Record<string, string>> {
  const pairs = accept.map(acceptance);
  const twice = pairs.find(([finding], index) => pairs.findIndex(([other]) => other === finding) < index);
  if (twice) throw new UsageError(`--accept names ${twice[0]} twice.`);
  return Object.fromEntries(pairs);
}

/** The name of a finding holds an address, whose keys may hold an equals sign within quotes: `aws_x.y["a=b"]`. */
function acceptance(text: string): [finding: string, reason: string] {
  const [, finding, reason] = /^([a-z-]+\/(?:[^="]|"(?:\\.|[^"\\])*")+)=(.*)$/s.exec(text) ?? [];
  if (finding !== undefined && /\S/.test(reason ?? '')) return [finding.trim(), reason!.trim()];
  throw new UsageError(
    `--accept "${text}" is not NAME=WHY, such as --accept 'index-dropped/aws_dynamodb_table.rooms#3f9a2c1b=nobody reads it'.`,
  );
}

/** @throws UsageError */
export function expectedNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (!names.includes('')) return names;
  throw new UsageError(`--expect "${text}" is no list of names, such as --expect "staging,prod".`);
}
