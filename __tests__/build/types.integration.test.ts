import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { explainStale, typeErrors, TYPED, typesOf } from '../../build/types';
import { schemaOf } from '../../model/systems';
import { copyCheckout } from '../support/checkout';
import { refusalOfApp, refusalOfBuild } from '../support/refused-synthesis';

const API_SCHEMA = schemaOf('room-cache');
const API_TYPES = typesOf('room-cache');
const STALE_TYPES = explainStale('room-cache');

const checkout = copyCheckout();
afterAll(() => checkout.remove());

const at = (file: string) => join(checkout.root, file);
const change = (file: string, from: string, to: string): void => {
  const text = readFileSync(at(file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(at(file), text.replaceAll(from, to));
};

test('what is right is remembered: it is not compiled again', async () => {
  expect(await typeErrors(checkout.root)).toEqual([]);
  const never = AbortSignal.abort();
  expect(await typeErrors(checkout.root, never)).toEqual([]);
  appendFileSync(at('keys/own.ts'), `// ${checkout.root}\n`); // in no other checkout
  await expect(typeErrors(checkout.root, never)).rejects.toThrow(/abort/i);
});

test('whatever is reached is looked at when it changes', () => {
  const tsc = createRequire(__filename).resolve('typescript/bin/tsc');
  const args = [tsc, '--project', 'tsconfig.deployed.json', '--listFilesOnly'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: checkout.root, encoding: 'utf8' });
  const own = stdout.split('\n').filter((file) => file !== '' && !file.includes('node_modules'));
  expect(own.length).toBeGreaterThan(50);
  const elsewhere = own.filter((file) => !TYPED.includes(relative(checkout.root, file).split('/')[0]!));
  expect(elsewhere).toEqual([]);
});

describe("the API's types", () => {
  const make = (...args: string[]) => {
    const run = ['--require', './bin/run.cjs', 'build/api-types.ts', ...args];
    const { status, stderr } = spawnSync(process.execPath, run, { cwd: checkout.root, encoding: 'utf8' });
    return { status, stderr };
  };
  const fine = { status: 0, stderr: '' };
  const stale = { status: 1, stderr: `${STALE_TYPES}\n` };

  beforeAll(() => copyFileSync(join(__dirname, '../../.prettierrc.json'), at('.prettierrc.json')));

  it('are those of the schema', () => expect(make('--check')).toEqual(fine));

  it('are refused once somebody writes into them', () => {
    appendFileSync(at(API_TYPES), 'export type Mine = string;\n');
    expect(make('--check')).toEqual(stale);
    expect(make()).toEqual(fine);
    expect(make('--check')).toEqual(fine);
  });

  it('stop a synthesis when the schema changes, with the command that makes them; then what does not fit them does', async () => {
    expect(STALE_TYPES).toMatch(/npm run api:types$/);
    change(API_SCHEMA, 'title: String!\n  "What the film', 'headline: String!\n  "What the film');
    rmSync(at('cdktf.out'), { recursive: true, force: true });
    expect(refusalOfApp(checkout.root)).toBe(`A type is wrong, so nothing is synthesized:\n  ${STALE_TYPES}\n`);
    expect(make('--check')).toEqual(stale);
    expect(make()).toEqual(fine);
    expect(await typeErrors(checkout.root)).toContainEqual(
      expect.stringMatching(/^functions\/room-cache\/shared\/tmdb\/discover\.ts\(\d+,\d+\): error TS\d+: .*'title'/),
    );
    change(API_SCHEMA, 'headline: String!\n  "What the film', 'title: String!\n  "What the film');
    expect(make()).toEqual(fine);
    expect(await typeErrors(checkout.root)).toEqual([]);
  });

  it('have the fields of Subscription: a resolver of one answers null', () => {
    const schema = readFileSync(at(API_SCHEMA), 'utf8');
    const onRoom = '  onRoom(id: ID): Room @aws_subscribe(mutations: ["closeRoom"])\n';
    change(API_SCHEMA, 'type Subscription {\n', `type Subscription {\n${onRoom}`);
    expect(make()).toEqual(fine);
    expect(readFileSync(at(API_TYPES), 'utf8')).toContain(
      "'subscription.onRoom': { args: SubscriptionOnRoomArgs; result: null };",
    );
    writeFileSync(at(API_SCHEMA), schema);
    expect(make()).toEqual(fine);
  });

  it('are not made of a schema that AppSync would refuse', () => {
    change(API_SCHEMA, 'createdAt: AWSDateTime!', 'createdAt: AWSDatetime!');
    const { status, stderr } = make();
    change(API_SCHEMA, 'createdAt: AWSDatetime!', 'createdAt: AWSDateTime!');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The API api\/room-cache\/schema\.graphql cannot run:\n +schema:[\d:]+ .*AWSDatetime.*AWSDateTime/,
    );
  });
});

describe('a wrong type in a construct, a resolver and a function', () => {
  beforeAll(() => {
    change('stacks/constructs/table.ts', 'pointInTimeRecovery:', 'pointInTimeRecovry:');
    appendFileSync(
      at('api/room-cache/resolvers/query.room.ts'),
      "import type { Context } from '@aws-appsync/utils';\nexport const wrong = (ctx: Context<{ from: number }>) => ctx.args.form;\n",
    );
    appendFileSync(at('functions/room-cache/room/handler.ts'), "export const size: number = 'large';\n");
    rmSync(at('cdktf.out'), { recursive: true, force: true });
  });

  it('stops what cdktf.json runs, before a stack is written, and names all', () => {
    const stderr = refusalOfApp(checkout.root);
    expect(stderr).toMatch(/^A type is wrong, so nothing is synthesized:\n/);
    expect(stderr).toMatch(/^ {2}stacks\/constructs\/table\.ts\(\d+,\d+\): error TS\d+: .*pointInTimeRecovry/m);
    expect(stderr).toMatch(
      /^ {2}api\/room-cache\/resolvers\/query\.room\.ts\(\d+,\d+\): error TS2551: .*'form'|'form' does not exist/m,
    );
    expect(stderr).toMatch(/^ {2}functions\/room-cache\/room\/handler\.ts\(\d+,\d+\): error TS2322: /m);
  });

  it('stops the synthesis of a deploy', async () => {
    expect(await refusalOfBuild(checkout.root)).toContain('pointInTimeRecovry');
  });
});
