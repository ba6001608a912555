import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAccount, type EmulatedAccount } from '../support/emulated-account';
import { describeUnless, whyMissing } from '../support/loud-skip';
import { synth } from './project-copy';
import { addresses, environment, environments, type Synthesized } from './synthesize';
import { installProvider, Terraform, type ResourceChange } from './terraform';

jest.setTimeout(300_000);

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider() : undefined;

describeUnless(noTools ?? provider?.why, 'the synthesized stacks in Terraform', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-terraform-'));
  const directoryOf = (name: string) => join(outdir, 'stacks', name);
  const declared = (name: string) =>
    JSON.parse(readFileSync(join(directoryOf(name), 'cdk.tf.json'), 'utf8')) as Synthesized;
  const accounts: EmulatedAccount[] = [];

  /** The stack of an environment, with the provider pointed at an empty account of this number. */
  async function terraform(name: string, accountNumber: string): Promise<Terraform> {
    const account = await startAccount(accountNumber, 'eu-west-1');
    accounts.push(account);
    const it = new Terraform(directoryOf(name), account.env);
    await it.init(provider!.directory);
    return it;
  }

  beforeAll(() => synth(undefined, outdir));
  afterAll(async () => {
    for (const account of accounts) await account.close();
    for (const directory of [outdir, provider!.directory]) rmSync(directory, { recursive: true });
  });

  describe.each(environments.map(({ name, account }) => [name, account]))('%s', (name, account) => {
    let stack: Terraform;
    beforeAll(async () => {
      stack = await terraform(name, account);
    });

    test('is valid', async () => {
      expect(await stack.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    });

    test('in an empty account, plans to add each resource and nothing else', async () => {
      expect(await stack.plan()).toEqual(addresses(declared(name)).map((address) => `create ${address}`));
    });
  });

  test("refuses another environment's account", async () => {
    const wrong = await terraform('staging', environment('dev').account);
    const { status, stderr } = await wrong.run('plan', '-no-color', '-input=false');
    expect(status).toBe(1);
    expect(stderr).toContain('AWS account ID not allowed: 111111111111');
  });

  test('applied, plans no change but where moto forgets what it was told', async () => {
    leaveOut('dev', UNKNOWN_TO_MOTO);
    const dev = await terraform('dev', environment('dev').account);
    await dev.plan();
    await dev.applyPlan();
    await dev.plan();
    expect(differences(await dev.showPlan())).toEqual(FORGOTTEN_BY_MOTO);
  });

  function leaveOut(name: string, types: readonly string[]): void {
    const stack = declared(name);
    const resource = Object.fromEntries(Object.entries(stack.resource).filter(([type]) => !types.includes(type)));
    writeFileSync(join(directoryOf(name), 'cdk.tf.json'), JSON.stringify({ ...stack, resource }));
  }
});

/** moto 5.2 answers requests for them with 404. */
const UNKNOWN_TO_MOTO = ['aws_appsync_datasource', 'aws_appsync_function', 'aws_appsync_resolver'];

/** What moto 5.2 accepts and does not return, so that Terraform wants to set it again. Everything else has to be stable. */
const FORGOTTEN_BY_MOTO = {
  'aws_appsync_graphql_api.api': ['api_type', 'introspection_config', 'query_depth_limit', 'resolver_count_limit'],
  'aws_dynamodb_table.filter_cache': ['on_demand_throughput'],
  'aws_dynamodb_table.room_cache_metadata': ['on_demand_throughput'],
  'aws_dynamodb_table.room_movie_cache': ['on_demand_throughput'],
  'aws_dynamodb_table.rooms': ['on_demand_throughput'],
  'aws_lambda_function.cache': ['logging_config'],
  'aws_lambda_function.movie': ['logging_config'],
  'aws_lambda_function.room': ['logging_config'],
};

/** By address, the attributes that a plan sets to another known value: not those that follow from another resource. */
function differences(changes: readonly ResourceChange[]): Record<string, string[]> {
  const set = ({ change: { before, after, after_unknown: unknown } }: ResourceChange) =>
    Object.keys(after ?? {})
      .filter((key) => unknown[key] !== true && !isSame(before?.[key], after?.[key]))
      .sort();
  const changed = changes.filter(({ change }) => change.actions.join() !== 'no-op');
  return Object.fromEntries(
    changed.map((one) => [one.address, set(one)] as const).filter(([, keys]) => keys.length > 0),
  );
}

/** Terraform's plan has an absent value as null, empty text or an empty object. */
function isSame(before: unknown, after: unknown): boolean {
  const present = (value: unknown) => (['', null, undefined].includes(value as string) ? '{}' : JSON.stringify(value));
  return present(before) === present(after);
}
