import { UsageError, type Values } from './options';

export interface ReviewArguments {
  readonly format: Format;
  /** A commit, branch or tag to compare the synthesized Terraform with. Default: plans. */
  readonly base?: string;
  /** Where each review is written, too, as Markdown, HTML and JSON. */
  readonly write?: string;
  /** Where the plan is kept for `deploy --plan`. */
  readonly planOut?: string;
  /** Instead of the file's name. */
  readonly name?: string;
}

const FORMATS = ['text', 'markdown', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export function reviewArguments(values: Values, targets: readonly string[]): ReviewArguments {
  const { base, write, name, 'plan-out': planOut } = values;
  if (targets.length > 1 && (name ?? planOut) !== undefined) {
    throw new UsageError(
      `--${name === undefined ? 'plan-out' : 'name'} goes with one plan, not with ${targets.length}.`,
    );
  }
  if (targets.length > 1 && values.accept !== undefined) {
    throw new UsageError(
      `--accept goes with one plan, not with ${targets.length}: a finding of each would be accepted.`,
    );
  }
  if (name?.trim() === '') throw new UsageError('--name wants a name.');
  if (base !== undefined && planOut !== undefined)
    throw new UsageError('--base makes no plan: it does not go with --plan-out.');
  return {
    format: formatOf(values),
    ...(base !== undefined && { base }),
    ...(typeof write === 'string' && { write }),
    ...(name !== undefined && { name }),
    ...(planOut !== undefined && { planOut }),
  };
}

export function formatOf({ format, json }: Values): Format {
  if (format === undefined) return json ? 'json' : 'text';
  const found = FORMATS.find((one) => one === format);
  if (!found) throw new UsageError(`--format "${format}" is none of ${FORMATS.join(', ')}.`);
  if (json && found !== 'json') throw new UsageError(`--json does not go with --format ${found}.`);
  return found;
}

/** By a finding's name, why it is accepted. */
export function acceptances({ accept }: Values): { accept?: Readonly<Record<string, string>> } {
  if (!accept) return {};
  const pairs = accept.map(acceptance);
  const twice = pairs.find(([finding], index) => pairs.findIndex(([other]) => other === finding) < index);
  if (twice) throw new UsageError(`--accept names ${twice[0]} twice.`);
  return { accept: Object.fromEntries(pairs) };
}

/** The name of a finding holds an address, whose keys may hold an equals sign within quotes: `aws_x.y["a=b"]`. */
function acceptance(text: string): [finding: string, reason: string] {
  const [, finding, reason] = /^([a-z-]+\/(?:[^="]|"(?:\\.|[^"\\])*")+)=(.*)$/s.exec(text) ?? [];
  if (finding !== undefined && /\S/.test(reason ?? '')) return [finding.trim(), reason!.trim()];
  throw new UsageError(
    `--accept "${text}" is not NAME=WHY, such as --accept 'index-dropped/aws_dynamodb_table.rooms#3f9a2c1b=nobody reads it'.`,
  );
}

export function reviewedPlan({ plan, reviewed }: Values): { reviewed?: { file: string; digest: string } } {
  if (plan === undefined && reviewed === undefined) return {};
  if (plan === undefined || reviewed === undefined) throw new UsageError('--plan and --reviewed go together.');
  if (!/^[0-9a-f]{64}$/.test(reviewed))
    throw new UsageError(`--reviewed "${reviewed}" is no digest: 64 of 0-9 and a-f, as the review shows it.`);
  return { reviewed: { file: plan, digest: reviewed } };
}
