import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Sources } from '../sources';

const root = join(__dirname, '../../..');
const sources = new Sources('booking');

test('the resolvers and the functions fit the schema', () => {
  expect(sources.errors()).toEqual([]);
});

/** What is changed, in which file, from what to what, and the file with what the compiler says there. */
type Break = [string, string, string, string, RegExp];

const breaks: Break[] = [
  [
    'a misspelled argument',
    'api/booking/resolvers/query.availableSlots.ts',
    'const { serviceId, providerId, from, days }',
    'const { serviceID: serviceId, providerId, from, days }',
    /^api\/booking\/resolvers\/query\.availableSlots\.ts:\d+ .*'serviceID' does not exist/,
  ],
  [
    'an argument that its function is not asked',
    'api/booking/resolvers/query.providers.ts',
    "action: 'providers', serviceId",
    "action: 'providers'",
    /^api\/booking\/resolvers\/query\.providers\.ts:\d+ .*'serviceId' is missing/,
  ],
  [
    "another field's task",
    'api/booking/resolvers/mutation.revokeApiKey.ts',
    "action: 'revokeApiKey'",
    "action: 'cancelBooking'",
    /^api\/booking\/resolvers\/mutation\.revokeApiKey\.ts:\d+ .*'"cancelBooking"' is not assignable to type '"revokeApiKey"'/,
  ],
  [
    'a misspelled field of a booking',
    'functions/booking/bookings/view.ts',
    'serviceName',
    'serviceNam',
    /^(?:api\/booking\/resolvers\/\w+\.\w+|functions\/booking\/bookings\/view)\.ts:\d+ .*'serviceNam(?:e)?'/,
  ],
  [
    'a misspelled field of what the agent says',
    'functions/booking/agent/chat.ts',
    'readonly revision: number;\n  readonly texts',
    'readonly revisoin: number;\n  readonly texts',
    /^api\/booking\/resolvers\/(?:query\.conversation|mutation\.sendChatMessage)\.ts:\d+ .*'revision'/,
  ],
  [
    'a field that is left out of the table of who may have it',
    'api/booking/shared/access.ts',
    "  'mutation.revokeApiKey': 'OWNER',\n",
    '',
    /^api\/booking\/shared\/access\.ts:\d+ .*'"?mutation\.revokeApiKey"?' is missing/,
  ],
];

describe('the compiler sees, at its place,', () => {
  test.each(breaks)('%s', (_, file, from, to, expected) => {
    expect(sources.errorsWith(file, from, to, expected)).toContainEqual(expect.stringMatching(expected));
  });
});

/** A resolver that asks in another field's name is judged by who may have that one. */
describe('a resolver speaks of its own field alone', () => {
  const folder = 'api/booking/resolvers';

  test.each(readdirSync(join(root, folder)))('%s', (file) => {
    const text = readFileSync(join(root, folder, file), 'utf8');
    const named = [...text.matchAll(/'((?:query|mutation|subscription)\.\w+)'/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThanOrEqual(2);
    expect([...new Set(named)]).toEqual([basename(file, '.ts')]);
  });
});
