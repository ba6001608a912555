import { DeploymentError } from '../../../deployment/errors';
import type { Context } from '../../../deployment/project';
import { nearest } from '../../../keys/nearest';
import type { DeclaredTable, ReleasedTable } from '../../../import/declared';
import type { Console } from '../command';
import { rewriteTables, shownDiff } from './environment-file';
import { fileOf } from '../../../environments/names';

interface Tables {
  readonly declared: readonly DeclaredTable[];
  readonly released: readonly ReleasedTable[];
}

/**
 * `trinity import ENV --release TABLE`. AWS is not asked: a deploy takes the table out of the state.
 *
 * @param table what the configuration calls it, or its name in AWS
 * @param dryRun nothing is written, and what would be is shown
 * @throws DeploymentError (`invalid`) when the configuration has no such table, or cannot be written
 */
export async function releaseTable(
  table: string,
  dryRun: boolean,
  { declared, released }: Tables,
  context: Pick<Context, 'project' | 'environment'>,
  out: Pick<Console, 'say' | 'result'>,
): Promise<'success'> {
  const { name } = context.environment;
  const one = find(table, [...declared, ...released], name);
  const isReleased = released.some(({ id }) => id === one.id);
  const settings = new Map(isReleased ? [] : [[one.id, { released: true as const }]]);
  const rewritten = await rewriteTables(settings, dryRun, context);
  const { file, diff } = rewritten;
  if (dryRun) out.say(shownDiff(rewritten));
  const where = `systems.roomCache.tables.${one.id} in ${file}`;
  out.say(
    isReleased
      ? [`${one.name}: is released already, as ${where}.`]
      : [
          `${one.name}: ${dryRun ? 'would be' : 'is'} released, as ${where}. The next deploy takes it and what scales it out of the state, without a call to AWS; it is used as it is.`,
          ...(dryRun ? [] : [`Next: read ${file}, then bin/trinity import ${name} --check`]),
        ],
  );
  out.result({ schemaVersion: 1, environment: name, file, written: diff !== '' && !dryRun, diff, released: one.id });
  return 'success';
}

function find(table: string, all: readonly ReleasedTable[], environment: string): ReleasedTable {
  const found = all.find(({ id }) => id === table) ?? all.find(({ name }) => name === table);
  if (found) return found;
  const names = all.flatMap(({ id, name }) => [id, name]);
  const meant = nearest(table, names);
  throw new DeploymentError(
    'invalid',
    `${fileOf(environment)} has no table ${table}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    `There are ${all.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
  );
}
