import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import { fileOf } from '../../environments/names';
import { resourceOf } from '../../environments/physical-name';
import { stackName } from '../../environments/stack';
import { systemsOf } from '../../environments/systems';
import { sectionOf, type SystemName } from '../../model/systems';
import { clientsOf } from '../clients';
import { commandsOf, RUNBOOKS } from '../runbooks';
import type { Ended } from '../trinity';
import { bucketOf, inSystem, whole, type World } from '../world';
import { inventory } from './inventory';
import { killAt, unlock } from './killed';
import { releasedTable } from './released';
import { deployedAccepting, expectEnd, expectSame, seconds, type Phase } from './phase';

/** How an environment ends. */
export const end: readonly Phase[] = [
  {
    name: 'destroy is refused as long as the tables are protected, and has destroyed nothing',
    unless: ({ systems }) =>
      Object.values(systems.roomCache.tables).every((table) => table.deletionProtection.enabled)
        ? undefined
        : 'it may be destroyed whole',
    async run(world) {
      const before = await inventory(world);
      const { project, environment } = world;
      const systems = systemsOf(environment);
      for (const system of systems) {
        const refused = await destroy(inSystem(world, system));
        expectEnd(refused, 12, ...protectedTables(environment, system), 'Nothing was changed.');
      }
      expectSame(await inventory(world), before, 'what is in the account');

      if (environment.name === 'prod') {
        project.change(RULES, "if (name !== 'prod') return [];", 'if (name !== undefined) return [];');
      }
      const off = "deletionProtection: { enabled: false, reason: 'rehearsed' }";
      project.change(fileOf(environment.name), /deletionProtection: \{ enabled: true \}/g, off);
      const took: string[] = [];
      for (const system of systems) {
        const one = inSystem(world, system);
        took.push(seconds(await deployedAccepting(one, 'protection-off', { runbook: 'tearing-down' })));
      }
      return `protection taken off by a deploy of its own, which --yes alone does not do, ${took.join(', ')}`;
    },
  },
  {
    name: 'destroy, killed half-way and run again, leaves nothing but the table that was released',
    async run(played) {
      const world = whole(played); // the last system first
      await killAt(world, ['destroy', world.environment.name, '--yes'], {
        service: 'appsync',
        operation: 'DeleteDataSource', // before the tables that it reads
      });
      if (world.environment.state.backend === 's3') {
        expectEnd(await destroy(world), 12, 'is locked', 'Nothing was changed.');
        await unlock(inSystem(world, systemsOf(world.environment).at(-1)!));
      }
      const ended = await destroy(world);
      expectEnd(ended, 0, "TMDB's key stays", 'What is lost:');
      expectSame(await inventory(world), [`table ${releasedTable(world)}`], 'what is left in the account');
      expectSame(await besideState(world), [], 'what is left of the state and beside it');
      const nothing = systemsOf(world.environment).map(
        (system) => `Nothing of ${stackName(world.environment.name, system)} is deployed.`,
      );
      expectEnd(await destroy(world), 0, ...nothing);
      return seconds(ended);
    },
  },
  {
    name: 'every command of every runbook was run',
    unless: ({ state }) => (state.backend === 's3' ? undefined : 'some are about a remote state'),
    run({ shell, project }) {
      const all = RUNBOOKS.flatMap((runbook) =>
        commandsOf(project.root, runbook).map((command) => `${runbook}: ${command}`),
      );
      expectSame(
        all.filter((command) => !shell.followed.has(command)),
        [],
        'commands that were not run',
      );
      return Promise.resolve(`${new Set(all).size} commands in ${RUNBOOKS.length} runbooks`);
    },
  },
];

/** As the runbook says, prod may be unprotected when the rule that forbids it, the first of them, says nothing. */
const RULES = 'environments/resources/rules.ts';

const destroy = ({ shell }: World): Promise<Ended> =>
  shell.follow({ runbook: 'tearing-down', command: 'bin/trinity destroy staging' }, '--yes');

/** As the refusal names them, the released one apart, which is not this project's. */
const protectedTables = ({ systems }: Environment, system: SystemName): string[] =>
  Object.keys(systems[sectionOf(system)]?.tables ?? {})
    .filter((id) => id !== 'roomCacheMetadata')
    .map((id) => `aws_dynamodb_table.${resourceOf(id).replaceAll('-', '_')} is protected`);

/** Current objects of the bucket, or files of the checkout. */
async function besideState({ aws, environment, project }: World): Promise<string[]> {
  if (environment.state.backend === 'local') {
    const records = join(project.root, 'deployments');
    const files = [...readdirSync(project.root), ...(existsSync(records) ? readdirSync(records) : [])];
    return files.filter((file) => file.includes('.tfstate') || file.startsWith(environment.name));
  }
  const { s3 } = clientsOf(aws, environment.state.region);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucketOf(environment, project.account) }));
  return Contents.map(({ Key = '' }) => Key);
}
