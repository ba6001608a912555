import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOf, type SystemName } from '../../model/systems';
import { SynthesisError } from '../errors';

/** @returns the SDL of a system's API @throws SynthesisError when there is none */
export function readSchema(system: SystemName): string {
  const file = schemaOf(system);
  const path = join(__dirname, '../..', file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new SynthesisError(`There is no ${file}. Restore it: git checkout HEAD -- ${file}.`);
}
