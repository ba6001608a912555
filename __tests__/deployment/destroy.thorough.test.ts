import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy } from '../../deployment/copies';
import { readState } from '../../deployment/terraform/state';
import { clientsOf } from '../../rehearsal/clients';
import { inventory } from '../../rehearsal/phases/inventory';
import { killAt } from '../../rehearsal/phases/killed';
import { deployOptions, expectEnd, expectSame } from '../../rehearsal/phases/phase';
import { installProvider } from '../../rehearsal/provider';
import { reportOf } from '../../rehearsal/trinity';
import { createWorld, type World } from '../../rehearsal/world';
import { describeUnless, whyMissing } from '../support/loud-skip';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;
if (provider?.why === undefined && provider) rmSync(provider.directory, { recursive: true });

// Real Terraform, with the room cache of three environments in one emulated account. Each test builds on the ones before.

describeUnless(noTools ?? provider?.why, 'dev and two copies of it in one account', () => {
  let world: World;
  beforeAll(async () => {
    // The role of dev may touch no copy: a person deploys these.
    world = await createWorld(join(__dirname, '../..'), 'dev', process.env, { roles: 'recorded' });
  });
  afterAll(() => world.close());

  const trinity = (...args: string[]) => world.shell.run('bin/trinity', ...args);
  const copies = async () => {
    const ended = await trinity('copies', 'dev', '--json');
    expectEnd(ended, 0);
    return (JSON.parse(ended.stdout) as { readonly copies: readonly Copy[] }).copies;
  };
  const file = (name: string) => join(world.project.root, name);
  const filesOf = (name: string) =>
    [`terraform.${name}.tfstate`, `terraform.${name}.tfstate.backup`, `deployments/${name}`].filter((one) =>
      existsSync(file(one)),
    );
  /** All that is in the account, by whose it is; AppSync calls the log group of an API by the id of that. */
  const inventoryBy = async (environment: string) => {
    const state = file(`terraform.${environment}.tfstate`);
    const { resources } = readState(existsSync(state) ? readFileSync(state, 'utf8') : '');
    const log = resources.find(({ address }) => address === 'aws_cloudwatch_log_group.api')?.values.name;
    const isOwn = (name: string) =>
      new RegExp(`-${environment}(?!-)`).test(name) || name === `log group ${String(log)}`;
    const all = await inventory(world);
    return { own: all.filter(isOwn), others: all.filter((name) => !isOwn(name)) };
  };

  test('what was never deployed has nothing to destroy, and nobody has a copy', async () => {
    const ended = await trinity('destroy', 'dev-ana-room-cache');
    expectEnd(ended, 0, 'Nothing of dev-ana is deployed.');
    expectEnd(await trinity('copies', 'dev'), 0, 'Nobody has a copy of dev.');
  });

  test('each is deployed beside the others, and the copies are listed, the oldest first', async () => {
    for (const name of ['dev', 'dev-ana', 'dev-ben'])
      expectEnd(await trinity('deploy', `${name}-room-cache`, ...deployOptions(world)), 0);
    expect((await copies()).map(({ environment, owner, destroy }) => [environment, owner, destroy])).toEqual([
      ['dev-ana', 'ana', 'bin/trinity destroy dev-ana'],
      ['dev-ben', 'ben', 'bin/trinity destroy dev-ben'],
    ]);
  });

  test('without a terminal nobody has said yes, and all is there', async () => {
    const before = await inventory(world);
    const ended = await trinity('destroy', 'dev-ana-room-cache');
    expectEnd(ended, 13, 'trinity-rooms-dev-ana: ', ' as DynamoDB counted some six hours ago', 'with --yes');
    expect(await inventory(world)).toEqual(before);
  });

  test('a state that is not in this checkout is no "nothing is deployed"', async () => {
    renameSync(file('terraform.dev-ana.tfstate'), file('elsewhere'));
    const ended = await trinity('destroy', 'dev-ana-room-cache', '--yes');
    renameSync(file('elsewhere'), file('terraform.dev-ana.tfstate'));
    expectEnd(ended, 12, 'The state of dev-ana has nothing', 'Run it in the checkout that dev-ana was deployed from');
  });

  test('what AWS alone protects is refused, and nothing has changed', async () => {
    const before = await inventory(world);
    const { dynamodb } = clientsOf(world.aws, world.environment.region);
    const protect = (DeletionProtectionEnabled: boolean) =>
      dynamodb.send(new UpdateTableCommand({ TableName: 'trinity-rooms-dev-ana', DeletionProtectionEnabled }));
    await protect(true);
    const ended = await trinity('destroy', 'dev-ana-room-cache', '--yes');
    await protect(false);
    expectEnd(
      ended,
      12,
      'aws_dynamodb_table.rooms is protected: AWS has deletion protection on.',
      'Nothing was changed.',
    );
    expect(await inventory(world)).toEqual(before);
  });

  test('killed half-way and run again, one copy is gone whole, and the others are as they were', async () => {
    const before = await inventoryBy('dev-ana');
    const others = ['dev', 'dev-ben'].map((name) => readFileSync(file(`terraform.${name}.tfstate`), 'utf8'));
    // Before the API, Terraform has destroyed what is of it; after it, the role of its logs, which it refers to.
    await killAt(world, ['destroy', 'dev-ana-room-cache', '--yes'], {
      service: 'appsync',
      operation: 'DeleteGraphqlApi',
    });
    const half = await inventory(world);
    expect(half.length).toBeGreaterThan(before.others.length);
    expect(half.length).toBeLessThan(before.others.length + before.own.length);
    expect(half).toEqual(expect.arrayContaining(before.others));

    const ended = await trinity('destroy', 'dev-ana-room-cache', '--yes', '--json');
    expectEnd(ended, 0);
    expect(reportOf(ended)).toMatchObject({
      kind: 'destroy',
      status: 'SUCCESS',
      environment: 'dev-ana',
      functions: [],
    });
    expectSame(await inventory(world), before.others, 'what is in the account');
    expect(filesOf('dev-ana')).toEqual([]);
    expect(['dev', 'dev-ben'].map((name) => readFileSync(file(`terraform.${name}.tfstate`), 'utf8'))).toEqual(others);
    expect((await copies()).map(({ environment }) => environment)).toEqual(['dev-ben']);
  });

  test('the others still are as deployed', async () => {
    for (const name of ['dev', 'dev-ben']) {
      const report = await trinity('deploy', `${name}-room-cache`, ...deployOptions(world));
      expectEnd(report, 0);
      expect(reportOf(report).resources?.changes).toEqual([]);
    }
  });

  test('dev is destroyed with what was kept beside its state, and its TMDB key is named', async () => {
    const before = await inventoryBy('dev');
    expect(filesOf('dev')).toContain('deployments/dev');
    const ended = await trinity('destroy', 'dev-room-cache', '--yes');
    expectEnd(ended, 0, "TMDB's key stays for dev-ben: /trinity/dev/tmdb-api-key.");
    expectSame(await inventory(world), before.others, 'what is in the account');
    expect(
      before.others.filter((name) => !name.startsWith('log group /aws/appsync/') && !name.includes('-dev-ben')),
    ).toEqual([]);
    expect(filesOf('dev')).toEqual([]);
    expect(readdirSync(file('deployments'))).toEqual(['dev-ben']);
    expectEnd(await trinity('destroy', 'dev-room-cache', '--yes'), 0, 'Nothing of dev is deployed.');
  });
});
