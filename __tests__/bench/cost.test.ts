import { booking } from '../../bench/booking';
import { authorizations, costOf } from '../../bench/booking/cost';
import type { ConversationFigures } from '../../bench/booking/conversation';
import type { Counted } from '../../bench/booking/counted';
import { PRICES, type Price } from '../../bench/prices';

const nothing: Counted = { requests: 0, readUnits: 0, writeUnits: 0, indexUnits: 0, invocations: {}, logBytes: {} };
const conversation = (change: Partial<ConversationFigures> = {}): ConversationFigures => ({
  messages: Array.from({ length: 5 }, () => ({ text: 'Hola', step: 'SERVICE', counted: nothing })),
  whole: { ...nothing, readUnits: 40, writeUnits: 19, logBytes: { agent: 5_000 } },
  authorizer: { ...nothing, readUnits: 2 },
  functions: { agent: { memoryMB: 1024, ms: 79.2 }, authorizer: { memoryMB: 512, ms: 15.1 } },
  ...change,
});
const quantities = (figures: ConversationFigures, conversations = 1000) =>
  Object.fromEntries(costOf(figures, conversations).map(({ price, quantity }) => [price, quantity]));

test('a key that is used alone is asked about once a minute', () => {
  expect([1, 2, 3, 5].map(authorizations)).toEqual([1, 1, 2, 3]);
});

test('what is measured of one conversation is paid for each, with the authorizer as often as it is asked', () => {
  const paid = quantities(conversation());
  expect(paid).toMatchObject({ query: 5_000, lambdaRequest: 8_000, readUnit: 46_000, writeUnit: 19_000 });
  // Begun milliseconds count: five times 80 at 1 GB, three times 16 at half of it.
  expect(paid['lambdaGbSecond']).toBeCloseTo(1000 * (5 * 0.08 + 3 * 0.016 * 0.5), 6);
});

test('what Lambda writes of each invocation is in the log, beside what the functions write', () => {
  const [few, many] = [quantities(conversation()), quantities(conversation({ whole: { ...nothing } }))];
  expect(few['logByte']! - many['logByte']!).toBe(5_000_000);
  expect(many['logByte']! / 8_000).toBeGreaterThan(300);
});

test('a line is its quantity at its price', () => {
  const lines = costOf(conversation(), 1000);
  expect(lines.find(({ price }) => price === 'query')?.usd).toBeCloseTo(0.02, 10);
  expect(lines.find(({ price }) => price === 'writeUnit')?.usd).toBeCloseTo(0.013395, 10);
});

test('each price is of a day of a price list of the region, or says in the page that it is not', () => {
  for (const { source, published } of Object.values<Price>(PRICES)) {
    expect(source.endsWith('/eu-west-1/index.json')).toBe(published !== undefined);
    if (published !== undefined) expect(published).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  const page = booking.render({ machine: 'here', conversation: conversation() });
  expect(page).toContain(
    "AppSync queries and mutations: [AWS's page](https://aws.amazon.com/appsync/pricing/), NOT VERIFIED",
  );
  expect(page.match(/NOT VERIFIED/g)).toHaveLength(1);
});
