import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { readState } from '../../../deployment/terraform/state';
import { tableChecks } from '../../../deployment/verify/table';
import type { Adoption } from '../../../environments/resources/table';
import { tablesOfAccount } from '../../../import/account';
import { adoptionOf, unknownOf } from '../../../import/adoption';
import { checkAdoptions } from '../../../import/check';
import { compareTables } from '../../../import/compare';
import { declaredTables } from '../../../import/declared';
import type { FoundTable } from '../../../import/inspect';
import { installProvider } from '../../../rehearsal/provider';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { readPlan } from '../../../packages/plan-review/src/review';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { deployedWith, run } from '../../deployment/verify/fakes';
import { REGION, startAws } from '../../rehearsal/aws/support';
import { Terraform } from '../../stacks/terraform';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { declare, synthesizeTables, type Configured, type Declaration } from '../adopted';
import { makeTable } from './make';
import { shapesWith } from './shapes';

const directory = mkdtempSync(join(tmpdir(), 'trinity-adopted-'));
afterAll(() => rmSync(directory, { recursive: true }));

const why = whyMissing(['terraform', 'moto_server']);
const provider = why === undefined ? installProvider(process.env) : undefined;

const off = { enabled: false, reason: 'a test' } as const;
const CONFIGURED: Configured = {
  billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 500, maxWriteRequestUnits: 500 },
  deletionProtection: off,
  pointInTimeRecovery: off,
};

/** Adopted, but nobody made it in this account: it is made as the adoption says. */
const ABSENT = {
  id: 'absent',
  key: [{ name: 'id', type: 'S' }],
  configured: CONFIGURED,
  adopt: { name: 'nobody-made-it', stream: 'NEW_IMAGE' },
} as const satisfies Declaration;

interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly importing?: { readonly id: string };
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

