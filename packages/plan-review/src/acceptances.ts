import type { Found } from './judging/line';
import { createHash } from 'node:crypto';
import { NOTHING_HIDDEN, type Hide } from './plan/hide';
import { isObject, parseDocument } from './plan/json';
import type { Json } from './plan/value';
import { PLACEHOLDER } from './plan/placeholder';
import type { Finding } from './schema';

/** A finding that somebody takes the risk of. */
export interface Acceptance {
  /** Name of a finding: `stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b`. */
  readonly finding: string;
  /** Why. */
  readonly reason: string;
  /** Where it stands: `environments/staging.ts`, `--accept`. */
  readonly from: string;
  /** Whether it may be that there is nothing left to accept. Default: that is a finding. */
  readonly mayBeUnused?: boolean;
}

/** @param accept by a finding's name, why. @param from where it stands */
export const acceptancesFrom = (accept: Readonly<Record<string, string>> | undefined, from: string): Acceptance[] =>
  Object.entries(accept ?? {}).map(([finding, reason]) => ({ finding, reason, from }));

/** Hexadecimal digits. They are against an oversight: whoever can craft another plan of the same can write an acceptance, too. */
const DIGITS = 8;

const HASH = new RegExp(`#[0-9a-f]{${DIGITS}}$`);

/**
 * What a finding is accepted by: rule, subject, and a hash of what was judged, so that what gets worse has to be accepted
 * anew. The same on every machine, and whatever else the plan does. A secret is in it as one that is hidden: a hash of a
 * short one would give it away, and its number is another one beside other secrets.
 *
 * @param found with nothing in it that Terraform marks as secret; a value that only equals a secret is what it is
 */
export function nameOf(rule: string, subject: string, found: Found): string {
  const { blocks, title, because, judged = because } = found;
  const parts = [title, ...judged].map((part) => JSON.stringify(inOrder(part))).sort(); // their order says nothing
  const text = JSON.stringify([blocks, ...parts]).replace(HIDDEN, '(sensitive)');
  return `${rule}/${subject}#${createHash('sha256').update(text).digest('hex').slice(0, DIGITS)}`;
}

/**
 * The same for what says the same: of objects, and of documents within texts, the order of keys says nothing, and of lists
 * of texts, as of actions, principals and addresses, neither does theirs.
 */
function inOrder(value: Json): Json {
  if (typeof value === 'string') {
    const document = parseDocument(value);
    return document === undefined ? value.replace(LISTED, sorted) : inOrder(document);
  }
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).map(inOrder);
    return list.some((one) => typeof one === 'object' && one !== null) ? list : list.sort(byText);
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, inOrder(child)] as const);
  return Object.fromEntries(entries.sort(byText));
}

const byText = (one: unknown, other: unknown): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

/** In a sentence: `s3:Get, s3:Put`, `*, AWS arn:aws:iam::1:root`, `["a","b"]`. Words alone are no names. */
const NAMED = String.raw`(?:(?:AWS|CanonicalUser|Federated|Service) )?[^\s,[\]]*[:"./*][^\s,[\]]*`;
const LISTED = new RegExp(`${NAMED}(?:, ?${NAMED})+`, 'g');

const sorted = (list: string): string => list.split(/, ?/).sort().join(', ');

const HIDDEN = new RegExp(PLACEHOLDER, 'g');

/** The findings that are accepted with their reasons, and those acceptances that accept nothing, as findings of their own. */
export function acceptAll(
  found: readonly Finding[],
  acceptances: readonly Acceptance[],
  hide: Hide = NOTHING_HIDDEN,
): Finding[] {
  const shown = acceptances.map((one) => withoutSecrets(one, hide));
  const accepted = found.map((finding) => {
    const acceptance = shown.find((one) => one.finding === finding.name);
    return acceptance ? { ...finding, accepted: acceptance.reason } : finding;
  });
  return [...accepted, ...shown.flatMap((one) => leftOver(one, accepted))];
}

/** An environment's file may name what the review shows, and what the configuration has. */
const withoutSecrets = ({ finding, reason, ...rest }: Acceptance, hide: Hide): Acceptance => ({
  ...rest,
  finding: OF_RESOURCE.test(finding) ? hide.name(finding) : hide.text(finding),
  reason: hide.text(reason),
});

/** `stateful-loss/aws_dynamodb_table.rooms`; whatever else somebody wrote is data. */
const OF_RESOURCE = /^[a-z-]+\/[\w-]+\./;

const withoutHash = (name: string): string => name.replace(HASH, '');

function leftOver(acceptance: Acceptance, found: readonly Finding[]): Finding[] {
  const { finding: by, mayBeUnused } = acceptance;
  if (found.some(({ name }) => name === by)) return [];
  const now = found.filter(({ name }) => withoutHash(name) === withoutHash(by));
  // A synthesis and a plan may call one thing by two names: where one of them is right, the other does no harm.
  if (now.some(({ accepted }) => accepted !== undefined)) return [];
  if (now[0]) return [outdated(acceptance, now[0])];
  return mayBeUnused ? [] : [unused(acceptance)];
}

function outdated({ finding, reason, from }: Acceptance, now: Finding): Finding {
  const why = HASH.test(finding)
    ? 'but what it finds is not what was accepted'
    : 'but does not say what of it: the name has no # with a hash';
  return {
    name: `outdated-acceptance/${finding}`,
    rule: 'outdated-acceptance',
    blocks: true,
    title: `${from} accepts ${finding}, ${why}.`,
    because: [
      `its reason is: ${reason}`,
      `what is found now: ${now.title} ${now.because.join('; ')}`.trim(),
      `to take this risk, accept ${now.name} in its place`,
    ],
    risk: 'Whoever accepted it did not see what would happen now.',
  };
}

/** One that is left behind would accept the same danger once more, unseen. */
const unused = ({ finding, reason, from }: Acceptance): Finding => ({
  name: `unused-acceptance/${finding}`,
  rule: 'unused-acceptance',
  blocks: true,
  title: `${from} accepts ${finding}, which is no finding of this plan.`,
  because: [`its reason is: ${reason}`, 'remove it, or correct the name'],
  risk: 'Left where it is, it would accept the same finding once more without anybody being asked.',
});
