import type { ExtractionContext, Guess, Named } from '../extractor';
import { splitClauses } from './clauses';
import { takeEmail, takePhone } from './contact';
import { readDates } from './dates';
import { KNOWN_WORDS, lexiconsFor } from './languages';
import { match, nameWords } from './match';
import { mend, notate } from './notation';
import { fold, readText, words } from './text';
import { combine, type When } from './when';

/*
 * What another reader has understood of a message, in few words, is read as the message itself would be: by the same names, calendar and
 * clock. So it can say no more than a visitor could have typed.
 */

/** Which of the business's own names these words are. */
export const readNamed = (said: string, named: readonly Named[]): Guess<string> | undefined =>
  match(words(fold(said)), named, new Set(named.flatMap(nameWords)));

/** Days and times that are said in English. */
export function readEnglishWhen(said: string, context: ExtractionContext): When {
  const lexicons = lexiconsFor('en');
  const text = readText(said);
  const clauses = splitClauses({ ...text, folded: mend(text.folded, lexicons, KNOWN_WORDS) }, lexicons[0]!);
  const wanted = clauses.filter(({ isNegated }) => !isNegated);
  return combine(
    wanted.flatMap(({ folded }) => readDates(notate(folded, lexicons), context.now, context.zone, true)),
    context,
  );
}

const NAME = /^\p{L}[\p{L}\p{M}'.-]*(?: \p{L}[\p{L}\p{M}'.-]*){0,5}$/u;

/** A name as the message has it, whatever its case and accents. @returns undefined when it is no name, or not in the message */
export function nameIn(typed: string, name: string): string | undefined {
  const text = readText(typed);
  const { raw, folded } = readText(name.trim());
  if (!NAME.test(raw)) return undefined;
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.folded.indexOf(folded); at >= 0; at = text.folded.indexOf(folded, at + 1)) {
    const end = at + folded.length;
    if (!letter.test(text.folded[at - 1] ?? '') && !letter.test(text.folded[end] ?? '')) return text.raw.slice(at, end);
  }
  return undefined;
}

/** A message without its e-mail addresses and telephone numbers, as far as the rules see them. */
export function withoutContact(typed: string, isContactAsked: boolean): string {
  let text = readText(typed);
  for (let taken = takeEmail(text); taken.found; taken = takeEmail(text)) text = taken.rest;
  for (let taken = takePhone(text, isContactAsked); taken.found; taken = takePhone(text, isContactAsked))
    text = taken.rest;
  return text.raw.replace(/·+/g, '·');
}

/** Whether there is a word or a number in it. */
export const saysAnything = (text: string): boolean => words(text).length > 0;
