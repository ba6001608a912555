import { rmSync } from 'node:fs';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { readPlan } from '../../../packages/plan-review/src/plan/read';
import { applyFails } from '../../../packages/plan-review/src/rules/apply-fails';
import { neverSettles } from '../../../packages/plan-review/src/rules/never-settles';
import { startAws } from '../../rehearsal/aws/support';
import { installProvider } from '../../../rehearsal/provider';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { applied, failing, planned } from '../plans/recording/step';
import { configurationsOf } from '../plans/recording/table-updates';
import { openWorkspace, type Workspace } from '../plans/recording/workspace';

const updated = (json: string) => readPlan(json).plan.resources.filter(({ action }) => action === 'update');

const why = whyMissing(['terraform', 'moto_server']);
const provider = why === undefined ? installProvider(process.env) : undefined;
afterAll(() => provider && rmSync(provider.directory, { recursive: true, force: true }));

describeUnless(why ?? provider?.why, 'changes of tables, applied', () => {
  let aws: EmulatedAws;
  let workspace: Workspace;
  beforeAll(async () => {
    aws = await startAws();
    workspace = openWorkspace(aws);
  });
  afterAll(async () => {
    workspace.remove();
    await aws.close();
  });

  test('what the rules say is refused, or never settles, is still to be done after the apply, and nothing else is', async () => {
    const [before, after] = configurationsOf();
    await workspace.follow([...applied(before), ...planned(after)]);
    const json = await workspace.show();
    const { plan } = readPlan(json);
    const changes = updated(json);
    const refused = changes.filter((one) => applyFails.find(one, plan) !== undefined);
    const unsettled = changes.filter((one) => neverSettles.find(one, plan) !== undefined);
    expect(refused.length).toBeGreaterThan(5);
    await workspace.follow([...failing(after), ...planned(after)]);
    const left = updated(await workspace.show()).map(({ address }) => address);
    expect(left).toEqual([...new Set([...refused, ...unsettled].map(({ address }) => address))].sort());
  });
});
