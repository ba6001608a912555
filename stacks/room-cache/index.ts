import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisError } from '../errors';
import type { System } from '../system';
import { RoomCacheStack } from './stack';

export const roomCache: System = {
  compose: (scope, environment, bundles) => new RoomCacheStack(scope, { environment, schema: readSchema(), bundles }),
};

function readSchema(): string {
  const file = join('api', 'schema.graphql');
  const path = join(__dirname, '../..', file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new SynthesisError(`There is no ${file}. Restore it: git checkout HEAD -- ${file}.`);
}
