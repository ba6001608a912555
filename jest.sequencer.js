const { default: Sequencer } = require('@jest/test-sequencer');

/** The rehearsal's main way takes as long as half of the rest, so it begins first: last, it would run alone. */
module.exports = class RehearsalFirst extends Sequencer {
  sort(tests) {
    const isRehearsal = ({ path }) => path.endsWith('/rehearsal.integration.test.ts');
    const sorted = super.sort(tests);
    return [...sorted.filter(isRehearsal), ...sorted.filter((test) => !isRehearsal(test))];
  }
};
