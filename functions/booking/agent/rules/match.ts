import { guess, unsure, type Guess, type Named } from '../extractor';
import { edits, fold, forgiven, words } from './text';

/** Words of names that tell nothing apart. */
const SMALL = new Set(
  'a al and con da de del do dos das doctor doctora dr dra e el en for la las los o of os para the with y'.split(' '),
);

interface Match {
  readonly id: string;
  /** Words of the message that are the name's. */
  readonly used: ReadonlySet<string>;
  /** The whole name is there. */
  readonly whole: boolean;
  /** Nothing of it is mistyped, or nothing that could be another word. */
  readonly safe: boolean;
}

/**
 * Which of the business's own names a message speaks of, in other words' order, without accents, with typing mistakes. A part of a name is
 * enough where only one has it.
 *
 * @param spoken folded words
 * @param right words that are no mistyped names
 */
export function match(
  spoken: readonly string[],
  named: readonly Named[],
  right: ReadonlySet<string>,
): Guess<string> | undefined {
  const matches = named.flatMap((one) => best(spoken, one, right) ?? []);
  const whole = matches.filter((one) => one.whole);
  // "Troca de óleo" has a word of "Troca de pneus", too.
  const rest = matches.filter(
    (one) => !one.whole && ![...one.used].every((word) => whole.some(({ used }) => used.has(word))),
  );
  const found = [...whole, ...rest];
  if (found.length === 0) return undefined;
  const ids = [...new Set(found.map(({ id }) => id))];
  return found.some(({ safe }) => safe) ? guess(ids) : unsure(ids);
}

/** The words by which one is known. */
export const nameWords = ({ name, synonyms = [] }: Named): string[] =>
  [name, ...synonyms].flatMap((text) => words(fold(text))).filter((word) => !SMALL.has(word));

function best(
  spoken: readonly string[],
  { id, name, synonyms = [] }: Named,
  right: ReadonlySet<string>,
): Match | undefined {
  let found: Match | undefined;
  for (const text of [name, ...synonyms]) {
    const parts = words(fold(text)).filter((word) => !SMALL.has(word));
    const used = new Set<string>();
    let exact = 0;
    let mistyped = 0;
    let clear = true;
    for (const part of parts) {
      const word = spoken.find((one) => same(one, part));
      const near = word ?? spoken.find((one) => !right.has(one) && isNear(one, part));
      if (!near) continue;
      used.add(near);
      if (word) exact += 1;
      else {
        mistyped += 1;
        clear &&= part.length >= 6;
      }
    }
    if (used.size === 0) continue;
    const whole = exact + mistyped === parts.length;
    const one: Match = { id, used, whole, safe: mistyped === 0 || (whole && exact > 0) || clear };
    if (!found || Number(one.whole) - Number(found.whole) || one.used.size > found.used.size) {
      if (!found?.whole || one.whole) found = one;
    }
  }
  return found;
}

/** One and many are the same. */
const same = (a: string, b: string): boolean =>
  a === b || (a.length > 3 && b.length > 3 && singular(a) === singular(b));

const singular = (word: string): string => word.replace(/s$/, '');

/** People seldom mistake the first letter, and many words differ in it alone. */
const isNear = (word: string, part: string): boolean =>
  word[0] === part[0] && edits(singular(word), singular(part), forgiven(part)) <= forgiven(part);
