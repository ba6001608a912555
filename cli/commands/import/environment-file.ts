import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { writeWhole } from '../../../build/write-whole';
import { DeploymentError } from '../../../deployment/errors';
import type { Context } from '../../../deployment/project';
import { loadEnvironments } from '../../../environments';
import { writeTables } from '../../../import/write';
import { UserError } from '../../../programs/user-error';
import { fileOf } from '../../../environments/names';

export interface Rewritten {
  /** `environments/dev.ts` */
  readonly file: string;
  /** Unified; empty when nothing changes. */
  readonly diff: string;
}

/**
 * Writes settings of tables into an environment's file, whole or not at all.
 *
 * @param settings by what the configuration calls the tables
 * @param dryRun nothing is written, and what would be is returned
 * @throws DeploymentError (`invalid`) when the file cannot be edited, or would break a rule
 */
export async function rewriteTables(
  settings: Parameters<typeof writeTables>[3],
  dryRun: boolean,
  { project, environment }: Pick<Context, 'project' | 'environment'>,
): Promise<Rewritten> {
  const file = fileOf(environment.name);
  const path = join(project.root, file);
  const text = readFileSync(path, 'utf8');
  const written = settings.size === 0 ? text : await textWith({ path, file, text }, settings, environment);
  if (written === text) return { file, diff: '' };
  if (!dryRun) {
    writeWhole(path, written);
  }
  return { file, diff: createTwoFilesPatch(file, file, text, written, undefined, undefined, { context: 3 }) };
}

/** For a person: without the lines that name the files. */
export const shownDiff = ({ diff }: Rewritten): string[] => (diff === '' ? [] : diff.trimEnd().split('\n').slice(2));

async function textWith(
  file: Parameters<typeof writeTables>[0],
  settings: Parameters<typeof writeTables>[3],
  environment: Context['environment'],
): Promise<string> {
  try {
    return await writeTables(file, loadEnvironments(), environment, settings);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new DeploymentError('invalid', cause.message, 'Nothing was written. docs/adopting-tables.md says more.', {
      cause,
    });
  }
}
