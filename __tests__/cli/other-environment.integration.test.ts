import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeErrors } from '../../build/types';
import { buildToLook } from '../../build/synthesize';
import { copyCheckout } from '../support/checkout';
import { trinityAwayFromAws } from '../support/away-from-aws';

const checkout = copyCheckout();
const { root } = checkout;
afterAll(() => checkout.remove());
for (const part of ['cli', 'deployment', 'import', 'packages']) {
  cpSync(join(__dirname, '../..', part), join(root, part), { recursive: true });
}
const file = join(root, 'environments/dev.ts');
const right = readFileSync(file, 'utf8');

const trinity = (...args: string[]) => trinityAwayFromAws(root, args);

describe.each<[string, () => void, RegExp]>([
  [
    'a value that is not allowed',
    () => writeFileSync(file, right.replace("name: 'dev'", "name: 'prod'")),
    /environments\/dev\.ts\n[^]* name +'prod' +allowed: 'dev', as the file is called/,
  ],
  ['a type that is wrong', () => appendFileSync(file, 'export const wrong: number = dev.name;\n'), /TS2322/],
  [
    'something that is no TypeScript',
    () => writeFileSync(file, right.replace('tags: {', 'tags {')),
    /^environments\/dev\.ts:\d+:\d+ +',' expected\./m,
  ],
])('dev.ts with %s', (_, breakIt, told) => {
  beforeAll(() => {
    writeFileSync(file, right);
    breakIt();
  });

  test('does not keep a rollback of prod from asking AWS', async () => {
    const { stderr } = await trinity('rollback', 'prod');
    expect(stderr).toMatch(/^AWS does not answer: /);
  });

  test('does not keep prod from being synthesized for who only looks', async () => {
    const { signal } = new AbortController();
    const stack = readFileSync(await buildToLook({ root, environment: 'prod', signal }), 'utf8');
    expect(stack).toContain('trinity-rooms-prod');
  });

  test('is told before prod is deployed', async () => {
    const { stderr } = await trinity('review', 'prod', '--json');
    expect(`${stderr}${(await typeErrors(root)).join('\n')}`).toMatch(told);
  });
});

test.each([
  ['status', 'prod'],
  ['state', 'prod'],
  ['destroy', 'prod'],
  ['copies', 'prod'],
  ['unlock', 'prod', 'a-lock'],
  ['verify', 'prod'],
  ['performance', 'prod'],
])('it does not keep trinity %s %s from asking AWS either', async (...args) => {
  writeFileSync(file, right.replace('tags: {', 'tags {'));
  const { stderr } = await trinity(...args);
  expect(stderr).toMatch(/^AWS does not answer: /);
});
