import type { AttributeChange } from '../../schema';
import { many, type Phrase } from '../phrase';
import type { Entry, Kind, Section } from '../sections';
import { showAttribute, type DiffLine, type Span } from '../value';
import type { Anchored } from './anchored';
import { inline, LINE_END, markup, when, type Html } from './template';

/** So many need no filter; sections of so many are open, and all in them. */
export const FEW = 12;

/** What a link leads to lies within, where a browser unfolds it. */
export function sectionDetails({ id, title, count, entries, anchor }: Section & Anchored): Html {
  const isFew = entries.length <= FEW;
  return markup`
<details class="section ${id}"${isFew ? OPEN : ''}>
<summary><h3>${inline(title)}</h3> <span class="count">${count}</span>${id === 'layer' ? tally(entries) : ''}</summary>
<div id="${anchor}">${entries.map((entry) => entryBlock(entry, isFew))}
</div>
</details>`;
}

const OPEN = markup` open`;

const MARKED = ['replace', 'destroy', 'change', 'add'] as const;

/** How many of each, so that a closed layer hides none of its dangers. */
export const tally = (entries: readonly Entry[], kinds: readonly Kind[] = MARKED): Html =>
  markup`${kinds.map((kind) => {
    const count = entries.filter((entry) => entry.kind === kind).length;
    return when(count > 0, () => markup` <span class="badge ${kind}">${count} ${kind}</span>`);
  })}`;

/** Of many, the values of what is made are folded: nothing was there before that could be lost. */
function entryBlock({ kind, mark, what, notes, attributes }: Entry, isFew: boolean): Html {
  const badge = when(mark !== '' && mark, (word) => markup`<span class="badge ${kind}">${word}</span> `);
  if (attributes.length + notes.length === 0) {
    return markup`
<div class="entry" data-kind="${kind}"><p class="what">${badge}${inline(what)}</p></div>`;
  }
  const table = when(attributes.length > 0, () => attributesTable(attributes));
  return markup`
<details class="entry" data-kind="${kind}"${isFew || kind !== 'add' ? OPEN : ''}>
<summary class="what">${badge}${inline(what)}</summary>${table}${notes.map(noteLine)}
</details>`;
}

const noteLine = (note: Phrase): Html => markup`
<p class="note">${inline(note)}</p>`;

const attributesTable = (attributes: readonly AttributeChange[]): Html => markup`
<table><caption class="unseen">${many(attributes.length, 'attribute')}</caption>
<thead><tr><th scope="col">Attribute</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${attributes.map(row)}
</tbody></table>`;

/** A plan has many: no element that a style can do without. */
function row(attribute: AttributeChange): Html {
  const { before, after, lines } = showAttribute(attribute);
  const values = lines
    ? markup`<td colspan="2" class="lines">${lines.map(line)}</td>`
    : markup`${side('before', before)}${side('after', after)}`;
  const forces = when(attribute.forcesReplacement, () => FORCES);
  return markup`
<tr><th scope="row">${attribute.path}${forces}</th>${values}</tr>`;
}

const FORCES = markup` <span class="forces">forces the replacement</span>`;

const side = (which: 'before' | 'after', spans: readonly Span[] | undefined): Html =>
  spans ? markup`<td class="${which}">${spans.map((span) => mark(which, span))}</td>` : markup`<td></td>`;

const mark = (which: 'before' | 'after', { text, differs }: Span): Html =>
  differs ? CHANGED[which](lined(text)) : lined(text);

const CHANGED = {
  before: (content: Html) => markup`<del>${content}</del>`,
  after: (content: Html) => markup`<ins>${content}</ins>`,
  same: (content: Html) => markup`<span>${content}</span>`,
};

/** A line end within a value is the layout's own. */
const lined = (text: string): Html =>
  markup`${text.split('\n').map((part, index) => markup`${index === 0 ? '' : LINE_END}${part}`)}`;

const line = ({ op, text }: DiffLine): Html => {
  if (op === 'same') return CHANGED.same(markup`  ${text}${LINE_END}`);
  return op === 'removed' ? CHANGED.before(markup`− ${text}${LINE_END}`) : CHANGED.after(markup`+ ${text}${LINE_END}`);
};
