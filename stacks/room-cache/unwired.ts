import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisError } from '../errors';
import type { Unwired } from '../system';
import { checkWiring } from './check-wiring';

/** What the synthesis would say of how the API hangs together. Without a schema, that there is none is said instead. */
export const unwired: Unwired = (root, parts) => {
  const schema = join(root, 'api', 'schema.graphql');
  if (!existsSync(schema)) return [];
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- of the checkout that is judged
    const { wiring } = require(join(root, 'api/wiring.ts')) as typeof import('../../api/wiring');
    checkWiring(wiring, { schema: readFileSync(schema, 'utf8'), ...parts });
    return [];
  } catch (error) {
    return error instanceof SynthesisError ? [error.message] : []; // what does not load is of a wrong type, which is said, too
  }
};
