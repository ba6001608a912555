import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { tablesOfAccount } from '../../../import/account';
import { adoptionOf, unknownOf } from '../../../import/adoption';
import { compareTables } from '../../../import/compare';
import { installProvider } from '../../../rehearsal/provider';
import type { EmulatedAws } from '../../../rehearsal/aws';
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
    const found = await tablesOfAccount(aws, {
      region: REGION,
      wanted: (all) => new Set(all),
      signal: new AbortController().signal,
    });
    expect(found).toHaveLength(names.size);

    const declarations = found.map(({ name, table, reason }, at): Declaration => {
      if (!table) throw new Error(`${names.get(name)}: ${reason}`);
      expect([names.get(name), ...unknownOf(table)]).toEqual([names.get(name)]);
      const base = { id: `table-${at}`, key: table.key, configured: CONFIGURED };
      const adopt = adoptionOf(table, declare(base, {}).table, {});
      const declared = declare({ ...base, adopt }, {});
      const changes = compareTables(table, declared.table).filter(({ effect }) => effect !== 'unseen');
      expect([names.get(name), ...changes]).toEqual([names.get(name)]);
      return { ...base, adopt };
    });

    const stack = synthesizeTables([...declarations, ABSENT], {});
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
    terraform = new Terraform(directory, { ...process.env, ...emulated.env });
    await terraform.init(provider!.directory);
    await terraform.plan();
    const shown = JSON.parse((await terraform.run('show', '-json', 'plan')).stdout) as {
      readonly resource_changes: readonly ResourceChange[];
    };
    const changed = shown.resource_changes
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
});
