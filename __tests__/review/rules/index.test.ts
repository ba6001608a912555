import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PLAN_RULES } from '../../../packages/plan-review/src/plan-rules';
import { RULES } from '../../../packages/plan-review/src/rules';

test('every rule has a name of its own, and says in one sentence what may be lost', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  for (const { name, risk } of RULES) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(risk).toMatch(/^[A-Z][^.]+\.$/);
  }
});

test.each([
  ['rules', RULES],
  ['plan-rules', PLAN_RULES],
])('each file of %s is a rule, called as the rule is', (folder, rules) => {
  const files = readdirSync(join(__dirname, '../../../packages/plan-review/src', folder)).filter(
    (file) => file !== 'index.ts',
  );
  expect(files.sort()).toEqual(rules.map(({ name }) => `${name}.ts`).sort());
});
