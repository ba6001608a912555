import { parse } from '../../environments/parse';
import { change, FILES } from './change';

const prod = FILES['environments/prod.ts'];

const parsed = (changes: Record<string, unknown>) => parse(change(prod, changes)).parsed;

test('of a right environment, all is left', () => {
  expect(parse(prod)).toEqual({ parsed: prod, findings: [] });
});

test('of a wrong one, all is left but what is wrong', () => {
  expect(parsed({ region: 'europe' })).toEqual(change(prod, { region: undefined }));
  expect(parsed({ colour: 'red' })).toEqual(prod);
  expect(parsed({ 'systems.roomCache.cache.batchSize': 'x' }).systems?.roomCache?.cache).toEqual({
    ...prod.systems.roomCache.cache,
    batchSize: undefined,
  });
});

test('of a list with a wrong item, nothing is left: what it would say without it is a guess', () => {
  expect(parsed({ notify: ['a@trinity.test', 'nobody'] })).toEqual({ ...prod, notify: undefined });
});

test('of a union without such an option, nothing is left: no schema looked at the rest of it', () => {
  const billing = { mode: 'RESERVED', read: 5 };
  expect(parsed({ 'systems.roomCache.tables.rooms.billing': billing }).systems?.roomCache?.tables?.rooms).toEqual({
    ...prod.systems.roomCache.tables.rooms,
    billing: undefined,
  });
});

test.each([undefined, null, 5, 'prod', [], [prod]])('of %j, nothing is left', (value) => {
  expect(parse(value).parsed).toEqual({});
});
