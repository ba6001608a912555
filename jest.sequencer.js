const { default: Sequencer } = require('@jest/test-sequencer');

/** The longest first; the last files of a run are then short, and no processor waits for another. */
const FIRST = [
  '/rehearsal.integration.test.ts', // takes as long as half of the rest
  '.integration.test.ts', // a clean checkout does not know yet how long each takes, but they are the longest
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rankOf = ({ path }) => [...FIRST, ''].findIndex((end) => path.endsWith(end));
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
};
