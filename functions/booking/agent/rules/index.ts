import {
  INTENTS,
  sure,
  unsure,
  type Extraction,
  type ExtractionContext,
  type Guess,
  type Intent,
  type Named,
} from '../extractor';
import { readAnswer, readChoice } from './answers';
import { matches, splitClauses, type Clause } from './clauses';
import { besideContact, takeEmail, takeName, takePhone } from './contact';
import { readDates, type Piece } from './dates';
import { languageOf, lexiconsFor, KNOWN_WORDS, DAY_WORDS } from './languages';
import { clock, type Lexicon } from './lexicon/lexicon';
import { match, nameWords } from './match';
import { mend, notate } from './notation';
import { fold, LONGEST_TEXT, mask, readText, words, type Text } from './text';
import { combine, type When } from './when';

/** Understands a message by rules: offline, the same every time, in Spanish, English and Portuguese. */
export function extractByRules(typed: string, context: ExtractionContext): Extraction {
  if (typed.length > LONGEST_TEXT) return { intents: ['tooLong'] };
  const whole = readText(typed);
  if (whole.raw.length > LONGEST_TEXT) return { intents: ['tooLong'] };
  const { asked, services, providers } = context;
  const own = new Set([...services, ...providers].flatMap(nameWords));
  const right = new Set([...KNOWN_WORDS, ...own]);

  const email = takeEmail(whole);
  const phone = takePhone(email.rest, asked.for === 'contact');
  // "It's Ana" answers whom the visitor wants, and what a yes comes with is to be sure.
  const isGuessed = asked.for !== 'provider' && asked.for !== 'confirm' && asked.for !== 'cancel';
  const spokenBefore = lexiconsFor(context.language);
  const noGuess = isGuessed ? { services: new Set(services.flatMap(nameWords)), all: own } : undefined;
  const name = takeName(phone.rest, spokenBefore, KNOWN_WORDS, asked.for === 'name', noGuess);
  const language = languageOf(name.rest);
  const lexicons = lexiconsFor(language ?? context.language);
  const text: Text = { ...name.rest, folded: mend(name.rest.folded, lexicons, right) };

  const readings = [text.folded, besideContact(text.folded, lexicons)].map((one) =>
    one.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
  );
  const message = readings.find((one) => readChoice(one, asked, lexicons)) ?? readings.at(-1)!;
  const choice = readChoice(message, asked, lexicons);
  const all = splitClauses(text, lexicons[0]!);
  const clauses = all.filter(({ isNegated }) => !isNegated);
  const spoken = clauses.map((clause) => readClause(clause, context, lexicons, right));

  const provider = merge(spoken.flatMap((one) => one.provider ?? []));
  const service = merge(spoken.flatMap((one) => one.service ?? []));
  const when = readWhen(
    spoken.flatMap(({ pieces }) => pieces),
    context,
    choice,
    message,
  );
  const answer = asked.for === 'nothing' ? undefined : readAnswer(all, lexicons);
  const refused = combine(
    all.filter(({ isNegated }) => isNegated).flatMap((clause) => readClause(clause, context, lexicons, right).pieces),
    context,
  );
  const intents = new Set<Intent>(spoken.flatMap((one) => one.intents));
  const isOpen = !when.days && !when.hours && !intents.has('any') && !intents.has('soonest');
  if (isOpen && (refused.days ?? refused.hours)) intents.add('another');

  return {
    ...(language && { language }),
    intents: INTENTS.filter((intent) => intents.has(intent)),
    ...(service && { service }),
    ...(provider && { provider }),
    ...when,
    ...(refused.days && { except: refused.days.sure ? [refused.days.value] : refused.days.candidates }),
    ...(name.found && { name: name.found }),
    ...(phone.found && { phone: phone.found }),
    ...(email.found && { email: email.found }),
    ...(answer && { answer }),
    ...(choice && { choice: withHours(choice.choice, when) }),
  };
}

interface Spoken {
  readonly intents: readonly Intent[];
  readonly service?: Guess<string>;
  readonly provider?: Guess<string>;
  readonly pieces: readonly Piece[];
}

