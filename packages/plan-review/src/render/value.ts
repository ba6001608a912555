import { writeJson } from '../plan/json';
import type { Json } from '../plan/value';
import { beginningOf } from '../plan/placeholder';
import type { AttributeChange } from '../schema';
import { visible } from '../../../../programs/visible';

/** A part of a value; `differs` where only parts of a long text do. Line ends are the layout's; the plan's are visible. */
export interface Span {
  readonly text: string;
  readonly differs: boolean;
}

export interface DiffLine {
  readonly op: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** An attribute's values as text: what it was and what it becomes, or, of texts of many lines, which lines differ. */
export interface Shown {
  readonly before?: readonly Span[];
  readonly after?: readonly Span[];
  readonly lines?: readonly DiffLine[];
}

export interface Most {
  /** Of a line, and of a part of a long text. */
  readonly characters: number;
  readonly lines: number;
}

/** @param most beyond which a value is cut, which says how long it was. Default: never */
export function showAttribute(
  { before, after, unknown, pieces }: AttributeChange,
  most: Most = { characters: Infinity, lines: Infinity },
): Shown {
  if (pieces?.some(({ text }) => text.includes('\n'))) return { lines: cutLines(pieces.flatMap(linesOf), most) };
  if (pieces) return { before: sideOf(pieces, 'removed', most), after: sideOf(pieces, 'added', most) };
  const come = [
    ...(after === undefined ? [] : [showValue(after, most)]),
    ...(unknown ? [after === undefined ? UNKNOWN : ` ${PARTLY_UNKNOWN}`] : []),
  ];
  return {
    ...(before !== undefined && { before: [whole(showValue(before, most))] }),
    ...(come.length > 0 && { after: come.map(whole) }),
  };
}

/** @returns line by line; a value's other lines stand below its first */
export function diffLines({ before, after, lines }: Shown, path: string): DiffLine[] {
  if (lines) return [{ op: 'same', text: `${visible(path)}:` }, ...lines];
  const name = path === '' ? '' : `${visible(path)} = `;
  const side = (op: DiffLine['op'], spans: readonly Span[] | undefined): DiffLine[] =>
    spans ? `${name}${textOf(spans)}`.split('\n').map((text) => ({ op, text })) : [];
  return [...side('removed', before), ...side('added', after)];
}

export const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

const UNKNOWN = '(known after the apply)';
const PARTLY_UNKNOWN = '(the rest is known after the apply)';

/** Objects and lists up to here stand on one line. Characters. */
const SHORT = 80;

/** As JSON, which tells "1" from 1. */
function showValue(value: Json, most: Most): string {
  const pretty = writeJson(value, 2);
  const compact = pretty.replace(/\n */g, ' ');
  const lines = (compact.length <= SHORT ? compact : pretty).split('\n');
  return cutLines(
    lines.map((text): DiffLine => ({ op: 'same', text: visible(text) })),
    most,
  )
    .map(({ text }) => text)
    .join('\n');
}

function cutLines(lines: readonly DiffLine[], most: Most): DiffLine[] {
  const kept = lines.slice(0, most.lines).map(({ op, text }) => ({ op, text: cutText(text, most) }));
  if (kept.length === lines.length) return kept;
  return [...kept, { op: 'same', text: `… ${lines.length - kept.length} more lines` }];
}

/** @param text without a surrogate that is alone */
function cutText(text: string, { characters }: Most): string {
  const shown = beginningOf(text, characters);
  return shown === text ? text : `${shown}… (${text.length} characters in all)`;
}

const whole = (text: string): Span => ({ text, differs: false });

type Piece = NonNullable<AttributeChange['pieces']>[number];

const linesOf = ({ op, text }: Piece): DiffLine[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ op, text: visible(line) }));

const sideOf = (pieces: readonly Piece[], side: Piece['op'], most: Most): Span[] =>
  pieces
    .filter(({ op }) => op === 'same' || op === side)
    .map(({ op, text }) => ({ text: cutText(visible(text), most), differs: op === side }));
