import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateGraphqlApiCommand,
  ListApiKeysCommand,
  ListDataSourcesCommand,
  ListResolversCommand,
  StartSchemaCreationCommand,
} from '@aws-sdk/client-appsync';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { readState } from '../../../deployment/terraform/state';
import type { Environment } from '../../../environments';
import { tablesOfAccount } from '../../../import/account';
import { judgeObject } from '../../../import/account/judge';
import { adoptionOf } from '../../../import/adoption';
import { othersInState } from '../../../import/another-in-state';
import { checkAdoptions } from '../../../import/check';
import { declaredTables } from '../../../import/declared';
import { adoptedObjects, API_ADDRESS } from '../../../import/objects';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { readPlan } from '../../../packages/plan-review/src/review';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { REGION, startAws } from '../../rehearsal/aws/support';
import { addresses, environment, synthesizeEnvironment, type Attributes } from '../../stacks/synthesize';
import { Terraform } from '../../stacks/terraform';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { makeTable } from './make';
import type { Shape } from './shapes';
import type { RoomCache } from '../../../environments/room-cache/schema';
import { withRoomCache } from '../../environments/change';

const why = whyMissing(['terraform', 'moto_server']);
const provider = why === undefined ? installProvider(process.env) : undefined;
const directory = mkdtempSync(join(tmpdir(), 'trinity-another-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
  if (provider) rmSync(provider.directory, { recursive: true });
});

const dev = environment('dev');
type TableId = keyof RoomCache['tables'];
const CODE = 'export const request = () => ({ payload: 1 });\nexport const response = (ctx) => ctx.result;';
const SCALED = { min: 1, max: 9, targetUtilization: 70 };

