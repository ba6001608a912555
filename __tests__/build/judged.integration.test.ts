import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { JUDGE } from '../../build/api';
import { headerOfTypes, typesOf } from '../../build/types';
import { schemaOf } from '../../model/systems';
import { copyCheckout } from '../support/checkout';
import { refusalOfApp, refusalOfBuild } from '../support/refused-synthesis';

const API_SCHEMA = schemaOf('room-cache');
const API_TYPES = typesOf('room-cache');

const checkout = copyCheckout();
afterAll(() => checkout.remove());

const at = (file: string) => join(checkout.root, file);
const change = (file: string, from: string, to: string): void => {
  const text = readFileSync(at(file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(at(file), text.replace(from, to));
};

/** Files of these folders that `npm run build` loads. Default: of the packages, one of which judges */
function judgedWith(folders: readonly string[] = ['packages']): string[] {
  const list = at('loaded.json');
  const preload = ['--require', join(__dirname, '../support/loaded.cjs'), '--require', './bin/run.cjs'];
  const env = { ...process.env, LOADED_FILES: list };
  const { status, stderr } = spawnSync(process.execPath, [...preload, 'build/bundle.ts'], {
    cwd: checkout.root,
    env,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const files = (JSON.parse(readFileSync(list, 'utf8')) as string[]).map((file) => relative(checkout.root, file));
  return files.filter((file) => folders.includes(file.split('/')[0]!));
}

test('an API is judged again when it changes, or any file that judges', () => {
  appendFileSync(at('packages/appsync-js/src/schema.ts'), `// ${checkout.root}\n`); // in no other checkout
  const loaded = judgedWith(['packages', 'local', 'keys', 'programs']);
  const judges = loaded.filter((file) => file.startsWith('packages/'));
  expect(judges).toEqual(
    expect.arrayContaining(['packages/appsync-js/src/schema.ts', 'packages/appsync-js/src/code/check.ts']),
  );
  expect(loaded.filter((file) => !JUDGE.some((part) => file === part || file.startsWith(`${part}/`)))).toEqual([]);
  expect(judgedWith()).toEqual([]);
  change('api/room-cache/schema.graphql', 'type Query {', `# ${checkout.root}\ntype Query {`);
  writeFileSync(
    at(API_TYPES),
    headerOfTypes('room-cache', readFileSync(at(API_SCHEMA), 'utf8')) + readFileSync(at(API_TYPES), 'utf8'),
  );
  expect(judgedWith()).toEqual(judges);
  expect(judgedWith()).toEqual([]);
});

test('a field that is not wired is said in a sentence, before what the compiler makes of its name', () => {
  const right = readFileSync(at('api/room-cache/wiring.ts'), 'utf8');
  change('api/room-cache/wiring.ts', "  'query.genres': ['get-genres'],\n", '');
  rmSync(at('cdktf.out'), { recursive: true, force: true });
  const said = refusalOfApp(checkout.root).split('\n');
  writeFileSync(at('api/room-cache/wiring.ts'), right);
  expect(said.slice(0, 2)).toEqual([
    'The API does not fit together.',
    '  schema.graphql has query.genres, which no resolver answers: wire it in api/room-cache/wiring.ts',
  ]);
  expect(said.join('\n')).toMatch(/error TS\d+: .*query\.genres/);
});

describe('a schema and resolvers that AppSync would refuse, beside a wrong type and mistakes in environments', () => {
  beforeAll(() => {
    change(
      'api/room-cache/schema.graphql',
      'mediaType: MediaType!): MovieDetails',
      'mediaType: MediaType!): MovieDetail',
    );
    const assign = 'let rating: { votes?: number } = {};\n  rating.votes ??= 1;\n';
    for (const file of ['api/room-cache/functions/find-room.ts', 'api/room-cache/resolvers/query.room.ts']) {
      writeFileSync(
        at(file),
        readFileSync(at(file), 'utf8').replace(/^export function request\(.*\{$/m, `$&\n  ${assign}`),
      );
    }
    appendFileSync(at('functions/room-cache/room/handler.ts'), "export const size: number = 'large';\n");
    change('environments/staging.ts', "region: 'eu-west-1'", "region: 'Ireland'");
    rmSync(at('cdktf.out'), { recursive: true, force: true });
  });

  const all = [
    /^ {2}functions\/room-cache\/room\/handler\.ts\(\d+,\d+\): error TS2322: /m,
    /^The API api\/room-cache\/schema\.graphql cannot run:$/m,
    /^ {2}api\/room-cache\/schema\.graphql:\d+:\d+ {2}Unknown type "MovieDetail"\. Did you mean "MovieDetails"/m,
    /api\/room-cache\/functions\/find-room\.ts:\d+:\d+.* AppSync does not take \?\?= .*Write if \(rating\.votes === undefined/,
    /api\/room-cache\/resolvers\/query\.room\.ts:\d+:\d+.* AppSync does not take \?\?= /,
  ];

  it('stop what cdktf.json runs, before a stack is written: all is said at once', () => {
    const stderr = refusalOfApp(checkout.root);
    for (const one of all) expect(stderr).toMatch(one);
    expect(stderr).toMatch(/environments\/staging\.ts\n +region +'Ireland' +allowed: an AWS region/);
  });

  it('stop the synthesis of a deploy', async () => {
    const message = await refusalOfBuild(checkout.root);
    for (const one of all) expect(message).toMatch(one);
  });

  it('are said, too, where something cannot be bundled', () => {
    appendFileSync(at('functions/room-cache/cache/handler.ts'), "import './nowhere';\n");
    const run = ['--require', './bin/run.cjs', 'build/bundle.ts'];
    const { stderr } = spawnSync(process.execPath, run, { cwd: checkout.root, encoding: 'utf8' });
    expect(stderr).toMatch(
      /^Nothing was bundled:\n {2}functions\/room-cache\/cache\/handler\.ts:\d+:8 {2}Could not resolve/,
    );
    expect(stderr).not.toMatch(/handler\.ts\(.*nowhere/);
    for (const one of all.slice(0, 3)) expect(stderr).toMatch(one);
  });
});
