import { RULES } from '../../../review/rules';

test('every rule has a name of its own, and says in one sentence what may be lost', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  for (const { name, risk } of RULES) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(risk).toMatch(/^[A-Z][^.]+\.$/);
  }
});
