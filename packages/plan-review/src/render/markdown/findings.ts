import type { Finding, Review } from '../../schema';
import { acceptedBy, HOW_TO_ACCEPT, rankFindings, subjectOf, type Group, type Ranked } from '../findings';
import { headOf } from '../headline';
import { data, prose, type Phrase } from '../phrase';
import { markdown, type WholeLine } from './phrase';

/** The first line, and the findings: all that is never cut. */
export function findingLines(review: Review): WholeLine[] {
  const { name, where, counts, verdict } = headOf(review);
  const head: Phrase = [...prose(name), ...(where.length > 0 ? [' (', ...where, ')'] : []), `: ${counts}.`];
  return [
    { prefix: '### ', phrase: [...prose(name), `: ${verdict}`] },
    { prefix: '', phrase: head, isApart: true },
    { prefix: '', phrase: ['Digest ', data(review.digest)], isApart: true },
    ...rankFindings(review).flatMap(rankedLines),
  ];
}

/** Of every part but the first. */
export const continuation = ({ name }: Review): string => `### ${markdown(prose(name.slice(0, 100)))}: more findings`;

const rankedLines = ({ standing, title, groups }: Ranked): WholeLine[] => [
  { prefix: '#### ', phrase: [title], isApart: true },
  ...groups.flatMap(groupLines),
  ...(standing === 'blocks' ? [{ prefix: '', phrase: HOW_TO_ACCEPT, isApart: true }] : []),
];

const groupLines = ({ rule, risk, findings }: Group): WholeLine[] => [
  { prefix: '', phrase: [data(rule), ': ', ...prose(risk)], isApart: true },
  ...findings.flatMap((finding, index) => linesOf(finding, index === 0)),
];

const linesOf = (finding: Finding, isFirst: boolean): WholeLine[] => [
  { prefix: '- ', phrase: [data(subjectOf(finding))], isStrong: true, isApart: isFirst },
  { prefix: '  - ', phrase: prose(finding.title), isStrong: true },
  ...finding.because.map((line) => ({ prefix: '  - ', phrase: prose(line) })),
  ...(finding.accepted === undefined ? [] : [{ prefix: '  - ', phrase: ['accepted: ', ...prose(finding.accepted)] }]),
  ...acceptedBy(finding).map((name) => ({ prefix: '  - ', phrase: ['NAME: ', data(name)] })),
];