const units = { ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 2 } };
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const films = (policy: string): Shape => ({
  create: {
    AttributeDefinitions: [
      { AttributeName: 'roomId', AttributeType: 'S' },
      { AttributeName: 'sequenceIndex', AttributeType: 'N' },
    ],
    KeySchema: [key('roomId', 'HASH'), key('sequenceIndex', 'RANGE')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByIndex',
        KeySchema: [key('sequenceIndex', 'HASH')],
        Projection: { ProjectionType: 'ALL' },
        ...units,
      },
    ],
    ...units,
  },
  ttl: 'ttl',
  scaling: [
    { kind: 'Read', policy: `${policy}-reads` },
    { kind: 'Write', policy: `${policy}-writes` },
    { kind: 'Read', policy: `${policy}-index`, index: 'ByIndex' },
  ],
});
const filters: Shape = {
  create: {
    AttributeDefinitions: ['cacheKey', 'part'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [key('cacheKey', 'HASH'), key('part', 'RANGE')],
    BillingMode: 'PAY_PER_REQUEST',
  },
  ttl: 'ttl',
};

describeUnless(why ?? provider?.why, 'an environment that runs adopts others than it has', () => {
  let emulated: EmulatedAws;
  let aws: Aws;
  let terraform: Terraform;
  let adopting: Environment;
  /** Of what the environment had first. */
  let old: { readonly api: string; readonly seen: unknown };

  const signal = new AbortController().signal;
  const tables = (...names: string[]) => tablesOfAccount(aws, { region: REGION, wanted: () => new Set(names), signal });
  const state = async () => readState((await terraform.run('state', 'pull')).stdout).resources;

  /** With code that AppSync takes: the bundles of these tests have none. */
  function write(of: Environment): JsonObject {
    const { resource, ...rest } = synthesizeEnvironment(of);
    const withCode = (named: Readonly<Record<string, Attributes>>) =>
      Object.entries(named).map(([name, one]) => [name, 'code' in one ? { ...one, code: CODE } : one] as const);
    const coded = Object.entries(resource).map(([type, named]) => [type, Object.fromEntries(withCode(named))] as const);
    const stack = { ...rest, resource: Object.fromEntries(coded) } as unknown as JsonObject;
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
    return stack;
  }

  /** Of what is adopted, as it is in the account. */
  async function adoptions(
    of: Environment,
    names: { readonly [id in TableId]?: string },
  ): Promise<RoomCache['tables']> {
    const declared = declaredTables(synthesizeEnvironment(of) as unknown as JsonObject);
    const found = await tables(...Object.values(names).filter((name) => name !== undefined));
    const adopted = Object.entries(names).map(([id, name]) => {
      const { table } = found.find((one) => one.name === name)!;
      const without = declared.find((one) => one.id === id)!.table;
      return [
        id,
        { ...of.systems.roomCache.tables[id as TableId], adopt: adoptionOf(table as never, without, of.tags) },
      ];
    });
    return { ...of.systems.roomCache.tables, ...Object.fromEntries(adopted) } as RoomCache['tables'];
  }

  /** What `trinity import dev --check` says, by address; nothing where it is safe. */
  async function check(of: Environment): Promise<Record<string, readonly string[]>> {
    const stack = write(of);
    const others = othersInState(await state(), of);
    await terraform.run('plan', '-input=false', '-out=plan');
    const { plan } = readPlan((await terraform.run('show', '-json', 'plan')).stdout, { errored: true });
    const objects = await Promise.all(
      adoptedObjects(of.systems.roomCache).map((one) => judgeObject(one, of, stack, plan, aws)),
    );
    const imported = (stack['import'] as { to: string }[]).map(({ to }) => to);
    const adopted = Object.values(of.systems.roomCache.tables).flatMap(({ adopt }) => adopt?.name ?? []);
    const checked = checkAdoptions(
      plan,
      imported,
      await tables(...adopted),
      declaredTables(stack),
      of,
      objects,
      others,
    );
    const unsafe = checked.filter(({ problems }) => problems.length > 0);
    return Object.fromEntries(unsafe.map(({ address, problems }) => [address, problems]));
  }

  /** What is said to be run, as it is said. */
  const adviceIn = (checked: Record<string, readonly string[]>): string[][] =>
    Object.values(checked)
      .flat()
      .flatMap((problem) => /terraform -chdir=cdktf\.out\/stacks\/dev (state rm .+)$/.exec(problem)?.[1] ?? [])
      .map((command) => command.split(' '));

  async function apply(of: Environment): Promise<string> {
    const scaling = addresses(synthesizeEnvironment(of)).filter((address) => address.startsWith('aws_appautoscaling_'));
    const targets = [
      'aws_appsync_resolver.query_room',
      'aws_appsync_api_key.api',
      'aws_cloudwatch_log_group.api',
      'aws_dynamodb_table.filter_cache',
      'aws_dynamodb_table.room_movie_cache',
      ...scaling,
    ].map((target) => `-target=${target}`);
    write(of);
    const { status, stdout, stderr } = await terraform.run(
      'apply',
      '-auto-approve',
      '-no-color',
      '-input=false',
      ...targets,
    );
    if (status !== 0) throw new Error((stdout + stderr).slice(-2000));
    return /Resources: (.*)/.exec(stdout)?.[1] ?? stdout;
  }

  /** All that a deploy could take from what the environment had first. */
  async function seen(apiId: string): Promise<unknown> {
    const { appsync } = aws;
    const [{ apiKeys }, { dataSources }, { resolvers }] = await Promise.all([
      appsync.send(new ListApiKeysCommand({ apiId })),
      appsync.send(new ListDataSourcesCommand({ apiId })),
      appsync.send(new ListResolversCommand({ apiId, typeName: 'Query' })),
    ]);
    return { apiKeys, dataSources, resolvers, tables: await tables('films-old', 'trinity-filter-cache-dev') };
  }

  beforeAll(async () => {
    emulated = await startAws();
    aws = createAws(REGION, {
      endpoint: emulated.endpoint,
      credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' },
    });
    for (const name of ['films-old', 'films-new']) await makeTable(name, films(name), aws);
    await makeTable('filters-new', filters, aws);
    const first = withRoomCache(dev, {
      tables: {
        ...(await adoptions(dev, { roomMovieCache: 'films-old' })),
        filterCache: {
          ...dev.systems.roomCache.tables.filterCache,
          billing: { mode: 'PROVISIONED', read: SCALED, write: SCALED },
        },
      },
    });
    terraform = new Terraform(directory, { ...process.env, ...emulated.env });
    write(first);
    await terraform.init(provider!.directory);
    await apply(first);
    const { values } = (await state()).find(({ address }) => address === API_ADDRESS)!;
    old = { api: values.id as string, seen: await seen(values.id as string) };

    const { graphqlApi } = await aws.appsync.send(
      new CreateGraphqlApiCommand({ name: 'made by hand', authenticationType: 'API_KEY', xrayEnabled: true }),
    );
    const id = graphqlApi!.apiId!;
    const definition = Buffer.from('type Query { room(id: ID!): ID }');
    await aws.appsync.send(new StartSchemaCreationCommand({ apiId: id, definition }));
    const changes = { schema: 'ours', query_depth_limit: 'ours', resolver_count_limit: 'ours' };
    adopting = withRoomCache(dev, {
      api: { ...dev.systems.roomCache.api, adopt: { id, name: 'made by hand', changes } },
      tables: await adoptions(dev, { roomMovieCache: 'films-new', filterCache: 'filters-new' }),
    });
  });
  afterAll(async () => {
    await terraform?.close();
    await emulated?.close();
  });

  test('the check is not safe for each of them, and names all that would be destroyed with them', async () => {
    const had = (await state()).map(({ address }) => address);
    const checked = await check(adopting);
    const commands = adviceIn(checked);
    const of = (pattern: RegExp) => had.filter((address) => pattern.test(address));
    expect(commands.map(([, , address, ...within]) => [address, within]).sort()).toEqual([
      [API_ADDRESS, [...of(/^aws_appsync_(?!graphql_api)/), 'aws_cloudwatch_log_group.api']],
      ['aws_dynamodb_table.filter_cache', of(/^aws_appautoscaling_\w+\.filter_cache_/)],
      ['aws_dynamodb_table.room_movie_cache', of(/^aws_appautoscaling_\w+\.room_movie_cache_/)],
    ]);
    expect(commands.map((words) => words.length)).toEqual(expect.arrayContaining([8, 7, 9]));
    for (const address of of(/^aws_appautoscaling_\w+\.room_movie_cache_/)) {
      expect([address, checked[address]]).toEqual([
        address,
        [
          'The state has it in films-old, which systems.roomCache.tables.roomMovieCache.adopt does not name: it goes with aws_dynamodb_table.room_movie_cache, as is said there.',
        ],
      ]);
    }
  });

  test('who lets go of nothing but the objects is told what is left: each would be changed there or destroyed, and nothing else destroyed', async () => {
    const objects = [API_ADDRESS, 'aws_dynamodb_table.filter_cache', 'aws_dynamodb_table.room_movie_cache'];
    expect(await terraform.run('state', 'rm', ...objects)).toMatchObject({ status: 0 });
    const told = adviceIn(await check(adopting)).flatMap(([, , ...left]) => left);
    const { plan } = readPlan((await terraform.run('show', '-json', 'plan')).stdout);
    const that = (...actions: string[]) =>
      plan.resources.filter(({ action }) => actions.includes(action)).map(({ address }) => address);
    expect(that('delete', 'replace', 'update')).toEqual(expect.arrayContaining(told));
    expect(told).toEqual(expect.arrayContaining(that('delete', 'replace')));
    // The provider (5.100.0) has no other API for a key or a data source: it would update them, of the one or the other.
    expect(told.filter((address) => that('update').includes(address))).toEqual([
      'aws_appsync_api_key.api',
      'aws_appsync_datasource.rooms',
    ]);
  });

  test('who follows it gets a check that is safe, and a deploy that imports; the others live on in AWS as they were', async () => {
    const commands = adviceIn(await check(adopting));
    expect(commands).toHaveLength(3);
    for (const command of commands) expect(await terraform.run(...command)).toMatchObject({ status: 0 });
    expect(await check(adopting)).toEqual({});
    expect(await apply(adopting)).toMatch(/^9 imported, \d+ added, \d+ changed, 0 destroyed\.$/);
    expect(await seen(old.api)).toEqual(old.seen);
    const ids = new Map((await state()).map(({ address, values }) => [address, values.id]));
    expect(ids.get(API_ADDRESS)).toBe(adopting.systems.roomCache.api.adopt!.id);
    expect(ids.get('aws_dynamodb_table.room_movie_cache')).toBe('films-new');
    expect(await check(adopting)).toEqual({});
  });

  test('one that a replacement left behind at an adopted address is not destroyed unsaid: let go with what is there, that is imported again', async () => {
    const address = 'aws_dynamodb_table.filter_cache';
    const file = join(directory, 'terraform.tfstate');
    const left = JSON.parse(readFileSync(file, 'utf8')) as StateFile;
    const { instances } = left.resources.find(({ type, name }) => `${type}.${name}` === address)!;
    const name = 'trinity-filter-cache-dev'; // what the environment had first
    instances.push({
      ...instances[0],
      deposed: '0a1b2c3d',
      attributes: { ...instances[0]!.attributes, id: name, name },
    });
    writeFileSync(file, JSON.stringify({ ...left, serial: left.serial + 1 }));

    const checked = await check(adopting);
    expect(checked).toEqual({
      [address]: [
        expect.stringMatching(
          /^The plan would delete an older one there, trinity-filter-cache-dev, .* \(deposed 0a1b2c3d\)/,
        ),
      ],
    });
    for (const command of adviceIn(checked)) expect(await terraform.run(...command)).toMatchObject({ status: 0 });
    expect(await check(adopting)).toEqual({});
    expect(await apply(adopting)).toBe('1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(await seen(old.api)).toEqual(old.seen);
  });
});

interface StateFile {
  readonly serial: number;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: { readonly attributes: object; readonly deposed?: string }[];
  }[];
}
