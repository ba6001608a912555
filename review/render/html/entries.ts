import type { AttributeChange } from '../../schema';
import { many, type Phrase } from '../phrase';
import type { Entry, Section } from '../sections';
import { showAttribute, type DiffLine, type Span } from '../value';
import { inline, LINE_END, markup, when, type Html } from './template';

/** Sections of so many entries are open. */
const FEW = 12;

export const sectionDetails = ({ id, title, count, entries }: Section): Html => markup`
<details class="section ${id}"${entries.length <= FEW ? OPEN : ''}>
<summary><h3>${inline(title)}</h3> <span class="count">${count}</span>${id === 'layer' ? tally(entries) : ''}</summary>
${entries.map(entryBlock)}
</details>`;

const OPEN = markup` open`;

/** How many of each, so that a closed layer hides none of its dangers. */
const tally = (entries: readonly Entry[]): Html =>
  markup`${MARKED.map((kind) => {
    const count = entries.filter((entry) => entry.kind === kind).length;
    return when(count > 0, () => markup` <span class="badge ${kind}">${count} ${kind}</span>`);
  })}`;

const MARKED = ['replace', 'destroy', 'change', 'add'] as const;

const entryBlock = ({ kind, mark, what, notes, attributes }: Entry): Html => {
  const badge = when(mark !== '' && mark, (word) => markup`<span class="badge ${kind}">${word}</span> `);
  const table = when(attributes.length > 0, () => attributesTable(attributes));
  return markup`
<div class="entry ${kind}"><p class="what">${badge}${inline(what)}</p>${table}${notes.map(noteLine)}</div>`;
};

const noteLine = (note: Phrase): Html => markup`
<p class="note">${inline(note)}</p>`;

const attributesTable = (attributes: readonly AttributeChange[]): Html => markup`
<table><caption class="unseen">${many(attributes.length, 'attribute')}</caption>
<thead><tr><th scope="col">Attribute</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${attributes.map(row)}
</tbody></table>`;

function row(attribute: AttributeChange): Html {
  const { before, after, lines } = showAttribute(attribute);
  const values = lines
    ? markup`<td colspan="2" class="lines"><pre>${lines.map(line)}</pre></td>`
    : markup`${side('before', before)}${side('after', after)}`;
  const forces = when(attribute.forcesReplacement, () => FORCES);
  return markup`
<tr><th scope="row"><code>${attribute.path}</code>${forces}</th>${values}</tr>`;
}

const FORCES = markup` <span class="forces">forces the replacement</span>`;

const SIGNS = { before: '−', after: '+' } as const;

const side = (which: 'before' | 'after', spans: readonly Span[] | undefined): Html =>
  spans
    ? markup`<td class="${which}"><span class="sign">${SIGNS[which]}</span><pre>${spans.map((span) => mark(which, span))}</pre></td>`
    : markup`<td class="none"></td>`;

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
