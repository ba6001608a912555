import { requireAccount } from '../deployment/aws/account';
import { awsOf } from '../deployment/aws/clients';
import { DeploymentError } from '../deployment/errors';
import type { Context } from '../deployment/project';
import type { Environment } from '../environments';
import { tablesOfAccount } from '../import/account';
import { declaredTables, releasedTables, type DeclaredTable } from '../import/declared';
import { tablesFromFiles } from '../import/from-files';
import { inspectTables, type FoundTable } from '../import/inspect';
import { withSamples } from '../import/items';
import { matchTables } from '../import/match';
import { renderInspection } from '../import/render';
import type { Inspection, Verdict } from '../import/schema';
import { UserError } from '../programs/user-error';
import { SynthesisError } from '../stacks/errors';
import type { JsonObject } from '../packages/plan-review/src/plan/value';
import type { Console } from './commands';
import type { EXIT_CODES } from './exit-codes';
import type { ImportArguments } from './import-arguments';

/* eslint-disable @typescript-eslint/no-require-imports -- CDKTF takes long to load, and the account is asked first; so does TypeScript, and who only looks writes nothing */
const lazily = {
  tables: () => require('../stacks/room-cache/tables-stack') as typeof import('../stacks/room-cache/tables-stack'),
  check: () => require('./import-check') as typeof import('./import-check'),
  release: () => require('./import-release') as typeof import('./import-release'),
  write: () => require('./import-write') as typeof import('./import-write'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * `trinity import`.
 *
 * @returns how it ends
 * @throws DeploymentError (`invalid`) when there is nothing to compare
 */
export async function importTables(
  args: ImportArguments,
  context: Context,
  out: Pick<Console, 'say' | 'result'>,
): Promise<keyof typeof EXIT_CODES> {
  if (args.action === 'check') return lazily.check().checkImport(context, out);
  const { format } = args;
  const { project, environment, signal } = context;
  if (args.release === undefined && args.from === undefined) await requireAccount(awsOf(environment).sts, environment);
  const stack = await asked(() => lazily.tables().synthesizeTables(environment) as JsonObject);
  const declared = declaredTables(stack);
  const released = releasedTables(stack);
  if (args.release !== undefined)
    return lazily
      .release()
      .releaseTable(args.release, args.dryRun, { declared, released }, { project, environment }, out);
  const found = await asked(() => find(args, declared, environment, signal));
  const tables = await asked(() => inspectTables(found, declared, { given: args.map, released }));
  if (args.action === 'write')
    return lazily.write().writeImport(args.dryRun, { found, tables, declared }, { project, environment }, out);
  const { name, account, region } = environment;
  const inspection: Inspection = { schemaVersion: 1, environment: name, account, region, tables };
  out.say(renderInspection(inspection, format === 'json' ? 'text' : format));
  out.result(inspection);
  return endOf(tables.map(({ verdict }) => verdict));
}

async function find(
  { from, map, sample }: ImportArguments,
  declared: readonly DeclaredTable[],
  environment: Environment,
  signal: AbortSignal,
): Promise<FoundTable[]> {
  if (from !== undefined) return tablesFromFiles(from, environment);
  const aws = awsOf(environment);
  const matched = (names: readonly string[]) => matchTables(names, declared, map).declared;
  const wanted = (names: readonly string[]) => new Set(matched(names).keys());
  const found = await tablesOfAccount(aws, { region: environment.region, wanted, signal });
  if (sample === undefined) return found;
  const names = found.map(({ name }) => name);
  return withSamples(found, aws.dynamodb, { declared: matched(names), sample, signal });
}

function endOf(verdicts: readonly Verdict[]): 'success' | 'changes' | 'blocked' {
  if (verdicts.includes('replace') || verdicts.includes('unreadable')) return 'blocked';
  return verdicts.includes('in-place') ? 'changes' : 'success';
}

/** What somebody asked for, and that cannot be. */
async function asked<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError || cause instanceof SynthesisError)) throw cause;
    throw new DeploymentError('invalid', cause.message, 'docs/adopting-tables.md says what can be read, and how.', {
      cause,
    });
  }
}