describeUnless(why ?? provider?.why, 'tables of all shapes, adopted', () => {
  let emulated: EmulatedAws;
  let aws: Aws;
  let terraform: Terraform;
  let adopted: Declaration[];

  const tables = () =>
    tablesOfAccount(aws, { region: REGION, wanted: (all) => new Set(all), signal: new AbortController().signal });
  const write = (stack: JsonObject) => writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
  /** What a plan would do; the plan is kept for `applyPlan`. */
  async function changes(): Promise<readonly ResourceChange[]> {
    await terraform.plan();
    const { stdout } = await terraform.run('show', '-json', 'plan');
    return (JSON.parse(stdout) as { readonly resource_changes: readonly ResourceChange[] }).resource_changes;
  }

  beforeAll(async () => {
    emulated = await startAws();
    aws = createAws(REGION, {
      endpoint: emulated.endpoint,
      credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' },
    });
  });
  afterAll(async () => {
    await terraform?.close();
    await emulated?.close();
    if (provider) rmSync(provider.directory, { recursive: true });
  });

  test('each is read, its adoption written and planned: all are imported, nothing changes, then or later; what is not there is made', async () => {
    const { KeyMetadata: customerKey } = await aws.kms.send(new CreateKeyCommand({}));
    const shapes = shapesWith(customerKey!.Arn!);
    const names = new Map(Object.keys(shapes).map((shape, at) => [`made-by-hand-${at}`, shape]));
    for (const [name, shape] of names) await makeTable(name, shapes[shape]!, aws);
    const found = await tables();
    expect(found).toHaveLength(names.size);

    adopted = found.map(({ name, table, reason }, at): Declaration => {
      if (!table) throw new Error(`${names.get(name)}: ${reason}`);
      expect([names.get(name), ...unknownOf(table)]).toEqual([names.get(name)]);
      const base = { id: `table-${at}`, key: table.key, configured: CONFIGURED };
      const adopt = adoptionOf(table, declare(base, {}).table, {});
      const declared = declare({ ...base, adopt }, {});
      const different = compareTables(table, declared.table).filter(({ effect }) => effect !== 'unseen');
      expect([names.get(name), ...different]).toEqual([names.get(name)]);
      return { ...base, adopt };
    });

    write(synthesizeTables([...adopted, ABSENT], {}));
    terraform = new Terraform(directory, { ...process.env, ...emulated.env });
    await terraform.init(provider!.directory);
    const changed = (await changes())
      .filter(({ change }) => change.actions.join() !== 'no-op' || !change.importing)
      .map(({ address, change: { actions, before, after } }) => {
        const at = Number(/\.table_(\d+)/.exec(address)?.[1]);
        const attributes = Object.keys({ ...before, ...after }).filter(
          (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
        );
        return {
          shape: names.get(found[at]?.name ?? ''),
          address,
          actions,
          attributes: attributes.map((name) => [name, before?.[name], after?.[name]]),
        };
      })
      .filter(({ address, actions }) => address !== `aws_dynamodb_table.${ABSENT.id}` || actions.join() !== 'create');
    expect(changed).toEqual([]);

    await terraform.applyPlan();
    expect(await terraform.plan()).toEqual([]); // the blocks stay, and do nothing
    const made = await aws.dynamodb.send(new DescribeTableCommand({ TableName: ABSENT.adopt.name }));
    expect(made.Table?.StreamSpecification?.StreamViewType).toBe(ABSENT.adopt.stream);
  });

  test('what scales a table is changed as its adoption names it, and not otherwise', async () => {
    const name = 'made-by-hand-scaled';
    const scaling = { kind: 'Read', policy: 'reads', min: 2, max: 20, target: 60 } as const;
    await makeTable(name, { ...shapesWith('').autoscaled!, scaling: [scaling] }, aws);
    const found = (await tables()).filter((one) => one.name === name);
    const { table } = found[0]!;
    const base = { id: 'scaled', key: table!.key, configured: CONFIGURED };
    const kept = adoptionOf(table!, declare(base, {}).table, {});
    const read = { min: 3, max: 30, targetUtilization: 70, policy: { name: 'reads' } };
    const billing = { ...kept.billing, read } as NonNullable<Adoption['billing']>;

    /** What `trinity import --check` says, by the type of what is imported. */
    const check = async (changes: Record<string, string>) => {
      const declaration: Declaration = { ...base, adopt: { ...kept, billing, changes } };
      const stack = synthesizeTables([...adopted, ABSENT, declaration], {});
      write(stack);
      await terraform.plan();
      const { plan } = readPlan((await terraform.run('show', '-json', 'plan')).stdout);
      const tables = { scaled: { ...CONFIGURED, adopt: declaration.adopt } };
      const of = { name: 'test', tags: {}, systems: { roomCache: { tables } } };
      const addresses = (stack['import'] as { to: string }[]).map(({ to }) => to).filter((to) => /\.scaled/.test(to));
      const checked = checkAdoptions(plan, addresses, found, declaredTables(stack), of as never);
      return {
        declaration,
        problems: checked.flatMap(({ address, problems }) => problems.map((one) => `${address}: ${one}`)),
        changes: checked.flatMap(({ address, changes: named }) => named.map((one) => `${address}: ${one}`)),
      };
    };

    const { problems } = await check({});
    const target = 'aws_appautoscaling_target[read]';
    const unnamed = ['max_capacity', 'min_capacity'].map(
      (one) =>
        `aws_appautoscaling_target.scaled_read: The plan changes ${target}.${one}, which the adoption does not name.`,
    );
    expect(problems).toEqual([
      `aws_dynamodb_table.scaled: ${target}: It goes from autoscaling from 2 to 20 units at 60 per cent to autoscaling from 3 to 30 units at 70 per cent.`,
      ...unnamed,
      'aws_appautoscaling_policy.scaled_read: The plan changes aws_appautoscaling_policy[read].target_tracking_scaling_policy_configuration[0].target_value, which the adoption does not name.',
    ]);
    const named = await check({ [target]: 'more readers' });
    expect(named.problems).toEqual([]);
    expect(named.changes).toEqual([
      expect.stringMatching(/^aws_dynamodb_table\.scaled: .* It goes from .* Why: more readers$/),
      `aws_appautoscaling_target.scaled_read: ${target}: more readers`,
      `aws_appautoscaling_policy.scaled_read: ${target}: more readers`,
    ]);

    await terraform.applyPlan();
    expect(await terraform.plan()).toEqual([]);
    const [changed] = (await tables()).filter((one) => one.name === name);
    expect(changed?.table?.scaling?.read).toMatchObject({ min: 3, max: 30, target: 70, policy: { name: 'reads' } });
    adopted.push(named.declaration);
  });

  test('released, they and what scales them go out of the state without a write to AWS, whatever protects them, and stay out', async () => {
    const found = await tables();
    const name = (one: FoundTable | undefined) => one!.name;
    const scaled = found.find(({ table }) => table?.scaling?.read?.policy && table.globalIndexes?.size)!;
    const guarded = found.find(({ table }) => table?.deletionProtection)!;
    expect([scaled, guarded]).not.toContain(undefined);
    const before = emulated.requests.length;

    const rest = adopted.filter(({ adopt }) => ![scaled, guarded].map(name).includes(adopt!.name));
    const released = adopted.filter((one) => !rest.includes(one));
    write(synthesizeTables([...rest, ABSENT, ...released.map((one) => ({ ...one, released: true }))], {}));
    const planned = (await changes()).filter(({ change }) => change.actions.join() !== 'no-op');
    expect(planned.map(({ change }) => change.actions.join())).toEqual(planned.map(() => 'forget'));
    const types = planned.map(({ address }) => address.split('.')[0]);
    expect(types.filter((type) => type === 'aws_dynamodb_table')).toHaveLength(2);
    expect(types).toContain('aws_appautoscaling_policy');
    await terraform.applyPlan();
    expect(await terraform.plan()).toEqual([]);
    const state = await terraform.run('state', 'list');
    expect(state.stdout).not.toMatch(new RegExp(`^aws_\\S+\\.${released[0]!.id.replace('-', '_')}\\b`, 'm'));

    const { used } = readState((await terraform.run('state', 'pull')).stdout);
    const checks = tableChecks({ ...deployedWith(), used }, aws);
    expect(checks.map((check) => check.name)).toEqual(
      released.map(({ adopt }) => `table ${adopt!.name} (released)`).toSorted(),
    );
    for (const check of checks) expect(await run(check)).toMatchObject({ status: 'passed' });

    const asked = emulated.requests.slice(before).map(({ operation }) => operation);
    expect([...new Set(asked)].filter((one) => !/^(Describe|List|Get)/.test(one))).toEqual([]);
    expect(await tables()).toEqual(found);
  });

  test('a released table that is not there, or has another key, stops the plan', async () => {
    const [one] = adopted;
    const plan = async (changed: Partial<Declaration>) => {
      write(synthesizeTables([{ ...one!, ...changed, released: true }], {}));
      const { status, stdout, stderr } = await terraform.run('plan', '-no-color', '-input=false');
      return { status, said: (stdout + stderr).replace(/\s*\n[│ ]*/g, ' ') };
    };
    const another = await plan({ key: [{ name: 'elsewhere', type: 'S' }] });
    expect(another).toMatchObject({ status: 1 });
    expect(another.said).toContain('has another key than the application reads and writes: elsewhere (S).');
    const absent = await plan({ adopt: { name: 'nobody-has-it' } });
    expect(absent).toMatchObject({ status: 1 });
    expect(absent.said).toContain('nobody-has-it');
  });
});
