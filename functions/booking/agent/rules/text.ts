/** More characters than a wish needs. A longer message is not read at all: its end may take back its beginning. */
export const LONGEST_TEXT = 1_000;

/** A message as typed and folded: lower case, no accents. Both have the same length, so that what stands where is the same in both. */
export interface Text {
  readonly raw: string;
  readonly folded: string;
}

export function readText(typed: string): Text {
  const raw = typed
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ' ')
    .replace(/[‘’´`]/g, "'");
  return { raw, folded: Array.from(raw, foldCharacter).join('') };
}

function foldCharacter(character: string): string {
  const folded = fold(character);
  return folded.length === character.length ? folded : character;
}

/** Lower case, no accents. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Takes a span out, so that nothing else is read of it. */
export const mask = (text: string, start: number, end: number): string =>
  text.slice(0, start) + '·'.repeat(end - start) + text.slice(end);

export const words = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Edits between two words: letters to insert, delete, replace, or to swap with the next one. Gives up beyond `most`. */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(row[j - 1]! + (same ? 0 : 1), row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Typing mistakes that a word of this length is forgiven. */
export const forgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
