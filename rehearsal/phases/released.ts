import type { World } from '../world';
import { filmsOfMembers } from './adopted';
import { byAPerson } from './adopting';
import { deployArguments, killAt, unlock, type Moment } from './killed';
import { dropByHand, tablesMadeByHand } from './made-by-hand';
import { changes, deployed, expectEnd, expectSame, refusedFor, stepsOf, type Phase } from './phase';
import { expectAsRemembered, remember } from './remembered';

const ADDRESS = 'aws_dynamodb_table.room_cache_metadata';

/** All that such a deploy writes; the lock beside the state has no lineage. */
const STATE_WRITTEN: Moment = { service: 's3', operation: 'PutObject', about: '"lineage"' };

/** Physical name of the table that `released` releases. It stays when the environment goes. */
export const releasedTable = ({ environment }: World): string => tablesMadeByHand(environment).roomCacheMetadata.name;

/** After `indexesDropped`. All that comes after runs with a table that the state does not have. */
export const released: Phase = {
  name: 'a table is released: out of the state without a write to AWS, and used as it is from then on',
  async run(world) {
    const { environment, project, aws } = world;
    const { shell } = byAPerson(world);
    const name = releasedTable(world);
    await remember(world);
    const follow = (command: string) =>
      shell.follow({ runbook: 'releasing', command: `bin/trinity import staging ${command}`, values: { TABLE: name } });
    expectEnd(
      await follow('--release TABLE'),
      0,
      `${name}: is released, as systems.roomCache.tables.roomCacheMetadata`,
    );
    expectEnd(await follow('--check'), 0, `${ADDRESS}: goes out of the state, and stays in AWS as it is`);
    project.commit('Release what the caches say of themselves');

    const before = aws.requests.length;
    const { report: refused, accept } = await refusedFor(world, 'stateful-loss', { runbook: 'releasing' });
    expectSame(changes(refused), [`forget ${ADDRESS}`], 'changes');
    const isRemote = environment.state.backend === 's3';
    if (isRemote) {
      await killAt(world, deployArguments(world, { accept }), STATE_WRITTEN);
      await unlock(world);
    }
    const report = await deployed(world, { runbook: 'releasing', ...(!isRemote && { accept }) });
    const left = isRemote ? [] : [`forget ${ADDRESS}`];
    expectSame(changes(report), left, 'changes after the state was written and nobody heard of it');
    const theirs = report.tables.filter(({ released }) => released).map((one) => one.name);
    expectSame(theirs, [name], 'released tables in the report');
    const settings = aws.requests
      .slice(before)
      .filter(({ service, operation }) => service === 'dynamodb' && !/^(Describe|List|Get)|Item|Query/.test(operation))
      .map(({ operation }) => operation);
    expectSame(settings, [], 'requests that change a table');
    await expectAsRemembered(world);
    await filmsOfMembers(world);
    await dropByHand(world, tablesMadeByHand(environment).rooms.name);
    return stepsOf(report);
  },
};
