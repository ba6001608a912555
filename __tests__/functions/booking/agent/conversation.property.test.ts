import fc from 'fast-check';
import { omit } from '../../../../functions/booking/agent/changes';
import { advance, type Event } from '../../../../functions/booking/agent/conversation';
import {
  sure,
  type Days,
  type Extraction,
  type Guess,
  type Hours,
} from '../../../../functions/booking/agent/extractor';
import type { Facts } from '../../../../functions/booking/agent/facts';
import { promptOf } from '../../../../functions/booking/agent/prompts';
import type { Reply } from '../../../../functions/booking/agent/replies';
import { extractByRules } from '../../../../functions/booking/agent/rules';
import { showTime } from '../../../../functions/booking/agent/slots';
import { readState, startState, type Slot, type State } from '../../../../functions/booking/agent/state';
import { addDays } from '../../../../functions/booking/agent/wall-time';
import { extractionsOf } from './support/extractions';
import { worlds } from './support/worlds';

const { salon } = worlds;
const facts: Facts = {
  ...salon,
  horizon: 60,
  providers: salon.providers.map((one) => ({ ...one, services: ['corte', 'tinte', 'barba'] })),
};
const slots: Slot[] = facts.providers.flatMap(({ id }) =>
  [0, 1, 2, 8].flatMap((days) =>
    ['08:00', '10:00', '15:30'].map((time) => ({
      providerId: id,
      startsAt: `${addDays('2026-06-11', days)}T${time}:00.000Z`,
      zone: 'Europe/Madrid',
    })),
  ),
);

const extraction = extractionsOf(facts);
/** What one says who wants a booking: without it, chance would seldom reach the end. */
function helpful({ asked }: State): Extraction {
  const answers: Partial<Record<State['asked']['for'], Partial<Extraction>>> = {
    service: { service: sure('corte') },
    provider: { provider: sure('ana') },
    time: { days: sure({ from: '2026-06-12', to: '2026-06-12' }), hours: sure({ at: '12:00' }) },
    slot: { choice: sure(1) },
    which: { choice: sure(1) },
    name: { name: sure('Eva Ruiz') },
    contact: { phone: sure('600123456') },
    change: { hours: sure({ at: '10:00' }) },
  };
  return { intents: asked.for === 'nothing' ? ['book'] : [], ...(answers[asked.for] ?? { answer: sure('yes') }) };
}

interface Said {
  readonly extractionIn: (state: State) => Extraction;
  readonly isStale: boolean;
}
const said: fc.Arbitrary<Said> = fc.record({
  extractionIn: fc.oneof(
    { weight: 5, arbitrary: fc.constant(helpful) },
    { weight: 1, arbitrary: extraction.map((random) => () => random) },
    {
      weight: 2,
      arbitrary: fc.tuple(extraction, fc.nat()).map(([random, which]) => (state: State) => {
        const fields = Object.entries(random);
        return { ...helpful(state), ...Object.fromEntries([fields[which % fields.length]!]) };
      }),
    },
  ),
  isStale: fc.nat({ max: 19 }).map((dice) => dice === 0),
});
const plain = (extraction: Extraction): Said => ({ extractionIn: () => extraction, isStale: false });
const outcomes = fc.infiniteStream(fc.nat({ max: 3 }));

/** What the world answers to what is pending. Two times in four, it is as one would like it. */
function outcomeOf(state: State, dice: number): Event {
  const { pending } = state;
  if (pending?.kind === 'find') return { kind: 'found', slots: dice === 0 ? [] : slots };
  if (pending?.kind === 'book') {
    return { kind: 'booked', outcome: dice === 0 ? { kind: 'TAKEN' } : { kind: 'BOOKED', bookingId: 'booking' } };
  }
  if (pending?.kind === 'cancel') return { kind: 'cancelled', outcome: dice === 0 ? 'TOO_LATE' : 'CANCELLED' };
  return { kind: 'handedOver' };
}

/** Runs a conversation, and tells of every step. */
function run(
  messages: readonly Said[],
  dice: Iterator<number>,
  tell: (step: { before: State; event: Event; after: State; shown: readonly Reply[] }) => void,
): void {
  let state = startState('es');
  let shown: readonly Reply[] = [];
  for (const { extractionIn, isStale } of messages) {
    let event: Event = {
      kind: 'said',
      seen: state.revision - (isStale ? 1 : 0),
      extraction: extractionIn(state),
    };
    for (;;) {
      const before = state;
      const turn = advance(before, event, facts);
      state = turn.state;
      tell({ before, event, after: state, shown });
      if (!state.pending) {
        shown = turn.replies;
        break;
      }
      event = outcomeOf(state, dice.next().value as number);
    }
  }
}

