import { commandsOf, RUNBOOKS } from '../runbooks';
import type { Ended } from '../trinity';
import type { World } from '../world';
import { inventory } from './inventory';
import { releasedTable } from './released';
import { deployedAccepting, expectEnd, expectSame, seconds, type Phase } from './phase';
import { fileOf } from '../../environments/names';

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
      const ended = await destroy(world);
      expectSame(ended.code === 0, false, 'whether the destroy succeeded');
      expectSame(await inventory(world), before, 'what is in the account');
      const { project, environment, shell } = world;
      // On a busy machine, cdktf ends before it has shown all that Terraform says.
      const stack = `-chdir=cdktf.out/stacks/${environment.name}`;
      const why = await shell.run('terraform', stack, 'plan', '-destroy', '-lock=false', '-input=false', '-no-color');
      expectEnd(why, 1, /Instance cannot be destroyed/, /prevent_destroy/);

      if (environment.name === 'prod') {
        project.change(RULES, /^ *prodIsProtected,\n/m, '');
        project.change(RULES, /^function prodIsProtected[^]*?^}\n\n/m, '');
      }
      const off = "deletionProtection: { enabled: false, reason: 'rehearsed' }";
      project.change(fileOf(environment.name), /deletionProtection: \{ enabled: true \}/g, off);
      const report = await deployedAccepting(world, 'protection-off', { runbook: 'tearing-down' });
      return `protection taken off by a deploy of its own, which --yes alone does not do, ${seconds(report)}`;
    },
  },
  {
    name: 'destroy leaves nothing but the table that was released',
    async run(world) {
      const ended = await destroy(world);
      expectEnd(ended, 0);
      expectSame(await inventory(world), [`table ${releasedTable(world)}`], 'what is left in the account');
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

/** As the runbook says, prod may be unprotected when a rule that forbids it is gone. */
const RULES = 'environments/room-cache/rules.ts';

const destroy = ({ shell }: World): Promise<Ended> =>
  shell.follow(
    { runbook: 'tearing-down', command: 'npx cdktf destroy staging' },
    '--auto-approve',
    '--skip-provider-lock',
  );
