import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundles } from './bundles.fixture';
import { copyProject, run } from './project-copy';

const root = copyProject();
let outdir: string;
beforeEach(() => {
  outdir = writeBundles();
});
afterEach(() => rmSync(outdir, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

const synthesize = () => {
  const { status, stdout, stderr } = run(root, 'main.ts', outdir);
  return { status, stdout, stderr };
};

test('is silent when all is well', () => {
  expect(synthesize()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'))).toMatchObject({
    stacks: Object.fromEntries(
      ['dev', 'dev-booking', 'staging', 'staging-booking', 'prod'].map((name) => [name, { name }]),
    ),
  });
});

test('says in one line which bundle is missing, without a stack trace', () => {
  rmSync(join(outdir, 'functions/room.zip'));
  expect(synthesize()).toEqual({
    status: 1,
    stdout: '',
    stderr: `${join(outdir, 'functions/room.zip')} is missing. Run \`npm run build\`, which makes it, and synthesize again.\n`,
  });
});

test('says what of the API does not fit together, all of it', () => {
  rmSync(join(outdir, 'resolvers/query.room.js'));
  writeFileSync(join(outdir, 'appsync-functions/extra.js'), '');
  expect(synthesize()).toEqual({
    status: 1,
    stdout: '',
    stderr: `The API does not fit together.
  api/room-cache/wiring.ts wires query.room, which has no code: write api/room-cache/resolvers/query.room.ts
  api/room-cache/functions/extra.ts is not declared: add it in api/room-cache/wiring.ts, or remove it
`,
  });
});

test('says what is wrong in a configuration, and makes no stack', () => {
  const file = join(root, 'environments/dev.ts');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace("region: 'eu-west-1'", "region: 'Ireland'"));
  const { status, stdout, stderr } = synthesize();
  writeFileSync(file, right);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain("'Ireland'");
  expect(stderr).not.toContain('    at ');
  expect(() => readFileSync(join(outdir, 'manifest.json'))).toThrow('ENOENT');
});

test('a bug is shown with the line of TypeScript that it is in', () => {
  const file = join(root, 'stacks/layers/data.ts');
  const right = readFileSync(file, 'utf8');
  const lines = right.split('\n');
  const line = lines.findIndex((text) => text.includes('super(scope, id);')) + 2;
  writeFileSync(
    file,
    [...lines.slice(0, line - 1), "    throw new Error('a bug');", ...lines.slice(line - 1)].join('\n'),
  );
  const { status, stderr } = synthesize();
  writeFileSync(file, right);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`Error: a bug\\n +at new DataLayer \\(.*/stacks/layers/data\\.ts:${line}:`));
});
