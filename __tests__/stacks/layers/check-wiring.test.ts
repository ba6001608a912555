import { checkWiring, type ApiParts } from '../../../stacks/layers/check-wiring';
import type { Wiring } from '../../../model/wiring';

const wiring: Wiring = {
  dataSources: { rooms: { table: 'rooms' } },
  functions: { 'get-room': { dataSource: 'rooms', actions: ['dynamodb:GetItem'] } },
  resolvers: { 'query.room': ['get-room'] },
};
const parts: ApiParts = {
  schema: 'type Query { room: Room } type Room { id: ID! }',
  resolvers: ['query.room'],
  functions: ['get-room'],
};

test('all in its place: nothing to say', () => {
  expect(() => checkWiring('room-cache', wiring, parts)).not.toThrow();
});

test.each<[string, string, Partial<Wiring>, Partial<ApiParts>]>([
  [
    'a field without a resolver',
    'schema.graphql has mutation.closeRoom, which no resolver answers: wire it in api/room-cache/wiring.ts',
    {},
    { schema: `${parts.schema} type Mutation { closeRoom: Room }` },
  ],
  [
    'a resolver without a field',
    'api/room-cache/wiring.ts wires query.genres, which schema.graphql does not have: remove it, or add the field',
    { resolvers: { ...wiring.resolvers, 'query.genres': ['get-room'] } },
    { resolvers: ['query.room', 'query.genres'] },
  ],
  [
    'a resolver without code',
    'api/room-cache/wiring.ts wires query.room, which has no code: write api/room-cache/resolvers/query.room.ts',
    {},
    { resolvers: [] },
  ],
  [
    "a resolver's code that is not wired",
    'api/room-cache/resolvers/query.old.ts answers no field: wire it in api/room-cache/wiring.ts, or remove it',
    {},
    { resolvers: ['query.room', 'query.old'] },
  ],
  [
    'an AppSync function without code',
    'api/room-cache/wiring.ts declares get-room, which has no code: write api/room-cache/functions/get-room.ts',
    {},
    { functions: [] },
  ],
  [
    "an AppSync function's code that is not declared",
    'api/room-cache/functions/old.ts is not declared: add it in api/room-cache/wiring.ts, or remove it',
    {},
    { functions: ['get-room', 'old'] },
  ],
  [
    'an AppSync function that nobody runs',
    'api/room-cache/wiring.ts declares get-room, which no resolver runs: remove it, or use it',
    { resolvers: { 'query.room': [] } },
    {},
  ],
])('%s', (_, problem, wiringChange, partsChange) => {
  expect(() => checkWiring('room-cache', { ...wiring, ...wiringChange }, { ...parts, ...partsChange })).toThrow(
    `The API does not fit together.\n  ${problem}`,
  );
});

test('all problems come at once', () => {
  const check = () =>
    checkWiring('room-cache', wiring, { schema: 'type Query { other: Int }', resolvers: [], functions: [] });
  expect(check).toThrow(/^The API does not fit together\.(\n {2}.+){4}$/);
});

describe('a field of Subscription', () => {
  const told = 'type Subscription { onRoom(id: ID): Room @aws_subscribe(mutations: ["closeRoom"]) onOther: Room }';
  const schema = `${parts.schema} ${told}`;
  const onRoom = 'subscription.onRoom';
  const check = (wired: Wiring['resolvers'], resolvers: readonly string[]) => () =>
    checkWiring(
      'room-cache',
      { ...wiring, resolvers: { ...wiring.resolvers, ...wired } },
      { ...parts, schema: schema.replace(' onOther: Room', ''), resolvers: ['query.room', ...resolvers] },
    );

  test('needs no resolver when mutations tell it, and may have one', () => {
    expect(check({}, [])).not.toThrow();
    expect(check({ [onRoom]: [] }, [onRoom])).not.toThrow();
    expect(check({}, [onRoom])).toThrow('subscription.onRoom.ts answers no field: wire it in api/room-cache/wiring.ts');
  });

  test('that nothing tells needs one', () => {
    expect(() => checkWiring('room-cache', wiring, { ...parts, schema })).toThrow(
      /^The API does not fit together\.\n {2}schema\.graphql has subscription\.onOther, which no resolver answers.*$/,
    );
  });
});

test('a field of another type needs no resolver', () => {
  expect(() =>
    checkWiring('room-cache', wiring, { ...parts, schema: `${parts.schema} type Genre { name: String! }` }),
  ).not.toThrow();
});
