import type { DeclaredTable } from '../../import/declared';
import { matchTables } from '../../import/match';
import { PLAIN } from './tables';

const declared: readonly DeclaredTable[] = ['rooms', 'votes'].map((id) => ({
  address: `aws_dynamodb_table.${id}`,
  id,
  name: `trinity-${id}-dev`,
  table: PLAIN,
}));

function match(names: readonly string[], given: Readonly<Record<string, string>> = {}) {
  const { declared: found, reasons } = matchTables(names, declared, new Map(Object.entries(given)));
  return {
    found: Object.fromEntries([...found].map(([name, { id }]) => [name, id])),
    reasons: Object.fromEntries(reasons),
  };
}

test('by its name', () => {
  expect(
    match(['trinity-votes-dev', 'trinity-rooms-dev', 'trinity-rooms-dev2', 'trinity-rooms', 'xtrinity-rooms-dev']),
  ).toEqual({
    found: { 'trinity-votes-dev': 'votes', 'trinity-rooms-dev': 'rooms' },
    reasons: {},
  });
});

test('a later one where nothing has the name itself', () => {
  expect(match(['trinity-rooms-dev-v2'])).toEqual({ found: { 'trinity-rooms-dev-v2': 'rooms' }, reasons: {} });
});

test('a later one beside it is told, and how to take it', () => {
  expect(match(['trinity-rooms-dev', 'trinity-rooms-dev-v2'])).toEqual({
    found: { 'trinity-rooms-dev': 'rooms' },
    reasons: {
      'trinity-rooms-dev-v2':
        'It may be what is declared as rooms. trinity-rooms-dev is taken for it; --map rooms=trinity-rooms-dev-v2 takes this one.',
    },
  });
});

test('of several later ones, none is taken', () => {
  const { found, reasons } = match(['trinity-rooms-dev-v2', 'trinity-rooms-dev-v3']);
  expect(found).toEqual({});
  expect(Object.keys(reasons)).toEqual(['trinity-rooms-dev-v2', 'trinity-rooms-dev-v3']);
  expect(reasons['trinity-rooms-dev-v3']).toContain('So may 1 more be; --map rooms=trinity-rooms-dev-v3 takes');
});

test('what is given goes before names', () => {
  expect(match(['trinity-rooms-dev', 'legacy'], { rooms: 'legacy' }).found).toEqual({ legacy: 'rooms' });
  // A table is adopted once: what rooms took is not what votes is, too.
  expect(match(['trinity-votes-dev'], { rooms: 'trinity-votes-dev' }).found).toEqual({ 'trinity-votes-dev': 'rooms' });
});

test.each([
  [{ room: 'legacy' }, '--map room=legacy: no table is declared as room. There are rooms, votes.'],
  [{ rooms: 'gone' }, '--map rooms=gone: there is no table gone. There are legacy.'],
  [{ rooms: 'legacy', votes: 'legacy' }, '--map gives legacy to two: a table is adopted once.'],
])('%j', (given, message) => {
  expect(() => match(['legacy'], given)).toThrow(message);
});
