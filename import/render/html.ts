import { FEW } from '../../packages/plan-review/src/render/html/entries';
import { page } from '../../packages/plan-review/src/render/html/page';
import { filterForm, navigation } from '../../packages/plan-review/src/render/html/side';
import { inline, markup, when, type Html } from '../../packages/plan-review/src/render/html/template';
import { prose } from '../../packages/plan-review/src/render/phrase';
import type { Difference, InspectedTable, Inspection, Verdict } from '../schema';
import { aboutOf, EFFECTS, groupsOf, headOf, itemsOf, WORDS, type Group } from './words';

/** An inspection as one page in one file, in the looks of a review. */
export function renderHtml(inspection: Inspection): string {
  const { name, verdict, counts, hint } = headOf(inspection);
  const groups = groupsOf(inspection.tables).map((group, index) => ({ ...group, anchor: `tables-${index + 1}` }));
  const worst = groups[0] ? LOOKS[groups[0].verdict].head : 'clean';
  const parts = groups.map(({ anchor, title, verdict: of }) => ({
    anchor,
    look: LOOKS[of].part,
    title: markup`${title}`,
  }));
  const kinds = groups.map(({ verdict: of }) => [of, WORDS[of].toLowerCase()] as const);
  return page(
    { title: name, kind: 'Tables that exist' },
    markup`${navigation([{ id: TOP, look: worst, name, verdict, parts }])}${when(inspection.tables.length > FEW, () => filterForm('Table', kinds))}`,
    markup`
<article id="${TOP}">
<header class="${worst}">
<h2>${name}</h2>
<p class="verdict">${verdict}</p>
<p class="counts">${counts}</p>${when(
      hint,
      (said) => markup`
<p class="counts">${inline(prose(said))}</p>`,
    )}
</header>${groups.map(section)}
</article>`,
  );
}

const TOP = 'inspection';

/** The classes of a review: of the page's head, and of a part of it. */
const LOOKS: Readonly<Record<Verdict, { readonly head: string; readonly part: string }>> = {
  replace: { head: 'blocked', part: 'blocks' },
  unreadable: { head: 'blocked', part: 'blocks' },
  'in-place': { head: 'changes', part: 'warns' },
  same: { head: 'clean', part: 'accepted' },
  undeclared: { head: 'clean', part: 'accepted' },
};

interface Anchored {
  readonly anchor: string;
}

/** What there is nothing to do about is folded, where it is much. */
function section({ verdict, title, tables, anchor }: Group & Anchored): Html {
  if (LOOKS[verdict].head !== 'clean') {
    return markup`
<section class="findings ${LOOKS[verdict].part}" id="${anchor}">
<h3>${title}</h3>${tables.map(
      (one) => markup`
<div class="group"><ul class="found">
<li data-kind="${verdict}">
<h4 class="address">${one.name}</h4>${about(one)}${details(one)}
</li>
</ul></div>`,
    )}
</section>`;
  }
  return markup`
<details class="section"${when(tables.length <= FEW, () => markup` open`)}>
<summary><h3>${title}</h3></summary>
<div id="${anchor}">${tables.map(
    (one) => markup`
<div class="entry" data-kind="${verdict}">
<h4 class="what">${one.name}</h4>${about(one)}${details(one)}
</div>`,
  )}
</div>
</details>`;
}

const about = (one: InspectedTable): Html => {
  const said = aboutOf(one);
  return when(
    said.length > 0,
    () => markup`
<p class="risk">${inline(said.flatMap((part, index) => [index === 0 ? '' : ', ', ...prose(part)]))}</p>`,
  );
};

const details = ({ reason, differences, notSeen = [], ...table }: InspectedTable): Html =>
  markup`${when(
    reason,
    (why) => markup`
<p class="reason">${inline(prose(why))}</p>`,
  )}${when(
    differences.length > 0,
    () => markup`
<ul class="because">${differences.map(line)}</ul>`,
  )}${itemsOf(table).map(
    ({ line: said, problems }) => markup`
<p class="note">${inline(prose(said))}</p>${when(
      problems.length > 0,
      () => markup`
<ul class="because">${problems.map((problem) => markup`<li>${inline(prose(problem))}</li>`)}</ul>`,
    )}`,
  )}${notSeen.map(
    (what) => markup`
<p class="note">Not seen: ${inline(prose(what))}</p>`,
  )}`;

const line = ({ path, effect, cost }: Difference): Html =>
  markup`<li><span class="badge ${BADGES[effect]}">${EFFECTS[effect]}</span> <code>${path}</code>: ${inline(prose(cost))}</li>`;

const BADGES: Readonly<Record<Difference['effect'], string>> = {
  replace: 'replace',
  refused: 'replace',
  'in-place': 'change',
  unseen: 'quiet',
};
