import fc from 'fast-check';
import {
  INTENTS,
  PARTS,
  sure,
  unsure,
  type Extraction,
  type ExtractionContext,
  type Guess,
} from '../../../../../functions/booking/agent/extractor';
import { addDays } from '../../../../../functions/booking/agent/wall-time';

const guessOf = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Guess<Value>> =>
  fc.oneof(
    { weight: 4, arbitrary: values.map(sure) },
    { weight: 1, arbitrary: fc.array(values, { maxLength: 12 }).map(unsure) },
  );
const ids = (list: readonly { id: string }[]) =>
  fc.constantFrom(...list.map(({ id }) => id), 'no-such-id', '__proto__');
const date = fc.integer({ min: -3, max: 70 }).map((days) => addDays('2026-06-10', days));
const days = fc.oneof(
  date.map((from) => ({ from, to: from })),
  fc.tuple(date, fc.nat({ max: 20 })).map(([from, length]) => ({ from, to: addDays(from, length) })),
);
const time = fc.constantFrom('10:00', '12:00', '17:30', '08:00', '23:59');
const hours = fc.oneof(
  time.map((at) => ({ at })),
  time.map((from) => ({ from })),
  time.map((to) => ({ to })),
  fc.constantFrom(...PARTS).map((part) => ({ part })),
);
const text = fc.oneof(fc.constantFrom('Eva Ruiz', 'Bob'), fc.string({ maxLength: 2_000, size: 'max' }));
/** Whatever an extractor may answer on Wednesday, 2026-06-10, also what no business has. */
export const extractionsOf = ({
  services,
  providers,
}: Pick<ExtractionContext, 'services' | 'providers'>): fc.Arbitrary<Extraction> =>
  fc.record(
    {
      language: fc.constantFrom('es', 'en', 'pt'),
      intents: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...INTENTS), { maxLength: 2 }) },
      ),
      service: guessOf(ids(services)),
      provider: guessOf(ids(providers)),
      days: guessOf(days),
      hours: guessOf(hours),
      name: guessOf(text),
      phone: guessOf(text),
      email: guessOf(text),
      answer: guessOf(fc.constantFrom('yes', 'no')),
      choice: guessOf(fc.integer({ min: 1, max: 12 })),
    },
    { requiredKeys: ['intents'] },
  );
