import { diffArrays, diffLines } from 'diff';
import { PLACEHOLDER } from '../plan/placeholder';
import type { AttributeChange } from '../schema';

type Piece = NonNullable<AttributeChange['pieces']>[number];

/** Texts up to here are read at a glance, both whole. Characters. */
const SHORT = 60;
/** What stands around a difference. */
const CONTEXT = { lines: 3, characters: 40 };
/** Longer texts than this are not compared word by word, which would take its time. Characters. */
const LONG = 20_000;

/**
 * Two long texts by what differs, line by line or word by word.
 *
 * @returns undefined when they are short enough to be shown as they are, or nothing of them is the same
 */
export function piecesOf(before: string, after: string): Piece[] | undefined {
  const hasLines = /\n/.test(before) || /\n/.test(after);
  if (!hasLines && before.length <= SHORT && after.length <= SHORT) return undefined;
  const pieces = hasLines || before.length + after.length > LONG ? lines(before, after) : words(before, after);
  if (!pieces.some(({ op }) => op === 'same')) return undefined;
  return pieces.map((piece, index) => shorten(piece, index === 0, index === pieces.length - 1, hasLines));
}

/** Insertions and deletions beyond which two texts have too little in common to be compared: it bounds the work. */
const MOST = { maxEditLength: 200 };

const lines = (before: string, after: string): Piece[] => diffLines(before, after, MOST)?.map(toPiece) ?? [];
const words = (before: string, after: string): Piece[] =>
  diffArrays(wordsOf(before), wordsOf(after), MOST)?.map((one) => toPiece({ ...one, value: one.value.join('') })) ?? [];

const WORDS = new RegExp(`${PLACEHOLDER}|[\\p{L}\\p{N}_]+|\\s+|.`, 'gsu');
const wordsOf = (text: string): string[] => text.match(WORDS) ?? [];

const toPiece = ({ added, removed, value }: { added: boolean; removed: boolean; value: string }): Piece => ({
  op: added ? 'added' : removed ? 'removed' : 'same',
  text: value,
});

/** A placeholder is as one. */
const CHARACTERS = new RegExp(`${PLACEHOLDER}|.`, 'gsu');

/** What is the same stays only near a difference. */
function shorten(piece: Piece, isFirst: boolean, isLast: boolean, hasLines: boolean): Piece {
  if (piece.op !== 'same') return piece;
  const units = hasLines ? piece.text.split(/(?<=\n)/) : (piece.text.match(CHARACTERS) ?? []);
  const context = hasLines ? CONTEXT.lines : CONTEXT.characters;
  const head = isFirst ? 0 : context;
  const tail = isLast ? 0 : context;
  const left = units.length - head - tail;
  if (left <= context) return piece;
  const what = hasLines ? `… ${left} lines …\n` : `… ${left} characters …`;
  return { op: 'same', text: [...units.slice(0, head), what, ...units.slice(units.length - tail)].join('') };
}
