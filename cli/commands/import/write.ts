import type { Context } from '../../../deployment/project';
import { loadEnvironments, type Environment } from '../../../environments';
import type { DeclaredTable } from '../../../import/declared';
import type { FoundTable } from '../../../import/inspect';
import type { InspectedTable } from '../../../import/schema';
import { adoptionsOf, isAdopted, loadWith, type Answer } from '../../../import/write';
import type { Console } from '../command';
import { rewriteTables, shownDiff } from './environment-file';
import type { Verdict } from '../../../packages/plan-review/src/cli/show';

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
): Promise<Verdict> {
  const answers = adoptionsOf(found, tables, declared, environment, (settings) =>
    loadWith(loadEnvironments(), environment, settings),
  );
  const adopted = new Map(answers.filter(isAdopted).map((one) => [one.declared, { adopt: one.adoption }]));
  const rewritten = await rewriteTables(adopted, dryRun, { project, environment });
  const { file, diff } = rewritten;
  const { name, account, region } = environment;
  if (dryRun) out.say(shownDiff(rewritten));
  out.say(describe(answers, file, { name, account, region }, dryRun));
  out.result({ schemaVersion: 1, environment: name, file, written: diff !== '' && !dryRun, diff, tables: answers });
  return answers.every(isAdopted) ? 'success' : 'blocked';
}

function describe(
  answers: readonly Answer[],
  file: string,
  { name, account, region }: Pick<Environment, 'name' | 'account' | 'region'>,
  dryRun: boolean,
): string[] {
  const would = dryRun ? 'would be' : 'is';
  const lines = answers.map((one) =>
    isAdopted(one)
      ? `${one.name}: ${would} adopted as systems.roomCache.tables.${one.declared} in ${file}`
      : `${one.name}: NOT ADOPTED as systems.roomCache.tables.${one.declared}. ${one.reason}`,
  );
  if (answers.length === 0) {
    return [
      `${name}: no table is there, in account ${account}, ${region}, to be adopted that is not adopted already. bin/trinity import ${name} --inspect shows those that are.`,
    ];
  }
  if (dryRun || !answers.some(isAdopted)) return lines;
  return [...lines, `Next: read ${file}, then bin/trinity import ${name} --check`];
}
