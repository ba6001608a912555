import { reviewsSchema } from '../../packages/plan-review/src/schema';
import type { Report } from '../../deployment/report/schema';
import { stackName } from '../../environments/stack';
import { systemsOf } from '../../environments/systems';
import type { SystemName } from '../../model/systems';
import { whole } from '../world';
import * as deploys from './deploys';
import { failures } from './failures';
import { newKey } from './reviewed';
import { changes, deployOptions, expectEnd, expectSame, ofSystem, seconds, serving, type Phase } from './phase';

/** A second system comes beside the first, and is broken in the same ways. */
export const beside = (system: SystemName): readonly Phase[] => [
  ...[
    deploys.killedInTheMiddle,
    deploys.takenOver,
    deploys.nothingToDo,
    deploys.oneFunction,
    deploys.rollback,
    deploys.forwardAndBack,
    ...failures,
  ].map((phase) => ofSystem(system, phase)),
  allOfIt,
];

/** What stands in the copy for the plans of all systems. */
const FILE = 'whole.plan';

/** After the systems have been deployed, each by itself. */
const allOfIt: Phase = {
  name: 'commands that name no system go through all of them; one review keeps the plans of all, and one deploy applies them',
  unless: (environment) => (systemsOf(environment).length > 1 ? undefined : 'it has one system'),
  async run(one) {
    const world = whole(one);
    const { environment, shell } = world;
    const stacks = systemsOf(environment).map((system) => stackName(environment.name, system));
    const before = await serving(one);
    shell.env.TRINITY_PLAN_KEY ??= newKey();
    const reviewed = await shell.as('plan').trinity('review', '--plan-out', FILE, '--json');
    expectEnd(reviewed, 0);
    const { reviews } = reviewsSchema.parse(JSON.parse(reviewed.stdout));
    expectSame(
      reviews.map(({ name }) => name),
      stacks,
      'what was reviewed',
    );
    const digests = reviews.map(({ digest }) => digest).join(',');
    const deployed = await shell.trinity('deploy', '--plan', FILE, '--reviewed', digests, ...deployOptions(one));
    expectEnd(deployed, 0);
    const { systems } = JSON.parse(deployed.stdout) as { systems: Report[] };
    expectSame(
      systems.map((report) => [report.system, changes(report)]),
      systemsOf(environment).map((system) => [system, []]),
      'what was deployed',
    );
    expectSame(await serving(one), before, 'versions that serve');
    const status = await shell.trinity('status');
    expectEnd(status, 0, ...stacks.map((stack) => `${stack}:`));
    return `reviewed ${seconds(reviewed)}, deployed ${seconds(deployed)}, status ${seconds(status)}`;
  },
};
