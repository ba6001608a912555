import * as z from 'zod/mini';
import { BugError } from '../../functions/shared/errors';
import { parseItem } from '../../functions/shared/items';

const schema = z.object({ id: z.string(), ttl: z.int() });

test('an item comes out in the shape that was asked for', () => {
  expect(parseItem('rooms', schema, { id: 'a', ttl: 1, else: true })).toEqual({ id: 'a', ttl: 1 });
});

test('an item of another shape is a bug: table and attributes are named, values are not', () => {
  const parse = () => parseItem('trinity-rooms-dev', schema, { id: 7, ttl: 'secret' });
  expect(parse).toThrow(BugError);
  expect(parse).toThrow(
    'An item of trinity-rooms-dev is not as this release writes it: id: invalid_type; ttl: invalid_type.',
  );
  expect(parse).not.toThrow('secret');
  expect(() => parseItem('rooms', schema, undefined)).toThrow('the item: invalid_type');
});
