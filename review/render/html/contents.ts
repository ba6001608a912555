import { KINDS, type Kind } from '../sections';
import { STANDINGS, type Standing } from '../findings';
import { FEW, tally } from './entries';
import type { Parts } from './parts';
import { inline, markup, when, type Html } from './template';

/** What leads to each part of the page, the findings first, as they stand there. */
export const contents = (reviews: readonly Parts[]): Html => markup`
<nav aria-label="Contents"><ol>${reviews.map(reviewItem)}
</ol></nav>`;

const reviewItem = ({ id, review, head, findings, sections }: Parts): Html => markup`
<li class="${review.verdict}"><a href="#${id}">${head.name} <b>${head.verdict}</b></a>
<ol>${findings.map(
  ({ anchor, standing, title }) => markup`
<li class="${standing}"><a href="#${anchor}">${title}</a></li>`,
)}${sections.map(
  ({ anchor, id: section, title, count, entries }) => markup`
<li class="${section}"><a href="#${anchor}"><span class="to">${inline(title)}</span> <span class="count">${count}</span>${tally(entries, ['replace', 'destroy'])}</a></li>`,
)}
</ol></li>`;

/** By address and by kind, where there is much; hidden until the page's script is there to do it. */
export function filter(reviews: readonly Parts[]): Html {
  const kinds = kindsOf(reviews);
  const things = reviews.flatMap(({ review, sections }) => [
    ...review.findings,
    ...sections.flatMap(({ entries }) => entries),
  ]);
  return when(
    things.length > FEW,
    () => markup`
<form role="search" aria-label="Filter" autocomplete="off" hidden>
<details><summary>Filter</summary>
<label class="address">Address or finding<input type="search" name="words" spellcheck="false"></label>
<fieldset><legend>Only</legend>${kinds.map(
      ([kind, name]) => markup`
<label><input type="checkbox" name="kind" value="${kind}"> ${name}</label>`,
    )}
</fieldset>
<button type="reset">Show all</button>
</details>
<p class="shown" role="status"></p>
</form>`,
  );
}

/** Those of which there is something, the worst first. */
function kindsOf(reviews: readonly Parts[]): (readonly [Standing | Kind, string])[] {
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
