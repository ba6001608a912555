import { requireAccount } from '../../../deployment/aws/account';
import { awsOf } from '../../../deployment/aws/clients';
import { DeploymentError } from '../../../deployment/errors';
import type { Context } from '../../../deployment/project';
import type { Environment } from '../../../environments';
import { tablesOfAccount } from '../../../import/account';
import { declaredTables, releasedTables, type DeclaredTable } from '../../../import/declared';
import { tablesFromFiles } from '../../../import/from-files';
import { inspectTables, type FoundTable } from '../../../import/inspect';
import { withSamples } from '../../../import/items';
import { matchTables } from '../../../import/match';
import { renderInspection } from '../../../import/render';
import type { Inspection, InspectedTable } from '../../../import/schema';
import { UserError } from '../../../programs/user-error';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import type { Console } from '../command';
import type { Format } from '../../../packages/plan-review/src/cli/arguments';
import type { Verdict } from '../../../packages/plan-review/src/cli/show';

/** Which tables there are, and which is which. */
export interface Sought {
  /** A file or a folder that describes the tables. Default: the account is asked. */
  readonly from?: string;
  /** Names of tables by what the configuration calls them. */
  readonly map: ReadonlyMap<string, string>;
  /** Items of each table to read, at most. Default: none is read. */
  readonly sample?: number;
}

/** Compare, write the adoption into the configuration, say whether what it has is safe, or let a table go. */
export type ImportArguments =
  | (Sought & { readonly action: 'inspect'; readonly format: Format })
  | (Sought & { readonly action: 'write'; readonly dryRun: boolean })
  | { readonly action: 'check' }
  /** `table`: as the configuration or AWS calls it. */
  | { readonly action: 'release'; readonly table: string; readonly dryRun: boolean };

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
): Promise<Verdict> {
  // CDKTF takes long to load, and the account is asked first; so does TypeScript, and who only looks writes nothing.
  if (args.action === 'check') {
    const { checkImport }: typeof import('./check') = require('./check');
    return checkImport(context, out);
  }
  const { environment, signal } = context;
  if (args.action !== 'release' && args.from === undefined) await requireAccount(awsOf(environment).sts, environment);
  const {
    synthesizeTables,
  }: typeof import('../../../stacks/room-cache/tables-stack') = require('../../../stacks/room-cache/tables-stack');
  const stack = await asked(() => synthesizeTables(environment) as JsonObject);
  const declared = declaredTables(stack);
  const released = releasedTables(stack);
  if (args.action === 'release') {
    const { releaseTable }: typeof import('./release') = require('./release');
    return releaseTable(args.table, args.dryRun, { declared, released }, context, out);
  }
  const found = await asked(() => find(args, declared, environment, signal));
  const tables = await asked(() => inspectTables(found, declared, { given: args.map, released }));
  if (args.action === 'write') {
    const { writeImport }: typeof import('./write') = require('./write');
    return writeImport(args.dryRun, { found, tables, declared }, context, out);
  }
  const { name, account, region } = environment;
  const inspection: Inspection = { schemaVersion: 1, environment: name, account, region, tables };
  out.say(renderInspection(inspection, args.format === 'json' ? 'text' : args.format));
  out.result(inspection);
  return endOf(tables);
}

async function find(
  { from, map, sample }: Sought,
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

function endOf(tables: readonly InspectedTable[]): Verdict {
  const verdicts = tables.map(({ verdict }) => verdict);
  if (verdicts.includes('replace') || verdicts.includes('unreadable')) return 'blocked';
  return verdicts.includes('in-place') ? 'changes' : 'success';
}

/** What somebody asked for, and that cannot be. */
async function asked<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new DeploymentError('invalid', cause.message, 'docs/adopting-tables.md says what can be read, and how.', {
      cause,
    });
  }
}
