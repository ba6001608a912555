import { KINDS, type Kind } from '../sections';
import { STANDINGS, type Standing } from '../findings';
import { FEW, tally } from './entries';
import type { AnchoredReview } from './anchored';
import { filterForm, navigation } from './side';
import { inline, markup, when, type Html } from './template';

/** What leads to each part of the page, the findings first, as they stand there. */
export const contents = (reviews: readonly AnchoredReview[]): Html =>
  navigation(
    reviews.map(({ id, review, head, findings, sections }) => ({
      id,
      look: review.verdict,
      name: head.name,
      verdict: head.verdict,
      parts: [
        ...findings.map(({ anchor, standing, title }) => ({ anchor, look: standing, title: markup`${title}` })),
        ...sections.map(({ anchor, id: look, title, count, entries }) => ({
          anchor,
          look,
          title: markup`<span class="to">${inline(title)}</span> <span class="count">${count}</span>${tally(entries, ['replace', 'destroy'])}`,
        })),
      ],
    })),
  );

/** By address and by kind, where there is much. */
export function filter(reviews: readonly AnchoredReview[]): Html {
  const things = reviews.flatMap(({ review, sections }) => [
    ...review.findings,
    ...sections.flatMap(({ entries }) => entries),
  ]);
  return when(things.length > FEW, () => filterForm('Address or finding', kindsOf(reviews)));
}

/** Those of which there is something, the worst first. */
function kindsOf(reviews: readonly AnchoredReview[]): (readonly [Standing | Kind, string])[] {
  const standings = new Set(reviews.flatMap(({ findings }) => findings.map(({ standing }) => standing)));
  const kinds = new Set(
    reviews.flatMap(({ sections }) => sections.flatMap(({ entries }) => entries.map(({ kind }) => kind))),
  );
  return [
    ...STANDINGS.filter((standing) => standings.has(standing)).map((one) => [one, FINDINGS[one]] as const),
    ...KIND_ORDER.filter((kind) => kinds.has(kind)).map((kind) => [kind, KINDS[kind][1]] as const),
  ];
}

const FINDINGS: Readonly<Record<Standing, string>> = {
  blocks: 'findings that block',
  warns: 'findings that warn',
  accepted: 'accepted findings',
};

const KIND_ORDER: readonly Kind[] = [
  'destroy',
  'replace',
  'change',
  'add',
  'import',
  'move',
  'forget',
  'drift',
  'deferred',
  'output',
  'check',
  'passing',
];
