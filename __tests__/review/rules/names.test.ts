import { RULES } from '../../../packages/plan-review/src/rules';
import { describeEnd } from '../../../packages/plan-review/src/judging/end';
import { change, planOf } from './change';

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a type, a reason and a key called %s',
  (name) => {
    for (const [before, after] of [
      [{}, {}],
      [{}, null],
      [null, {}],
    ] as const) {
      const one = change(name, before, after);
      for (const rule of RULES.filter(({ name: mine }) => mine !== 'unknown-destroyed')) {
        expect(rule.find(one, planOf([one]))).toBeUndefined();
      }
    }
    const replaced = change('acme_thing', {}, {}, { action: 'replace', reason: name, replacePaths: [[name]] });
    expect(describeEnd(replaced)).toEqual([`${name} is nothing`, name]);
  },
);
