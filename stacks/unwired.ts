import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOf, SYSTEMS, type SystemName } from '../model/systems';
import type { Wiring } from '../model/wiring';
import { SynthesisError } from './errors';
import { checkWiring } from './layers/check-wiring';

interface Bundled {
  readonly system: SystemName;
  readonly name: string;
}

/** What a build has made of the code of the systems' APIs. */
interface BundledApis {
  readonly resolvers: readonly Bundled[];
  readonly appsyncFunctions: readonly Bundled[];
}

/**
 * What a build asks when a type is wrong, and nothing will be synthesized. Apart from the stacks: a build loads no CDK.
 *
 * @param root the checkout
 * @returns what does not fit together, as the synthesis would say it; empty when all does
 */
export const unwired = (root: string, bundled: BundledApis): string[] =>
  SYSTEMS.flatMap((system) => unwiredIn(root, system, bundled));

function unwiredIn(root: string, system: SystemName, { resolvers, appsyncFunctions }: BundledApis): string[] {
  const schema = join(root, schemaOf(system));
  if (!existsSync(schema)) return []; // it has no API, or the synthesis says that the schema is missing
  const names = (files: readonly Bundled[]) => files.filter((one) => one.system === system).map(({ name }) => name);
  const parts = {
    schema: readFileSync(schema, 'utf8'),
    resolvers: names(resolvers),
    functions: names(appsyncFunctions),
  };
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- of the checkout that is judged
    const { wiring } = require(join(root, 'api', system, 'wiring.ts')) as { readonly wiring: Wiring };
    checkWiring(system, wiring, parts);
    return [];
  } catch (error) {
    return error instanceof SynthesisError ? [error.message] : []; // what does not load is of a wrong type, which is said, too
  }
}
