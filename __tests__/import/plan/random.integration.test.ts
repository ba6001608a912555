import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import ts from 'typescript';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { table as tableSchema, type Adoption, type TableConfig } from '../../../environments/resources/table';
import { tablesOfAccount } from '../../../import/account';
import { checkAdoptions } from '../../../import/check';
import { compareTables } from '../../../import/compare';
import { declaredTables, tableIdOf } from '../../../import/declared';
import type { TableDescription } from '../../../import/description';
import { inspectTables, type FoundTable } from '../../../import/inspect';
import { adoptionsOf, isAdopted } from '../../../import/write';
import { writeIn } from '../../../import/write/edit';
import { installProvider } from '../../../rehearsal/provider';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { readPlan } from '../../../packages/plan-review/src/review';
import { changesOf } from '../../../packages/plan-review/src/changes';
import { REGION, startAws } from '../../rehearsal/aws/support';
import { Terraform } from '../../stacks/terraform';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { adoptable } from '../adoptable';
import { synthesizeTables, type Configured, type Declaration } from '../adopted';
import { MUTATIONS } from '../mutations';
import { makeTable } from './make';
import { shapeOf, typesOf } from './shape-of';
import { withRoomCache } from '../../environments/change';
import { dev } from '../../../environments/dev';

/** Random tables, each made twice: as it is, and changed in one setting after it was adopted. */
const TABLES = 30;
const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));

const DEFAULT_TAGS = { Project: 'Trinity', Environment: 'dev' };
const off = { enabled: false, reason: 'a test' } as const;
const CONFIGURED: Configured = {
  billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 500 },
  deletionProtection: off,
  pointInTimeRecovery: off,
};

/** What a plan changes with a setting, and is to be named beside it, by what its path begins with. Default: nothing. */
const TOGETHER: ReadonlyMap<string, readonly string[]> = new Map([
  ['billing_mode', ['read_capacity', 'write_capacity', 'on_demand_throughput']],
  ['stream_enabled', ['stream_view_type', 'stream_arn', 'stream_label']],
  ['stream_view_type', ['stream_arn', 'stream_label']],
]);

/** Those that every plan shows. */
const SHOWN = /^(stream|tags|table_class|deletion_protection|point_in_time|ttl$|read_capacity|billing_mode)/;

const headOf = (path: string): string => path.split(/[.[]/)[0]!;
const isReplaced = (path: string): boolean => /^(range_key|local_secondary_index\[more\])/.test(path);

/** What DynamoDB would make: an attribute has one type, and a local index wants a range key. */
const isPossible = (table: TableDescription): boolean =>
  [...typesOf(table).values()].every((types) => types.length === 1) &&
  (table.key[1] !== undefined || table.localIndexes?.size === 0);

const isAnyScaled = ({ globalIndexes }: TableDescription): boolean =>
  [...(globalIndexes?.values() ?? [])].some(({ scaling }) => scaling);

interface Mutated {
  readonly name: string;
  readonly path: string;
  readonly table: TableDescription;
}

/** One change of a table: of those that it can have, the one that others have had least. */
function mutate(table: TableDescription, used: Map<string, number>, otherKey: string): Mutated | undefined {
  const possible = Object.entries(MUTATIONS).flatMap(([name, mutation]): Mutated[] => {
    const [path, changed] = mutation(table) ?? [];
    if (path === undefined || changed === undefined || !isPossible(changed) || path.startsWith('replica')) return [];
    if (isReplaced(path) && table.deletionProtection) return []; // Terraform would stop the plan of all
    // Terraform leaves all indexes of a table alone while one of them is scaled, and stops where one of them is gone.
    if (/^global_secondary_index\[.*\]$/.test(path) && isAnyScaled(table)) return [];
    // The other mode has no limits, no capacity and no scaling of indexes either: more than one setting.
    if (path === 'billing_mode' && (table.globalIndexes?.size || table.scaling)) return [];
    const isOther = changed.encryption?.startsWith('arn:') && changed.encryption !== table.encryption;
    return [{ name, path, table: isOther ? { ...changed, encryption: otherKey } : changed }];
  });
  const [least] = possible.toSorted((one, other) => (used.get(one.name) ?? 0) - (used.get(other.name) ?? 0));
  if (least) used.set(least.name, (used.get(least.name) ?? 0) + 1);
  return least;
}

/** Replicas, and tags of AWS's own, are for the tests that ask no emulated account. */
const random = (seed: number, key: string): TableDescription[] =>
  fc
    .sample(adoptable.filter(isPossible), { seed, numRuns: TABLES })
    .map(({ tags = {}, encryption = 'DEFAULT', ...table }) => ({
      ...table,
      encryption: encryption.startsWith('arn:') ? key : encryption,
      replicas: [],
      tags: Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith('aws:'))),
    }));

