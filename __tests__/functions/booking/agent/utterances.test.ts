import type { Days, Extraction, Guess, Hours } from '../../../../functions/booking/agent/extractor';
import { extractByRules } from '../../../../functions/booking/agent/rules';
import { worlds } from './support/worlds';
import { english } from './utterances/en';
import { spanish } from './utterances/es';
import { english as heldOutEnglish } from './utterances/held-out/en';
import { portuguese as heldOutPortuguese } from './utterances/held-out/pt';
import { spanish as heldOutSpanish } from './utterances/held-out/es';
import { english as freshEnglish } from './utterances/fresh/en';
import { spanish as freshSpanish } from './utterances/fresh/es';
import { portuguese as freshPortuguese } from './utterances/fresh/pt';
import { portuguese } from './utterances/pt';
import type { Utterance } from './utterances/utterance';

const sets = {
  seen: { es: spanish, en: english, pt: portuguese },
  fresh: { es: freshSpanish, en: freshEnglish, pt: freshPortuguese },
  heldOut: { es: heldOutSpanish, en: heldOutEnglish, pt: heldOutPortuguese },
};

const SLOTS = ['service', 'provider', 'days', 'hours', 'name', 'phone', 'email', 'answer', 'choice'] as const;

const written = (value: string | number | Days | Hours): string | number => {
  if (typeof value !== 'object') return value;
  if ('at' in value) return value.at;
  if ('part' in value) return value.part;
  const { from = '', to = '' } = value as { from?: string; to?: string };
  if (`${from}${to}`.includes(':')) return `${from}-${to}`;
  return from === to ? from : `${from}..${to}`;
};
const shown = (guess: Guess<string | number | Days | Hours> | undefined) =>
  guess && (guess.sure ? written(guess.value) : guess.candidates.map(written).sort());

interface Outcome {
  readonly says: string;
  readonly differs: Record<string, { found: unknown; expected: unknown }>;
  /** Slots with a sure value that is another one than expected. */
  readonly wrong: readonly string[];
}

function judge({ in: world, says, asked, language, intents = [], ...slots }: Utterance): Outcome {
  const context = { ...worlds[world], asked: asked ?? { for: 'nothing' as const, options: [] } };
  const found: Extraction = extractByRules(says, context);
  const differs: Record<string, { found: unknown; expected: unknown }> = {};
  const compare = (what: string, one: unknown, expected: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(expected)) differs[what] = { found: one, expected };
  };
  compare('language', found.language ?? context.language, language ?? context.language);
  compare('intents', [...found.intents].sort(), [...intents].sort());
  for (const slot of SLOTS) {
    const expected = slots[slot];
    compare(
      slot,
      shown(found[slot]),
      Array.isArray(expected) ? [...(expected as readonly unknown[])].sort() : expected,
    );
  }
  return { says, differs, wrong: SLOTS.filter((slot) => Object.hasOwn(differs, slot) && found[slot]?.sure) };
}

const score = (utterances: readonly Utterance[]) => {
  const outcomes = utterances.map(judge);
  return {
    exact: outcomes.filter(({ differs }) => Object.keys(differs).length === 0).length,
    of: utterances.length,
    outcomes,
  };
};

const SETS = ['seen', 'heldOut', 'fresh'] as const;

describe.each(['es', 'en', 'pt'] as const)('utterances in %s', (language) => {
  const scores = SETS.map((set) => ({ set, ...score(sets[set][language]) }));
  const outcomes = scores.flatMap((one) => one.outcomes);

  test('are understood, 95 of 100 exactly', () => {
    for (const { set, exact, of } of scores) process.stderr.write(`${language} ${set}: ${exact} of ${of} exact\n`);
    const missed = outcomes.filter(({ differs }) => Object.keys(differs).length > 0);
    if (missed.length > 0.05 * outcomes.length) expect(missed).toEqual([]);
  });

  test('give no sure value that was not said', () => {
    expect(outcomes.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  });
});

test('there are enough of them, a third held out', () => {
  const count = (of: Record<string, readonly Utterance[]>) =>
    Object.values(of).reduce((sum, list) => sum + list.length, 0);
  for (const language of ['es', 'en', 'pt'] as const) {
    expect(sets.seen[language].length + sets.heldOut[language].length).toBeGreaterThanOrEqual(90);
  }
  expect(count(sets.heldOut) / (count(sets.seen) + count(sets.heldOut))).toBeGreaterThan(0.32);
});
