import type { Finding, Review } from '../schema';
import { stops } from './headline';
import { data, many, type Phrase } from './phrase';

export type Standing = 'blocks' | 'warns' | 'accepted';

/** Findings of one rule, whose risk is said once. */
export interface Group {
  readonly rule: string;
  readonly risk: string;
  readonly findings: readonly Finding[];
}

export interface Ranked {
  readonly standing: Standing;
  /** `2 findings block` */
  readonly title: string;
  readonly groups: readonly Group[];
}

/** The worst first; within a standing by rule, in the order in which they come. */
export function rankFindings({ findings }: Review): Ranked[] {
  return STANDINGS.flatMap((standing) => {
    const mine = findings.filter((finding) => standingOf(finding) === standing);
    if (mine.length === 0) return [];
    return [
      { standing, title: `${many(mine.length, 'finding')} ${verb(standing, mine.length)}`, groups: groupsOf(mine) },
    ];
  });
}

/** What to do about a finding that blocks. */
export const HOW_TO_ACCEPT: Phrase = [
  'Whoever takes the risk of one says so by its NAME: ',
  data("--accept 'NAME=reason'"),
  ' for this one review, or ',
  data('review.accept'),
  ' in the environment’s file.',
];

/** Of whom it is. */
export const subjectOf = ({ address, name }: Finding): string => address ?? name;

/** By what it is accepted; none for an acceptance that is itself a finding, whose name is its subject. */
export const acceptedBy = ({ address, name }: Finding): string[] => (address === undefined ? [] : [name]);

/** The worst first. */
export const STANDINGS: readonly Standing[] = ['blocks', 'warns', 'accepted'];

const standingOf = (finding: Finding): Standing =>
  finding.accepted !== undefined ? 'accepted' : stops(finding) ? 'blocks' : 'warns';

function verb(standing: Standing, count: number): string {
  if (standing === 'accepted') return count === 1 ? 'is accepted' : 'are accepted';
  const word = standing === 'blocks' ? 'block' : 'warn';
  return count === 1 ? `${word}s` : word;
}

function groupsOf(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.risk]);
    const mine = groups.get(key);
    if (mine) mine.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map((mine) => ({ rule: mine[0]!.rule, risk: mine[0]!.risk, findings: mine }));
}
