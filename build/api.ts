import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDefinition } from '../packages/appsync-js/src/definition';
import { schemaOf, SYSTEMS, type SystemName } from '../model/systems';
import type { BundledFile, BundleReport } from './bundle-report';
import { hashOf, unlessRemembered } from './remembered';
import { SourceMaps } from './source-maps';

/** What judges, beside the packages. */
export const JUDGE = ['packages/appsync-js/src', 'programs', 'keys'];

/**
 * Asks what `npm start` runs schema and resolvers with, which judges both as AppSync would in the middle of an apply. That takes
 * half a second to load: what was found right once is not judged again while neither has changed.
 *
 * @param outdir where the bundles are
 * @param bundled undefined when there are none: then the schema is judged alone
 * @returns what is wrong, a line each below a heading; none when all is right, or when there is no schema, which main.ts says
 */
export async function apiProblems(root: string, outdir: string, bundled: BundleReport | undefined): Promise<string[]> {
  const code = bundled ? [...bundled.resolvers, ...bundled.appsyncFunctions] : [];
  const problems = await Promise.all(
    SYSTEMS.map((system) =>
      problemsOf(
        root,
        outdir,
        system,
        code.filter((file) => file.system === system),
      ),
    ),
  );
  return problems.flat();
}

async function problemsOf(
  root: string,
  outdir: string,
  system: SystemName,
  files: readonly BundledFile[],
): Promise<string[]> {
  const file = schemaOf(system);
  if (!existsSync(join(root, file))) return [];
  const parts: Parts = {
    schema: { file, sdl: readFileSync(join(root, file), 'utf8') },
    code: files.map(({ source, file }) => [source, readFileSync(join(outdir, file), 'utf8')]),
  };
  const installed = hashOf(root, ['node_modules/.package-lock.json']);
  return unlessRemembered(root, {
    name: 'api',
    hash: () =>
      createHash('sha256')
        .update(JSON.stringify([parts, hashOf(join(__dirname, '..'), JUDGE), installed]))
        .digest('hex'),
    judge: () => Promise.resolve(judge(parts, outdir)),
  });
}

interface Parts {
  readonly schema: { readonly file: string; readonly sdl: string };
  /** What is bundled, by the source. */
  readonly code: readonly (readonly [string, string])[];
}

function judge({ schema, code }: Parts, outdir: string): string[] {
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded only now: it takes half a second */
  const { createApi } =
    require('../packages/appsync-js/src/create-api') as typeof import('../packages/appsync-js/src/create-api');
  const { ResolverCodeError } =
    require('../packages/appsync-js/src/errors') as typeof import('../packages/appsync-js/src/errors');
  /* eslint-enable @typescript-eslint/no-require-imports */
  const nothing = 'nothing';
  const definition: ApiDefinition = {
    ...{ name: schema.file, schema: schema.sdl, apiKeys: [], resolvers: [] },
    dataSources: { [nothing]: { type: 'NONE' } },
    // Which code answers which field is checkWiring's to judge.
    functions: Object.fromEntries(code.map(([name, code]) => [name, { name, dataSource: nothing, code }])),
  };
  try {
    const maps = new SourceMaps(outdir);
    maps.load();
    // By which ways clients come, the stack says.
    createApi(definition, {}, { placesOf: (code) => maps.of(code), schemaSource: schema, anyWayIn: true });
    return [];
  } catch (error) {
    if (error instanceof ResolverCodeError) return error.message.split('\n');
    throw error;
  }
}