test('nothing is booked but what was shown, after a yes at confirm that says nothing else', () => {
  let booked = 0;
  fc.assert(
    fc.property(fc.array(said, { maxLength: 25, size: 'max' }), outcomes, (messages, dice) => {
      run(messages, dice, ({ before, event, after, shown }) => {
        if (after.pending?.kind === 'book' && before.pending?.kind !== 'book') {
          expect(event).toMatchObject({ kind: 'said', seen: before.revision, extraction: { answer: sure('yes') } });
          expect(before.step).toBe('confirm');
          const { request } = after.pending;
          expect(request).toEqual(before.shown);
          const last = shown.at(-1)!;
          expect(last.kind).toBe('confirm');
          const { name, phone, email, slot } = request;
          expect(last).toMatchObject({ request: { ...showTime(slot, facts), name } });
          if (phone) expect(last).toMatchObject({ request: { phone } });
          if (email) expect(last).toMatchObject({ request: { email } });
          const { extraction } = event as Event & { kind: 'said' };
          const { intents } = extraction;
          const more = omit(extraction, 'answer', 'language', 'intents');
          expect(intents.filter((intent) => intent !== 'greet' && intent !== 'book')).toEqual([]);
          const { date, time } = showTime(slot, facts);
          for (const [field, guess] of Object.entries(more) as [string, Guess<unknown>][]) {
            expect(guess.sure).toBe(true);
            const value = guess.sure ? guess.value : undefined;
            if (field === 'service') expect(value).toBe(request.serviceId);
            else if (field === 'provider') expect(value).toBe(slot.providerId);
            else if (field === 'days')
              expect([(value as Days).from <= date, date <= (value as Days).to]).toEqual([true, true]);
            else if (field === 'hours') expect(value).toEqual('at' in (value as Hours) ? { at: time } : value);
            else expect([name, phone, email]).toContain(value);
          }
        }
        if (after.step === 'booked' && before.step !== 'booked' && after.booking !== before.booking) {
          expect(before.pending?.kind).toBe('book');
          booked += 1;
        }
      });
    }),
    { numRuns: 500 },
  );
  expect(booked).toBeGreaterThan(200); // chance does get there
});

test('a booking that stands is cancelled after a yes to that question alone', () => {
  let cancelled = 0;
  fc.assert(
    fc.property(fc.array(said, { maxLength: 25, size: 'max' }), outcomes, (messages, dice) => {
      const script: Said[] = [
        plain({ intents: [], ...booking }),
        plain({ intents: [], answer: sure('yes') }),
        ...messages.flatMap((one) => [plain({ intents: ['cancel'] }), one]),
      ];
      run(script, dice, ({ before, event, after, shown }) => {
        if (after.pending?.kind !== 'cancel' || before.pending) return;
        cancelled += 1;
        expect(shown.at(-1)?.kind).toBe('confirmCancel');
        expect(event).toMatchObject({ seen: before.revision, extraction: { answer: sure('yes') } });
        expect(after.pending.bookingId).toBe(before.booking?.bookingId);
      });
    }),
    { numRuns: 300 },
  );
  expect(cancelled).toBeGreaterThan(20);
});
const booking: Partial<Extraction> = {
  service: sure('corte'),
  provider: sure('ana'),
  days: sure({ from: '2026-06-12', to: '2026-06-12' }),
  hours: sure({ at: '12:00' }),
  name: sure('Eva Ruiz'),
  phone: sure('600123456'),
};

test('a state has a bounded size, is read back as it was written, and asks something', () => {
  let most = 0;
  fc.assert(
    fc.property(fc.array(said, { maxLength: 60, size: 'max' }), outcomes, (messages, dice) => {
      run(messages, dice, ({ before, after }) => {
        expect(after.shown !== undefined).toBe(after.step === 'confirm' && after.pending === undefined);
        const written = JSON.stringify(after);
        most = Math.max(most, written.length);
        expect(readState(JSON.parse(written))).toEqual(after);
        expect(promptOf(after, facts).length).toBeGreaterThan(0);
        expect(after === before || after.revision === before.revision + 1).toBe(true);
      });
    }),
    { numRuns: 200 },
  );
  expect(most).toBeLessThan(6_000);
});

test('whatever is typed, the rules answer, with what the business has', () => {
  const asked = { for: 'slot', options: [{ date: '2026-06-12', time: '10:00' }, {}] } as const;
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1_000, size: 'max' }),
    fc
      .array(
        fc.constantFrom(
          ...'el la viernes a las 5 y media , no corte tinte o mañana @17:30! [DAY 3] de 12/6 30 99 : h pm "'.split(
            ' ',
          ),
        ),
      )
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(typed, (says) => {
      const found = extractByRules(says, { ...salon, asked });
      const all = <Value>(guess: Guess<Value> | undefined): readonly Value[] =>
        !guess ? [] : guess.sure ? [guess.value] : guess.candidates;
      const known = [...salon.services, ...salon.providers].map(({ id }): string => id);
      for (const id of [...all(found.service), ...all(found.provider)]) expect(known).toContain(id);
      for (const { from, to } of all(found.days)) {
        expect(new Date(from).toISOString().slice(0, 10)).toBe(from);
        expect(to >= from).toBe(true);
      }
      for (const one of all(found.hours)) {
        if ('part' in one) continue;
        for (const value of Object.values(one)) expect(value).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
      }
      for (const number of all(found.choice)) expect([1, 2]).toContain(number);
      for (const name of all(found.name)) expect(name.length).toBeLessThanOrEqual(80);
      expect(found).toEqual(extractByRules(says, { ...salon, asked }));
    }),
    { numRuns: 1_000 },
  );
});
