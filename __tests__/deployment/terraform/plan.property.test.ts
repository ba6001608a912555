import fc from 'fast-check';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { listChanges } from '../../../deployment/planned';
import { readPlan } from '../../../deployment/terraform/plan';

const ACTIONS = [['no-op'], ['create'], ['update'], ['delete'], ['forget'], ['delete', 'create'], ['create', 'delete']];
const CHANGING = ACTIONS.filter(([first]) => first !== 'no-op' && first !== 'read');

const change = (actions: string[][]) =>
  fc.record({
    address: fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,8}$/),
    mode: fc.constant('managed'),
    type: fc.constantFrom('a', ...INHERITED_NAMES),
    name: fc.constant('b'),
    change: fc.record({ actions: fc.constantFrom(...actions) }),
  });
const several = fc.uniqueArray(change(ACTIONS), { selector: ({ address }) => address });
const another = change(CHANGING).map((one) => ({ ...one, address: `module.a.${one.address}` }));
const OF = { name: 'dev', commit: null, acceptances: [] };
const planOf = (resource_changes: unknown[]): string => JSON.stringify({ format_version: '1.2', resource_changes });

test('a plan with any change of a managed resource is never empty', () => {
  fc.assert(
    fc.property(several, another, fc.nat(), (others, one, place) => {
      const all = [...others];
      all.splice(place % (others.length + 1), 0, one);
      const plan = readPlan(planOf(all));
      expect(plan.isEmpty).toBe(false);
      expect(listChanges(plan.review(OF)).map(({ address }) => address)).toContain(one.address);
    }),
    { numRuns: 200 },
  );
});

test('every resource is either a change or unchanged, and every change is counted once', () => {
  fc.assert(
    fc.property(several, (all) => {
      const review = readPlan(planOf(all)).review(OF);
      const changes = listChanges(review);
      expect(changes.length + review.unchanged).toBe(all.length);
      const sum = Object.values(review.counts).reduce((one, other) => one + other, 0);
      expect(sum).toBe(changes.length);
    }),
    { numRuns: 200 },
  );
});

test('a plan that is cut off anywhere is refused', () => {
  const json = planOf([{ address: 'a.b', mode: 'managed', type: 'a', name: 'b', change: { actions: ['delete'] } }]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: json.length - 1 }), (end) => {
      expect(() => readPlan(json.slice(0, end))).toThrow();
    }),
    { numRuns: 200 },
  );
});