const why = whyMissing(['terraform', 'moto_server']);
const provider = why === undefined ? installProvider(process.env) : undefined;

describeUnless(why ?? provider?.why, 'random tables, adopted', () => {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-random-'));
  let emulated: EmulatedAws;
  let aws: Aws;
  let terraform: Terraform;

  const tables = () =>
    tablesOfAccount(aws, { region: REGION, wanted: (all) => new Set(all), signal: new AbortController().signal });

  beforeAll(async () => {
    emulated = await startAws();
    const credentials = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };
    aws = createAws(REGION, { endpoint: emulated.endpoint, credentials });
    terraform = new Terraform(directory, { ...process.env, ...emulated.env });
  });
  afterAll(async () => {
    await terraform?.close();
    await emulated?.close();
    if (provider) rmSync(provider.directory, { recursive: true });
    rmSync(directory, { recursive: true });
  });

  test(`inspected, written, planned: none changes, and of one that was changed just that is told (SEED=${SEED})`, async () => {
    writeSync(2, `random tables of SEED=${SEED}: set it to have the same ones again\n`);
    const newKey = async () => (await aws.kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    const [key, otherKey] = [await newKey(), await newKey()];
    const used = new Map<string, number>();
    const all = random(SEED, key).map((table, at) => ({
      id: `t${at}`,
      table,
      mutated: mutate(table, used, otherKey),
    }));
    const nameOf = (id: string) => `trinity-${id}-dev`; // as they are declared without an adoption
    for (const { id, table, mutated } of all) {
      await makeTable(nameOf(id), shapeOf(table), aws);
      if (mutated) await makeTable(nameOf(`${id}-changed`), shapeOf(mutated.table), aws);
    }

    // Inspected, and written.
    const living = await tables();
    const found = (id: string): FoundTable => living.find(({ name }) => name === nameOf(id))!;
    const unchanged = all.map(({ id }) => found(id));
    const bare = all.map(({ id, table }): Declaration => ({ id, key: table.key, configured: CONFIGURED }));
    const declaredBare = declaredTables(synthesizeTables(bare, DEFAULT_TAGS));
    const environment = withRoomCache(
      { ...dev, tags: DEFAULT_TAGS },
      { tables: Object.fromEntries(bare.map(({ id }) => [id, CONFIGURED])) as never },
    );
    const load = (settings: ReadonlyMap<string, object>) =>
      settings.forEach((one) => tableSchema.parse({ ...CONFIGURED, ...one }));
    const inspected = inspectTables(unchanged, declaredBare);
    const answers = adoptionsOf(unchanged, inspected, declaredBare, environment, load);
    expect(answers.filter((one) => !isAdopted(one))).toEqual([]);
    const adopted = new Map(answers.filter(isAdopted).map((one) => [one.declared, { adopt: one.adoption }]));
    const file = writeIn(
      `export const dev = { systems: { roomCache: { tables: {${bare.map(({ id }) => `${id}: base`).join()}} } } };`,
      'dev',
      adopted,
    );
    const written = evaluate(file);
    expect(Object.keys(written)).toHaveLength(TABLES);

    // Planned: each as it is, and, as the same was adopted, with the one setting that has changed since.
    const declarations = all.flatMap(({ id, table, mutated }): Declaration[] => {
      const adopt = tableSchema.parse(written[id]).adopt!;
      const one = { key: table.key, configured: CONFIGURED, adopt };
      return [
        { ...one, id },
        ...(mutated ? [{ ...one, id: `${id}-changed`, adopt: { ...adopt, name: nameOf(`${id}-changed`) } }] : []),
      ];
    });
    const stack = synthesizeTables(declarations, DEFAULT_TAGS);
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
    await terraform.init(provider!.directory);
    await terraform.plan();
    const { plan } = readPlan((await terraform.run('show', '-json', 'plan')).stdout);
    const declared = declaredTables(stack);
    const addressOf = (id: string) => `aws_dynamodb_table.${id.replaceAll('-', '_')}`;
    const imported = (stack as unknown as { readonly import: readonly { readonly to: string }[] }).import;
    const isScaling = (address: string, id: string) =>
      address.includes(`.${id.replaceAll('-', '_')}_`) && address.includes('_changed') === id.endsWith('-changed');
    const check = (changesOf: (one: Declaration) => Adoption['changes']) =>
      checkAdoptions(
        plan,
        imported.map(({ to }) => to),
        living,
        declared,
        withRoomCache(
          { ...dev, tags: DEFAULT_TAGS },
          {
            tables: Object.fromEntries(
              declarations.map((one) => [
                tableIdOf(one.id.replaceAll('-', '_')),
                { ...CONFIGURED, adopt: { ...one.adopt, changes: changesOf(one) } },
              ]),
            ) as never,
          },
        ),
      );
    const checked = check(({ adopt }) => adopt?.changes);
    const pathOf = new Map(all.map(({ id, mutated }) => [`${id}-changed`, mutated?.path]));
    const named = check(({ id, adopt }) => {
      const path = pathOf.get(id);
      return { ...adopt?.changes, ...(path !== undefined && { [path]: 'a test' }) };
    });
    /** What is said of a table though its one setting that has changed is named: what else changes, and what does not. */
    const saidOf = (id: string) => {
      const { problems, notSeen } = named.find(({ address }) => address === addressOf(id))!;
      return {
        unnamed: problems
          .flatMap((one) => /^The plan changes (.*), which the adoption does not name/.exec(one)?.[1] ?? [])
          .map(headOf),
        unplanned: notSeen.filter((one) => one.includes('the plan does not change it')),
      };
    };
    const layers = changesOf(plan);
    const of = (id: string) => {
      const address = addressOf(id);
      const { table } = declared.find((one) => one.address === address)!;
      const added = checked.find((one) => one.address === address)!.addedTags.map((tag) => `tags.${tag}`);
      const changes = Object.keys(declarations.find((one) => one.id === id)!.adopt?.changes ?? {});
      return {
        // Of the table, and of what scales it.
        problems: checked
          .filter((one) => one.address === address || isScaling(one.address, id))
          .flatMap((one) => one.problems),
        told: compareTables(found(id).table!, table)
          .filter(({ effect, path }) => effect !== 'unseen' && ![...added, ...changes].includes(path))
          .map(({ path }) => path),
        planned: layers
          .flatMap((layer) => layer.changes)
          .filter((one) => one.address === address)
          .flatMap(({ attributes }) => attributes.map(({ path }) => path))
          .filter((path) => !added.some((tag) => path === tag || path === tag.replace('tags', 'tags_all')))
          .map(headOf),
      };
    };

    for (const { id, table } of all) {
      expect({ table, ...of(id) }).toEqual({ table, problems: [], told: [], planned: [] });
    }
    for (const { id, table, mutated } of all) {
      if (!mutated) continue;
      const { name, path } = mutated;
      const { problems, told, planned } = of(`${id}-changed`);
      const beside = TOGETHER.get(headOf(path)) ?? [];
      const { unnamed, unplanned } = saidOf(`${id}-changed`);
      const outside = isReplaced(path) ? [] : unnamed.filter((head) => !beside.includes(head));
      expect({ table, name, told, outside, unplanned }).toEqual({
        ...{ table, name, told: [path] },
        ...{ outside: [], unplanned: [] },
      });
      expect({ table, name, problems }).toEqual({
        table,
        name,
        problems: expect.arrayContaining([expect.stringContaining(path)]) as string[],
      });
      if (SHOWN.test(path)) expect({ name, isShown: planned.length > 0 }).toEqual({ name, isShown: true });
    }
    expect(used.size).toBeGreaterThan(10);
  });
});

/** What a file's tables say, as the loader gets it. */
function evaluate(file: string): Readonly<Record<string, unknown>> {
  const { outputText } = ts.transpileModule(file, {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  type Tables = Readonly<Record<string, TableConfig>>;
  const exports: { dev?: { readonly systems: { readonly roomCache: { readonly tables: Tables } } } } = {};
  runInNewContext(outputText, { exports, base: CONFIGURED });
  return JSON.parse(JSON.stringify(exports.dev!.systems.roomCache.tables)) as Readonly<Record<string, unknown>>;
}
