import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Bundles } from '../../stacks/bundles';
import { SynthesisError } from '../../stacks/errors';
import { writeBundles } from './bundles.fixture';

let outdir: string;
let bundles: Bundles;
beforeEach(() => {
  outdir = writeBundles();
  bundles = new Bundles(outdir, 'room-cache');
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

test('an archive is named from where Terraform runs, and hashed as Lambda does it', () => {
  expect(bundles.archive('cache')).toEqual({
    filename: '../../functions/cache.zip',
    sourceCodeHash: 'W98ghIKbg47c7ZWkdtgnRfvAheas5fpoS+MmmOdCXes=', // openssl dgst -sha256 -binary | base64
  });
});

test('resolvers and AppSync functions are found by name', () => {
  expect(bundles.resolverNames()).toContain('query.roomMovies');
  expect(bundles.resolver('query.roomMovies')).toBe('// query.roomMovies\n');
  expect(bundles.appsyncFunctionNames()).toContain('find-room');
  expect(bundles.appsyncFunction('find-room')).toBe('// find-room\n');
});

test.each<[string, string, () => unknown]>([
  ['an archive', 'functions/room.zip', () => bundles.archive('room')],
  ['a resolver', 'resolvers/query.room.js', () => bundles.resolver('query.room')],
  ['an AppSync function', 'appsync-functions/get-room.js', () => bundles.appsyncFunction('get-room')],
])('%s that is missing says what makes it', (_, file, read) => {
  rmSync(join(outdir, file));
  const message = `${join(outdir, file)} is missing. Run \`npm run build\`, which makes it, and synthesize again.`;
  expect(read).toThrow(SynthesisError);
  expect(read).toThrow(message);
});

test.each<[string, string, string, () => unknown]>([
  ['an archive', 'functions/room-cache/none/index.ts', 'stacks/room-cache/functions.ts', () => bundles.archive('none')],
  [
    'a resolver',
    'api/room-cache/resolvers/query.none.ts',
    'api/room-cache/wiring.ts',
    () => bundles.resolver('query.none'),
  ],
  [
    'an AppSync function',
    'api/room-cache/functions/none.ts',
    'api/room-cache/wiring.ts',
    () => bundles.appsyncFunction('none'),
  ],
])('the source of %s that is missing is named, and what names it', (_, source, names, read) => {
  expect(read).toThrow(SynthesisError);
  expect(read).toThrow(
    `${source} is missing, and ${names} names it. Write it, restore it (git checkout HEAD -- ${source}), or take it out there.`,
  );
});

test('nothing was built at all', () => {
  rmSync(outdir, { recursive: true });
  expect(() => bundles.resolverNames()).toThrow(`${join(outdir, 'resolvers')} is missing. Run \`npm run build\``);
});
