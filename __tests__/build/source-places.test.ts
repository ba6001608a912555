import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../build/bundle';
import { sourcePlaces } from '../../build/source-places';
import { ResolverCodeError } from '../../local/appsync';
import { ask, computing, createTestApi } from '../local/appsync/test-api';
import { checkout, removeDirectories, writeSource } from './checkout';

afterEach(removeDirectories);

const RESOLVER = 'api/resolvers/query.value.ts';

/** The resolver's code as AppSync gets it, of a checkout in which it calls something of api/shared. */
async function bundled(shared: string) {
  const root = checkout();
  writeSource(root, 'api/shared/helper.ts', shared);
  writeSource(
    root,
    RESOLVER,
    `import { help } from '../shared/helper';

/** Gone from the bundle, as is the type. */
interface Args { what?: { is: string } }

export const request = () => ({ payload: null });
export function response(ctx: { args: Args }): unknown {
  return help(ctx.args);
}
`,
  );
  await bundle({ root });
  return { root, code: readFileSync(join(root, 'cdktf.out/resolvers/query.value.js'), 'utf8') };
}

const HELP = `/** A line more than in the bundle. */
export type Args = { what?: { is: string } };

export function help(args: Args): unknown {
`;

test('what AppSync would refuse is at its line of the source that has it, not at that of the bundle', async () => {
  const { root, code } = await bundled(`${HELP}  for (;;) { return args; }\n}\n`);
  const define = () => createTestApi({ resolvers: [computing(code)] }, {}, { locate: sourcePlaces(root) });
  expect(define).toThrow(ResolverCodeError);
  expect(define).toThrow('\n  api/shared/helper.ts:5:3  Query.value  For statements are not supported');
});

test('what breaks while it runs has the lines of the sources in its log', async () => {
  const { root, code } = await bundled(`${HELP}  return args.what!.is;\n}\n`);
  const logged: { stack?: string[] }[] = [];
  const log = (entry: object) => void logged.push(entry);
  await ask(createTestApi({ resolvers: [computing(code)] }, { log }, { locate: sourcePlaces(root) }));
  expect(logged).toHaveLength(1);
  expect(logged[0]!.stack!.map((frame) => frame.trim())).toEqual([
    expect.stringMatching(/^at help \(api\/shared\/helper\.ts:5:\d+\)$/),
    expect.stringMatching(/^at response \(api\/resolvers\/query\.value\.ts:8:\d+\)$/),
    expect.any(String),
  ]);
});

test.each([
  ['is none of this checkout', 'export function request() {}\nexport function response() {}\n'],
  ['names a source that is gone', '// api/resolvers/query.gone.ts\nfunction request() {}\n'],
  ['is not what its source gives any more', `// ${RESOLVER}\nvar request = () => 1;\n`],
])('code that %s has no place', async (_, code) => {
  const { root } = await bundled(`${HELP}  return args;\n}\n`);
  expect(sourcePlaces(root)(code, { line: 2, column: 1 })).toBeUndefined();
});

test('a line that comes from no source has no place', async () => {
  const { root, code } = await bundled(`${HELP}  return args;\n}\n`);
  expect(sourcePlaces(root)(code, { line: 1, column: 1 })).toBeUndefined();
});
