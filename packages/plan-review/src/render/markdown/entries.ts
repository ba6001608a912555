import { fencedDiff, htmlText, summaryCode } from '../escape';
import type { Phrase } from '../phrase';
import type { Entry, Kind, Section } from '../sections';
import { diffLines, showAttribute } from '../value';
import { markdown } from './phrase';

/** An entry as it is written: a line, and the values below it, which may be left out. */
export interface Written {
  readonly kind: Kind;
  readonly line: string;
  /** Empty when there are none. */
  readonly values: string;
}

export interface WrittenSection {
  readonly before: string;
  readonly entries: readonly Written[];
}

/** A section's last line. */
export const SECTION_END = '\n</details>';

export function writeSection({ id, title, count, entries }: Section): WrittenSection {
  const isOpen = entries.length <= (id === 'layer' ? FEW.changes : FEW.others);
  const summary = `<summary>${summaryOf(title)}: ${htmlText(count)}</summary>`;
  return { before: `<details${isOpen ? ' open' : ''}>${summary}\n`, entries: entries.map(write) };
}

/** Sections of so many entries are open. */
const FEW = { changes: 3, others: 10 };

/** What one value may take. */
const MOST = { characters: 4000, lines: 200 };

const write = ({ kind, mark, what, notes, attributes }: Entry): Written => {
  const lines = attributes.flatMap((attribute) => [
    ...(attribute.forcesReplacement ? [`! ${attribute.path} forces the replacement`] : []),
    ...diffLines(showAttribute(attribute, MOST), attribute.path).map(({ op, text }) => `${SIGNS[op]} ${text}`),
  ]);
  const values = [
    ...notes.map((note) => `  - ${markdown(note)}`),
    ...(lines.length > 0 ? [`\n${fencedDiff(lines)}`] : []),
  ];
  return { kind, line: `- ${mark && `**${mark}** `}${markdown(what)}`, values: values.join('\n') };
};

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

const summaryOf = (title: Phrase): string =>
  title.map((part) => (typeof part === 'string' ? htmlText(part) : summaryCode(part.data))).join('');
