import type { Plan } from '../plan/model';
import { judge } from '../judging/judge';
import type { Line } from '../judging/line';
import { apartByCalls } from '../judging/tables/apart';
import { describeReaders } from '../judging/tables/index-readers';
import { lostIn, unseenIndexes, type LostIndex } from '../judging/tables/lost-indexes';

export const indexDropped = judge({
  name: 'index-dropped',
  risk: 'Queries that go through the index fail; building it again takes hours on a large table.',
  title: 'An index is dropped, or built anew.',
  apart: apartByCalls,
  more: (change, plan) => lostIn(change).flatMap(({ lines, ...one }) => withReaders(lines, one, plan)),
  unseen: unseenIndexes,
});

/** Who reads it changes from day to day, and is no part of what is accepted. */
function withReaders(
  [first, ...more]: readonly Line[],
  { table, index }: Omit<LostIndex, 'lines'>,
  plan: Plan,
): Line[] {
  if (first === undefined) return [];
  if (table === undefined) return [first, ...more];
  const { text, acceptedAs = text } = first;
  return [{ ...first, text: `${text}; ${describeReaders({ table, index }, plan)}`, acceptedAs }, ...more];
}
