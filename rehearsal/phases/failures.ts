import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { clientsOf } from '../clients';
import type { Report } from '../../deployment/report/schema';
import { own } from '../../keys/own';
import { reportOf } from '../trinity';
import { REHEARSED } from '../systems';
import { stateOf, type World } from '../world';
import { clearLock, deployArguments, killAt } from './killed';
import { deploy, deployed, expectEnd, expectSame, seconds, serving, sourceOf, versions, type Phase } from './phase';

/** Leaves the checkout as it was, and the broken function where nobody is served by it. */
export const brokenFunction: Phase = {
  name: 'a broken function is caught, and what served before serves again',
  async run(world) {
    const { project } = world;
    const good = project.head();
    const before = await serving(world);
    project.change(
      sourceOf(world, 'broken'),
      /export const handler = .*/,
      "export const handler = () => Promise.reject(new Error('Broken on purpose.'));",
    );
    const ended = await deploy(world, { limits: REHEARSED[world.system].soon });
    project.checkOut(good);
    expectEnd(ended, 15);
    return `exit code 15, ${putBack(reportOf(ended), before)}`;
  },
};

/** Deploys that go wrong, each on top of what the one before has left. */
export const failures: readonly Phase[] = [
  brokenFunction,
  {
    name: 'an API that is too slow is caught, and what served before serves again',
    async run(world) {
      const before = await serving(world);
      const fault = world.aws.inject({ service: 'graphql', answer: { kind: 'delay', milliseconds: 300 } });
      const ended = await deploy(world, { limits: REHEARSED[world.system].narrow });
      fault.remove();
      expectEnd(ended, 16, 'allowed are 250 ms');
      return `exit code 16, ${putBack(reportOf(ended), before)}`;
    },
  },
  {
    name: 'an apply that fails leaves the old versions serving',
    async run(world) {
      changeOther(world);
      world.project.change(sourceOf(world, 'changed'), /$/, 'Object.assign(globalThis, { rehearsed: 2 });\n');
      const before = await serving(world);
      const fault = world.aws.inject({
        service: 'lambda',
        operation: 'UpdateAlias',
        after: 1, // one alias is moved, another is not
        times: 1,
        answer: {
          kind: 'error',
          status: 403,
          code: 'AccessDeniedException',
          message: 'User: x is not authorized to perform: lambda:UpdateAlias on resource: one',
        },
      });
      const ended = await deploy(world);
      fault.remove();
      expectEnd(ended, 14, 'The AWS identity may not do lambda:UpdateAlias on one.');
      expectSame(reportOf(ended).status, 'FAILED', 'status');
      expectSame(
        reportOf(ended)
          .steps.find(({ name }) => name === 'rollback')
          ?.detail.includes('from version'),
        true,
        'whether the alias that was moved went back',
      );
      expectSame(await serving(world), before, 'versions that serve');
      return 'exit code 14';
    },
  },
  {
    name: 'the next deploy finishes it, and rides out throttling, faults of AWS and lost answers',
    async run(world) {
      const before = await serving(world);
      changeOther(world);
      const faults = [
        world.aws.inject({
          service: 'lambda',
          operation: 'UpdateFunctionCode',
          times: 2,
          answer: { kind: 'throttle' },
        }),
        world.aws.inject({
          service: 'lambda',
          operation: 'GetFunction',
          times: 2,
          answer: { kind: 'error', status: 500, code: 'ServiceException', message: 'An internal error' },
        }),
        world.aws.inject({
          service: 'dynamodb',
          operation: 'DescribeTable',
          times: 1,
          answer: { kind: 'timeout', milliseconds: 1000 },
        }),
      ];
      const report = await deployed(world);
      for (const fault of faults) fault.remove();
      const hits = faults.reduce((sum, fault) => sum + fault.hits, 0);
      expectSame(hits, 5, 'faults that were met');
      const { changed, other } = REHEARSED[world.system];
      const now = versions(report);
      expectSame(versionOf(now, changed), versionOf(before, changed) + 1, 'version that the failed deploy has made');
      expectSame(versionOf(now, other), versionOf(before, other) + 2, 'version of what has changed once more');
      return `${hits} faults, finished in ${seconds(report)}`;
    },
  },
  {
    name: 'a killed apply leaves a lock that is explained, and the next deploy finishes the work',
    async run(world) {
      changeOther(world);
      const before = await serving(world);
      await killAt(world, deployArguments(world), { service: 'lambda', operation: 'UpdateFunctionCode' });
      await clearLock(world);
      const report = await deployed(world, { runbook: 'stale-lock' });
      const { other } = REHEARSED[world.system];
      expectSame(versionOf(versions(report), other), versionOf(before, other) + 1, `version of ${other}`);
      return `unlocked, finished in ${seconds(report)}`;
    },
  },
  {
    name: 'a state that was deleted is restored from its versions',
    unless: ({ state }) => (state.backend === 's3' ? undefined : 'a local state has no versions'),
    async run(world) {
      const { shell } = world;
      await deleteState(world);
      const listed = await shell.follow({ runbook: 'lost-state', command: 'bin/trinity state staging' }, '--json');
      expectEnd(listed, 0);
      const { versions } = JSON.parse(listed.stdout) as { versions: { id: string; current: boolean }[] };
      expectSame(
        versions.some(({ current }) => current),
        false,
        'whether a version is current',
      );
      const VERSION_ID = versions[0]?.id ?? '';
      const command = 'bin/trinity state staging --restore VERSION_ID';
      expectEnd(await shell.follow({ runbook: 'lost-state', command, values: { VERSION_ID } }), 0);
      const status = await shell.follow({ runbook: 'lost-state', command: 'bin/trinity status staging' });
      expectEnd(status, 0, 'Drift: none', 'This checkout: deployed');
      expectSame((await deployed(world, { runbook: 'lost-state' })).resources?.changes, [], 'changes');
      return `${versions.length} versions were kept`;
    },
  },
];

/** What a deploy that was rolled back has said, compared with what served before it. */
function putBack(report: Report, before: Record<string, string>): string {
  expectSame(report.status, 'ROLLED_BACK', 'status');
  expectSame(versions(report), before, 'versions that serve');
  const step = report.steps.find(({ name }) => name === 'rollback');
  return `put back in ${((step?.durationMs ?? 0) / 1000).toFixed(2)} s`;
}

const versionOf = (all: Record<string, string>, fn: string): number => Number(own(all, fn));

let changed = 0;

/** Another build of a function, which does the same. */
function changeOther(world: World): void {
  changed += 1;
  world.project.change(sourceOf(world, 'other'), /$/, `Object.assign(globalThis, { rehearsed: ${changed} });\n`);
}

/** As whoever cleans up in the wrong place does it. */
async function deleteState(world: World): Promise<void> {
  const state = stateOf(world);
  if (state.backend !== 's3') return;
  const { s3 } = clientsOf(world.aws, world.environment.region);
  await s3.send(new DeleteObjectCommand({ Bucket: state.bucket, Key: state.key }));
}
