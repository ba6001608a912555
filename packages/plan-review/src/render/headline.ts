import type { Review } from '../schema';
import { data, many, plain, type Phrase } from './phrase';

/** What stands first, in every format. */
export interface Head {
  readonly name: string;
  /** Account, region, commit; empty when none is known. */
  readonly where: Phrase;
  readonly counts: string;
  readonly verdict: string;
}

export const headOf = (review: Review): Head => ({
  name: review.name,
  where: whereOf(review),
  counts: describeCounts(review),
  verdict: describeVerdict(review),
});

/** The review in one line: `staging (account 123456789012, eu-west-1): 1 to add, 0 to change, 0 to destroy. …` */
export function headline(review: Review): string {
  const { name, where, counts, verdict } = headOf(review);
  return `${plain([data(name)])}${where.length > 0 ? ` (${plain(where)})` : ''}: ${counts}. ${capital(verdict)}.`;
}

/** GitHub takes so many characters. */
const MOST_CHARACTERS = 140;

/** For a commit status, whose name says of what: verdict and counts, at most 140 characters. */
export function describeStatus(review: Review): string {
  const text = `${capital(describeVerdict(review))}: ${describeCounts(review)}`;
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

/** Labels of the pull request that the review asks for. */
export const labelsOf = ({ counts, verdict }: Review): string[] => [
  ...(counts.destroy + counts.replace > 0 ? ['plan: destroys'] : []),
  ...(verdict === 'blocked' ? ['plan: blocked'] : []),
];

/** Whether it stops the apply: it blocks, and nobody has taken the risk. */
export const stops = ({ blocks, accepted }: Review['findings'][number]): boolean => blocks && accepted === undefined;

function describeVerdict({ verdict, findings }: Review): string {
  if (verdict === 'blocked') return `BLOCKED by ${many(findings.filter(stops).length, 'finding')}`;
  const accepted = findings.filter((one) => one.accepted !== undefined).length;
  const warnings = findings.filter((one) => !one.blocks && one.accepted === undefined).length;
  const besides = [
    ...(warnings > 0 ? [many(warnings, 'warning')] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ];
  const words = verdict === 'clean' ? 'nothing changes' : 'changes, nothing blocks';
  return besides.length > 0 ? `${words} (${besides.join(', ')})` : words;
}

/** What is added, changed and destroyed is always said, the rest where there is some. */
export function describeCounts({ counts, outputs, drift, deferred }: Review): string {
  const setBack = drift.filter((one) => one.setBack).length;
  const said: readonly (string | false)[] = [
    counts.import > 0 && `${counts.import} to import`,
    counts.move > 0 && `${counts.move} to move`,
    `${counts.add} to add`,
    `${counts.change} to change`,
    counts.replace > 0 && `${counts.replace} to replace`,
    `${counts.destroy} to destroy`,
    counts.forget > 0 && `${counts.forget} to forget`,
    outputs.length > 0 && many(outputs.length, 'output'),
    setBack > 0 && `${setBack} changed outside Terraform and set back`,
    deferred.length > 0 && `${deferred.length} put off`,
  ];
  return said.filter(Boolean).join(', ');
}

function whereOf({ account, region, commit, source, base }: Review): Phrase {
  const parts: Phrase[] = [
    ...(account === null ? [] : [['account ', data(account)]]),
    ...(region === null ? [] : [[data(region)]]),
    ...(commit === null ? [] : [['commit ', data(short(commit.sha)), ...(commit.dirty ? [' and changes'] : [])]]),
    ...(source === 'synthesis' ? [['compared with ', data(short(base ?? 'nothing'))]] : []),
  ];
  return parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
}

const short = (commit: string): string => (/^[0-9a-f]{40,}$/.test(commit) ? commit.slice(0, 12) : commit);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