function readClause(
  clause: Clause,
  context: ExtractionContext,
  lexicons: readonly Lexicon[],
  right: ReadonlySet<string>,
): Spoken {
  const intents = new Set<Intent>();
  let { folded } = clause;
  for (const { greeting } of lexicons) {
    folded = folded.replace(new RegExp(`^(?:\\P{L}*${greeting.source})+`, 'u'), (said) => {
      intents.add('greet');
      return mask(said, 0, said.length);
    });
  }
  for (const lexicon of lexicons) {
    for (const intent of INTENTS) {
      const pattern = lexicon.intents[intent];
      if (pattern && matches(folded, pattern)) intents.add(intent);
    }
  }
  if (intents.has('cancel') || intents.has('another')) intents.delete('book');
  const person = readProvider(folded, context.providers, lexicons, right);
  folded = person.rest;
  const service = match(words(folded), context.services, right);
  // A service's own words are no times: "Express 2 h".
  for (const { name } of context.services) {
    const at = folded.indexOf(fold(name));
    if (at >= 0) folded = mask(folded, at, at + name.length);
  }
  const pieces = readDates(notate(folded, lexicons), context.now, context.zone, lexicons[0]!.language === 'en');
  return {
    intents: [...intents],
    ...(service && { service }),
    ...(person.found && { provider: person.found }),
    pieces: person.isDay
      ? pieces.map((piece) => (piece.kind === 'weekday' ? { ...piece, doubtful: true } : piece))
      : pieces,
  };
}

/** A person whose name is a word of the language, a weekday even, is meant after "with"; alone, perhaps. */
function readProvider(
  folded: string,
  providers: readonly Named[],
  lexicons: readonly Lexicon[],
  right: ReadonlySet<string>,
): { found?: Guess<string>; rest: string; isDay: boolean } {
  const isWord = (word: string) => KNOWN_WORDS.has(word) || DAY_WORDS.has(word);
  const named = providers.map((one) => ({ ...one, words: nameWords(one) }));
  for (const { id, words: own } of named) {
    for (const word of own.filter(isWord)) {
      for (const found of folded.matchAll(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'gu'))) {
        const before = folded.slice(0, found.index).trimEnd();
        if (lexicons.some(({ withPerson }) => /con|with|com/.test(withPerson.exec(before)?.[0] ?? ''))) {
          return { found: sure(id), rest: mask(folded, found.index, found.index + word.length), isDay: false };
        }
      }
      if (folded === word) return { found: unsure([id]), rest: folded, isDay: DAY_WORDS.has(word) };
    }
  }
  const spoken = words(folded).filter((word) => !isWord(word));
  const found = match(spoken, providers, right);
  let rest = folded;
  for (const word of new Set(named.flatMap((one) => one.words).filter((word) => !isWord(word)))) {
    rest = rest.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'gu'), (said) => mask(said, 0, said.length));
  }
  return { ...(found && { found }), rest, isDay: false };
}

/** One value from several clauses: the same, or a question. */
function merge(guesses: readonly Guess<string>[]): Guess<string> | undefined {
  if (guesses.length === 0) return undefined;
  const certain = guesses.filter((one) => one.sure);
  const values = new Set(certain.map(({ value }) => value));
  if (values.size === 1) return sure([...values][0]!);
  if (values.size > 1) return unsure([...values]);
  return unsure([...new Set(guesses.flatMap((one) => (one.sure ? [] : one.candidates)))]);
}

/** Days and times, as far as the message is not the number of a choice. */
function readWhen(
  pieces: readonly Piece[],
  context: ExtractionContext,
  choice: ReturnType<typeof readChoice>,
  message: string,
): When {
  const bare = /^\d{1,2}$/.exec(message);
  const isTime = context.asked.for === 'slot' || context.asked.for === 'time';
  if (bare && isTime) {
    const { hours } = combine(readDates(clock(message), context.now, context.zone, false), context);
    const readings = hours?.sure ? [hours.value] : (hours?.candidates ?? []);
    if (!choice) return readings.length > 0 ? { hours: unsure(readings) } : {};
    const offered = readings.filter((one) => 'at' in one && context.asked.options.some(({ time }) => time === one.at));
    return offered.length > 0 ? { hours: unsure(offered) } : {};
  }
  if (choice && !choice.isDay) return {};
  const when = combine(pieces, context);
  if (!choice || !when.days) return when;
  return { ...when, days: unsure(when.days.sure ? [when.days.value] : when.days.candidates) };
}

/** The number of a choice may be an hour. */
const withHours = (choice: Guess<number>, { hours }: When): Guess<number> =>
  choice.sure && hours ? unsure([choice.value]) : choice;
