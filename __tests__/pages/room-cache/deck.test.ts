import fc from 'fast-check';
import type { CacheStatus, RoomMovie } from '../../../api/room-cache/schema.types';
import { Deck } from '../../../pages/room-cache/room/deck';

const film = (sequenceIndex: number): RoomMovie => ({
  ...{ sequenceIndex, id: `m${sequenceIndex}`, title: `Film ${sequenceIndex}`, overview: '', genreIds: [] },
});
const page = (from: number, count: number, status: CacheStatus = 'READY') => ({
  items: Array.from({ length: count }, (_, index) => film(from + index)),
  nextFrom: status === 'EXHAUSTED' ? null : from + count,
  status,
});

test('shows the first film of which nothing was said', () => {
  const deck = new Deck([0, 1, 3]);
  deck.add(page(0, 30));
  expect(deck.current?.sequenceIndex).toBe(2);
  deck.say(2);
  expect(deck.current?.sequenceIndex).toBe(4);
  expect(deck.waiting).toBe('');
});

test('asks for the next page before the films are at their end, and for none after it', () => {
  const deck = new Deck();
  expect(deck.due).toBe(0);
  deck.add(page(0, 30));
  expect(deck.due).toBeUndefined();
  for (let place = 0; place < 20; place += 1) deck.say(place);
  expect(deck.due).toBeUndefined();
  deck.say(20);
  expect(deck.due).toBe(30);
  deck.add(page(30, 5, 'EXHAUSTED'));
  for (let place = 21; place < 35; place += 1) deck.say(place);
  expect([deck.current, deck.due]).toEqual([undefined, undefined]);
  expect(deck.waiting).toBe('You have seen all films of this room.');
});

test.each([
  ['LOADING', 'Films are being loaded …', false],
  ['FAILED', 'The films could not be loaded.', true],
] as const)('says why there is nothing to see: %s', (status, words, hasFailed) => {
  const deck = new Deck();
  deck.add(page(0, 0, status));
  expect([deck.waiting, deck.hasFailed, deck.due]).toEqual([words, hasFailed, 0]);
});

test('whatever order the films are said in, each is shown once, and all of them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.array(fc.nat(119)),
      fc.integer({ min: 1, max: 40 }),
      (count, said, size) => {
        const deck = new Deck(said);
        const seen: number[] = [];
        for (let asked = 0; asked < 1_000; asked += 1) {
          const { current, due } = deck;
          if (current) {
            seen.push(current.sequenceIndex);
            deck.say(current.sequenceIndex);
          } else if (due === undefined) break;
          if (due === undefined) continue;
          const items = Math.min(size, count - due);
          deck.add(page(due, items, due + items >= count ? 'EXHAUSTED' : 'READY'));
        }
        const wanted = Array.from({ length: count }, (_, place) => place).filter((place) => !said.includes(place));
        expect(seen).toEqual(wanted);
      },
    ),
  );
});
