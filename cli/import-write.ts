import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { DeploymentError } from '../deployment/errors';
import type { Context } from '../deployment/project';
import { ConfigurationError, loadEnvironments } from '../environments';
import type { DeclaredTable } from '../import/declared';
import type { FoundTable } from '../import/inspect';
import type { InspectedTable } from '../import/schema';
import { adoptionsOf, isAdopted, writeAdoptions, type Answer } from '../import/write';
import { UserError } from '../local/user-error';
import type { Console } from './commands';
import type { EXIT_CODES } from './exit-codes';

interface Tables {
  readonly found: readonly FoundTable[];
  readonly tables: readonly InspectedTable[];
  readonly declared: readonly DeclaredTable[];
}

/**
 * `trinity import ENV --write`.
 *
 * @param dryRun nothing is written, and what would be is shown
 * @returns `blocked` when a table was not adopted; the others are
 */
export async function writeImport(
  dryRun: boolean,
  { found, tables, declared }: Tables,
  { project, environment }: Pick<Context, 'project' | 'environment'>,
  out: Pick<Console, 'say' | 'result'>,
): Promise<keyof typeof EXIT_CODES> {
  const { name } = environment;
  const answers = adoptionsOf(found, tables, declared, environment);
  const file = `environments/${name}.ts`;
  const path = join(project.root, file);
  const text = readFileSync(path, 'utf8');
  const adopted = new Map(answers.filter(isAdopted).map((one) => [one.declared, one.adoption]));
  const written = adopted.size === 0 ? text : await write({ path, file, text }, adopted, environment);
  const diff = createTwoFilesPatch(file, file, text, written, undefined, undefined, { context: 3 });
  if (written !== text && !dryRun) {
    writeFileSync(`${path}.new`, written);
    renameSync(`${path}.new`, path); // whole or not at all
  }
  out.say(dryRun && written !== text ? diff.trimEnd().split('\n').slice(2) : []);
  out.say(describe(answers, file, name, dryRun));
  out.result({
    schemaVersion: 1,
    environment: name,
    file,
    written: written !== text && !dryRun,
    diff: written === text ? '' : diff,
    tables: answers,
  });
  return answers.every(isAdopted) ? 'success' : 'blocked';
}

function describe(answers: readonly Answer[], file: string, name: string, dryRun: boolean): string[] {
  const would = dryRun ? 'would be' : 'is';
  const lines = answers.map((one) =>
    isAdopted(one)
      ? `${one.name}: ${would} adopted as tables.${one.declared} in ${file}`
      : `${one.name}: NOT ADOPTED as tables.${one.declared}. ${one.reason}`,
  );
  if (answers.length === 0) return [`${name}: no table is there to be adopted that is not adopted already.`];
  if (dryRun || !answers.some(isAdopted)) return lines;
  return [...lines, `Next: read ${file}, then npx trinity import ${name} --check`];
}

async function write(
  file: Parameters<typeof writeAdoptions>[0],
  adopted: Parameters<typeof writeAdoptions>[3],
  environment: Context['environment'],
): Promise<string> {
  try {
    return await writeAdoptions(file, loadEnvironments(), environment, adopted);
  } catch (cause) {
    if (!(cause instanceof ConfigurationError || cause instanceof UserError)) throw cause;
    throw new DeploymentError('invalid', cause.message, 'Nothing was written. docs/adopting-tables.md says more.', {
      cause,
    });
  }
}
