import { apartByCalls } from '../judging/tables/apart';
import { droppedIn } from '../judging/tables/lost-indexes';
import { readersOf, showUnits } from '../judging/tables/index-readers';
import { judge } from '../judging/judge';

/**
 * An index that goes although somebody has read it lately, as far as CloudWatch knows: louder than one that nobody reads, and
 * accepted by a name of its own. Whoever accepted that an unused one goes is asked again when somebody has begun to use it.
 */
export const indexInUse = judge({
  name: 'index-in-use',
  risk: 'Somebody reads through this index, and fails from the moment in which it goes.',
  title: 'An index that is still read is dropped, or built anew.',
  apart: apartByCalls,
  more: (change, plan) =>
    droppedIn(change).flatMap((one) => {
      const { days, lastRead, units } = readersOf(one, plan) ?? {};
      if (days === undefined || lastRead === undefined || lastRead === null) return [];
      const text = `index ${one.index} was last read on ${lastRead}: ${showUnits(units ?? 0)} in the last ${days} days`;
      return [{ text, blocks: true, acceptedAs: `index ${one.index} is still read` }];
    }),
});
