import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout } from '../support/checkout';

const checkout = copyCheckout();
afterAll(() => checkout.remove());
for (const part of ['cli', 'deployment', 'import', 'packages']) {
  cpSync(join(__dirname, '../..', part), join(checkout.root, part), { recursive: true });
}

function said(args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: checkout.root, encoding: 'utf8' });
  return { status, stderr };
}

const dev = 'environments/dev.ts';

/** Of the first line of dev's file that has it: somebody writes another line above. */
function lineOf(part: string): number {
  const line =
    readFileSync(join(checkout.root, dev), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes(part)) + 1;
  if (line === 0) throw new Error(`${dev} has no ${part}`);
  return line;
}
const [TAGS, REGION, DEV] = ['  tags: {', '  region: ', 'export const dev'].map(lineOf);

test.each([
  [
    dev,
    "region: 'eu-west-1',",
    "region: 'eu-west-1'",
    [
      `environments/dev.ts:${TAGS}:3  ',' expected.`,
      `    ${TAGS} |   tags: { ...base.tags, Environment: 'dev' },`,
      '       |   ^',
    ].join('\n'),
  ],
  [dev, "from './base'", "from './bse'", "environments/dev.ts:1  Cannot find module './bse'"],
  [dev, "region: 'eu-west-1',", 'region: euwest1,', `environments/dev.ts:${REGION}:11  euwest1 is not defined`],
  [dev, 'import { base, ', 'import { ', `environments/dev.ts:${DEV}:33  base is not defined`],
])('%s with %s as %s is said with file and line, whatever is run', (file, from, to, line) => {
  const path = join(checkout.root, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const mend = 'Mend it, and run the command again.\n';
  expect(said(['-r', './bin/run.cjs', 'main.ts'])).toEqual({ status: 1, stderr: `${line}\n${mend}` });
  expect(said(['bin/trinity', 'status', 'dev'])).toEqual({ status: 10, stderr: `${line}\nnext: ${mend}` });
  const start = said(['-r', './bin/run.cjs', 'local/cli.ts', '--port', '0']);
  expect(start.status).toBe(1);
  expect(start.stderr).toContain(`The synthesis failed:\n${line}\n${mend}`);
  writeFileSync(path, text);
});

test('a schema that is gone is said, with the way to get it back', () => {
  const path = join(checkout.root, 'api/room-cache/schema.graphql');
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  const { status, stderr } = said(['-r', './bin/run.cjs', 'main.ts']);
  writeFileSync(path, text);
  expect(status).toBe(1);
  expect(stderr).toBe(
    'There is no api/room-cache/schema.graphql. Restore it: git checkout HEAD -- api/room-cache/schema.graphql.\n',
  );
});

test('a schema that cannot be parsed is said with its line', () => {
  const path = join(checkout.root, 'api/room-cache/schema.graphql');
  writeFileSync(path, readFileSync(path, 'utf8').replace('type Query {', 'type Query {{'));
  said(['-r', './bin/run.cjs', 'build/bundle.ts']);
  const { status, stderr } = said(['-r', './bin/run.cjs', 'main.ts']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^api\/room-cache\/schema\.graphql:\d+:\d+ {2}Syntax Error: Expected Name, found "\{"\.\n$/);
});
