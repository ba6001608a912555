import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startTmdb, type LocalTmdb } from '../../../local/room-cache/tmdb';
import { startEmulatedAws, type EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { synth } from '../../stacks/project-copy';
import { addresses, environments, type Synthesized } from '../../stacks/synthesize';
import { Terraform } from '../../stacks/terraform';
import { writeArchive } from '../../support/function-archive';
import { Member } from '../../support/graphql-client';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { clientOf } from './support';
import { testVerification } from './verification';

const KEY = '0123456789abcdef0123456789abcdef';
const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;

/** Staging is the rehearsal's own. */
const deployable = environments.filter(({ name }) => name !== 'staging');

interface Deployed {
  readonly aws: EmulatedAws;
  readonly terraform: Terraform;
  readonly member: Member;
  /** What the first plan said. */
  readonly planned: string[];
}

describeUnless(noTools ?? provider?.why, 'the synthesized stacks, deployed to the emulated AWS', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-rehearsal-'));
  const deployed = new Map<string, Promise<Deployed>>();
  let tmdb: LocalTmdb;

  beforeAll(async () => {
    tmdb = await startTmdb({ apiKey: KEY });
    synth(undefined, outdir);
    // At once: most of an apply is waiting.
    for (const { name, account } of deployable) deployed.set(name, deploy(name, account));
    await Promise.all(deployed.values());
  });
  afterAll(async () => {
    for (const one of await Promise.allSettled(deployed.values())) {
      if (one.status !== 'fulfilled') continue;
      await one.value.terraform.close();
      await one.value.aws.close();
    }
    await tmdb.close();
    for (const directory of [outdir, provider!.directory]) rmSync(directory, { recursive: true });
  });

  /** Addresses of the resources that were synthesized. */
  const declared = (name: string) =>
    addresses(JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')) as Synthesized);

  async function deploy(name: string, account: string): Promise<Deployed> {
    const aws = await startEmulatedAws({ account, region: 'eu-west-1', tmdb });
    const parameters = new SSMClient(clientOf(aws));
    const Name = `/trinity/${name}/tmdb-api-key`;
    await parameters.send(new PutParameterCommand({ Name, Value: KEY, Type: 'SecureString' }));
    const terraform = new Terraform(join(outdir, 'stacks', name), { ...process.env, ...aws.env });
    await terraform.init(provider!.directory);
    const planned = await terraform.plan();
    await terraform.applyPlan();
    const { stdout } = await terraform.run('output', '-json');
    const { graphql_endpoint: endpoint, api_key: apiKey } = JSON.parse(stdout) as Record<string, { value: string }>;
    return { aws, terraform, planned, member: new Member(endpoint!.value, apiKey!.value) };
  }

  describe.each(deployable.map(({ name }) => [name]))('%s', (name) => {
    let it: Deployed;
    beforeAll(async () => {
      it = await deployed.get(name)!;
    });

    test('is valid', async () => {
      expect(await it.terraform.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    });

    test('has every declared resource, and a second plan changes nothing', async () => {
      expect(it.planned).toEqual(declared(name).map((address) => `create ${address}`));
      const { status, stdout } = await it.terraform.run('plan', '-input=false', '-no-color', '-detailed-exitcode');
      expect(stdout).toContain('No changes. Your infrastructure matches the configuration.');
      expect(status).toBe(0);
    });

    test('answers no request with an error that Terraform rode out', () => {
      const refused = it.aws.requests.filter(({ status }) => status === undefined || status >= 400);
      expect(refused).toEqual([]);
    });

    test('serves a room from its opening to its end', async () => {
      const { id } = await it.member.createRoom();
      const films = await it.member.films(id, 30, 60);
      expect(films.map(({ sequenceIndex }) => sequenceIndex)).toEqual([...films.keys()]);
      expect(films.length).toBeGreaterThanOrEqual(60);
      expect(await it.member.films(id, 20, 60)).toEqual(films.slice(0, 60));

      await it.member.ask('mutation ($id: ID!) { closeRoom(id: $id) { status } }', { id });
      const gone = await it.member.ask<{ roomCache: unknown }>(
        'query ($id: ID!) { roomCache(roomId: $id) { status } }',
        { id },
      );
      expect(gone.roomCache).toBeNull();
    });
  });

  describe('the verification of prod', () => {
    testVerification(async () => ({ ...(await deployed.get('prod')!), outdir }));
  });

  test("Terraform refuses another environment's account", async () => {
    const { aws } = await deployed.get('dev')!;
    const staging = new Terraform(join(outdir, 'stacks', 'staging'), { ...process.env, ...aws.env });
    await staging.init(provider!.directory);
    expect(await staging.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const { status, stderr } = await staging.run('plan', '-no-color', '-input=false');
    await staging.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`AWS account ID not allowed: ${deployable[0]!.account}`);
  });

  test('another key is refused', async () => {
    const { terraform } = await deployed.get('dev')!;
    const { stdout } = await terraform.run('output', '-raw', 'graphql_endpoint');
    const stranger = new Member(stdout, 'da2-another');
    await expect(stranger.createRoom()).rejects.toMatchObject({ status: 401 });
  });

  test('changed code of one function makes a version of that function, and its alias goes back to the one before', async () => {
    const { aws, terraform } = await deployed.get('dev')!;
    const archive = join(outdir, 'changed.zip');
    const hash = writeArchive(archive, { 'index.js': "exports.handler = async () => 'changed'" });
    changeFunction('dev', 'movie', { filename: archive, source_code_hash: hash });
    expect(await terraform.plan()).toEqual(['update aws_lambda_alias.movie', 'update aws_lambda_function.movie']);
    await terraform.applyPlan();
    expect(await terraform.plan()).toEqual([]);

    const lambda = new LambdaClient(clientOf(aws));
    const live = { FunctionName: 'trinity-movie-dev', Name: 'live' };
    const invoke = async () => {
      const Payload = JSON.stringify({ action: 'nothing of the kind' });
      const answer = await lambda.send(new InvokeCommand({ ...live, Qualifier: 'live', Payload }));
      return [answer.ExecutedVersion, answer.Payload!.transformToString()];
    };
    expect(await invoke()).toEqual(['2', '"changed"']);
    await lambda.send(new UpdateAliasCommand({ ...live, FunctionVersion: '1' }));
    const [version, payload] = await invoke();
    expect(version).toBe('1');
    expect(payload).not.toContain('changed');
  });

  function changeFunction(stack: string, name: string, changes: object): void {
    const file = join(outdir, 'stacks', stack, 'cdk.tf.json');
    const synthesized = JSON.parse(readFileSync(file, 'utf8')) as Synthesized;
    Object.assign(synthesized.resource['aws_lambda_function']![name]!, changes);
    writeFileSync(file, JSON.stringify(synthesized));
  }

  test('dev is destroyed whole', async () => {
    const { terraform } = await deployed.get('dev')!;
    const destroyed = await terraform.run('destroy', '-auto-approve', '-input=false', '-no-color');
    expect(destroyed).toMatchObject({ status: 0 });
    expect(destroyed.stdout).toContain(`Destroy complete! Resources: ${declared('dev').length} destroyed.`);
  });
});
