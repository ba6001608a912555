import fc from 'fast-check';
import { readHead, readPart } from '../../../functions/room-cache/cache/filter-items';
import { plain, type Reader } from '../../../functions/shared/item-reader';
import { readInvite, readRoom } from '../../../model/room-cache/items/room';
import { readRoomCache } from '../../../model/room-cache/items/room-cache';
import { readRoomMovie } from '../../../model/room-cache/items/room-movie';
import { readLikes, readMatch, readMember, readVote } from '../../../model/room-cache/items/votes';
import { anyItem } from './support/any-item';

const readers: Record<string, Reader<object>> = {
  readRoom,
  readInvite,
  readRoomCache,
  readRoomMovie,
  readMember,
  readVote,
  readLikes,
  readMatch,
  readHead,
  readPart,
};

test.each(Object.entries(readers))('%s understands an item or says what is wrong, and never a value', (_, reader) => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const { value, problem } = reader(plain(item));
      expect([value === undefined, problem === undefined]).toContain(true);
      expect(value === undefined).toBe(problem !== undefined);
      // Problems are written here: whatever a member wrote, they are one of few sentences.
      if (problem !== undefined) expect(problem).toMatch(/^[\w, ]+ (is|are|does) [\w, ]+$/);
    }),
    { numRuns: 1_000 },
  );
});

test.each(Object.entries(readers))('what %s has understood, written again, it understands as the same', (_, reader) => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const { value } = reader(plain(item));
      if (value) expect(reader({ ...value })).toEqual({ value });
    }),
    { numRuns: 1_000 },
  );
});
