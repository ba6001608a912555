import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocal, type LocalOptions } from '../../local/run';
import { UserError } from '../../programs/user-error';
import { NAMES } from '../../environments/names';
import { copyCheckout } from '../support/checkout';

const checkout = copyCheckout();
afterAll(() => checkout.remove());

/** What is said in place of a start, without a stack; the command line prints it and ends with 1. */
async function refusal(options: LocalOptions): Promise<string> {
  const error = await startLocal({ root: checkout.root, ...options }).then(
    (run) => run.close(),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error('It has started.', { cause: error });
  expect(error.message).not.toMatch(/^\s+at /m);
  return error.message;
}

test('a resolver that breaks the rules of AppSync', async () => {
  const code = 'export function request(ctx) { for (;;) {} }\nexport function response() {}\n';
  const file = join(checkout.root, 'api/room-cache/resolvers/query.genres.ts');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, code);
  expect(await refusal({})).toMatch(
    /^The API trinity-api-dev cannot run:\n {2}api\/room-cache\/resolvers\/query\.genres\.ts:1:\d+ {2}Query\.genres {2}\S.*\nMend it, and run the command again\.$/,
  );
  writeFileSync(file, right);
});

test('a schema with a type that is not there', async () => {
  const file = join(checkout.root, 'api/room-cache/schema.graphql');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace('mediaType: MediaType!): MovieDetails', 'mediaType: MediaType!): MovieDetail'));
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.endsWith(': MovieDetail')) + 1;
  expect(line).toBeGreaterThan(0);
  expect(await refusal({})).toMatch(
    new RegExp(
      `^The API trinity-api-dev cannot run:\\n  api/room-cache/schema\\.graphql:${line}:\\d+  Unknown type "MovieDetail"\\. .*\\nMend it, and run the command again\\.$`,
    ),
  );
  writeFileSync(file, right);
});

test('an environment that does not exist', async () => {
  const message = `There is no environment "production". There are: ${NAMES.join(', ')} (environments/).`;
  expect(await refusal({ environment: 'production', build: false })).toBe(message); // of what the test before synthesized
  expect(await refusal({ environment: 'prod', build: false })).toBe(
    'cdktf.out has no prod, only dev, dev-booking. Run npm run synth.',
  );
});

test('a system that the environment has not', async () => {
  const refused = {
    message: 'prod has no booking: environments/prod.ts has no systems.booking.',
    next: 'booking is in dev, staging: npm start -- dev --system booking runs it.',
  };
  const prod = { root: checkout.root, environment: 'prod', system: 'booking' } as const;
  for (const build of [false, true]) await expect(startLocal({ ...prod, build })).rejects.toMatchObject(refused);
});

test('a stack whose function has no source', async () => {
  rmSync(join(checkout.root, 'functions/room-cache/movie/index.ts'));
  expect(await refusal({})).toMatch(/^The synthesis failed:\n[^]*movie/);
});

test('an environment with a mistake', async () => {
  writeFileSync(join(checkout.root, 'environments/dev.ts'), "export const dev = { name: 'dev' };\n");
  expect(await refusal({})).toContain('The synthesis failed:');
});
