import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetAliasCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8 } from 'fflate';
import { archive } from '../../../build/archive';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { LambdaFunction, type LambdaFunctionProps } from '../../../stacks/constructs/lambda-function';
import { ACCOUNT, clientOf, startAws } from '../../rehearsal/aws/support';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { synthesizeConstructs } from '../synthesize';
import { Terraform } from '../terraform';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;

describeUnless(noTools ?? provider?.why, 'a function with executions kept warm, deployed to the emulated AWS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-provisioned-'));
  const FunctionName = 'trinity-room-test';
  let aws: EmulatedAws;
  let terraform: Terraform;
  let lambda: LambdaClient;

  beforeAll(async () => {
    aws = await startAws();
    terraform = new Terraform(directory, { ...process.env, ...aws.env });
    lambda = new LambdaClient(clientOf(aws));
    synthesize(says('one'));
    await terraform.init(provider!.directory);
  });
  afterAll(async () => {
    await terraform.close();
    await aws.close();
    for (const one of [directory, provider!.directory]) rmSync(one, { recursive: true });
  });

  const says = (text: string) => `exports.handler = async () => '${text}'`;

  function synthesize(
    code: string,
    warm: Pick<LambdaFunctionProps, 'provisionedConcurrency'> = { provisionedConcurrency: 2 },
  ): void {
    const filename = join(directory, 'room.zip');
    const bytes = archive({ 'index.js': strToU8(code) });
    writeFileSync(filename, bytes);
    const sourceCodeHash = createHash('sha256').update(bytes).digest('base64');
    const stack = synthesizeConstructs(
      (scope) =>
        new LambdaFunction(scope, 'room', {
          ...{ name: FunctionName, archive: { filename, sourceCodeHash }, environment: { ENVIRONMENT: 'test' } },
          ...{ account: ACCOUNT, memorySize: 512, timeout: 20, logRetentionDays: 7, ...warm },
        }),
    );
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
  }

  /** @returns what Terraform asked of Lambda that changes something, in this order */
  async function deploy(): Promise<string[]> {
    const before = aws.requests.length;
    await terraform.plan();
    await terraform.applyPlan();
    const changes = /^(Put|Update|Delete|Create)/;
    return aws.requests
      .slice(before)
      .filter(({ service, operation }) => service === 'lambda' && changes.test(operation))
      .map(({ operation }) => operation);
  }

  async function live(): Promise<unknown> {
    const { RoutingConfig } = await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    expect(RoutingConfig).toBeUndefined();
    const { ExecutedVersion, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    return [ExecutedVersion, Payload?.transformToString()];
  }

  test('the alias moves when the next version is warm, and the last one is warm until then', async () => {
    await deploy();
    expect(await live()).toEqual(['1', '"one"']);
    synthesize(says('two'));
    expect(await deploy()).toEqual([
      'UpdateFunctionCode',
      'PutProvisionedConcurrencyConfig',
      'UpdateAlias',
      'DeleteProvisionedConcurrencyConfig',
    ]);
    expect(await live()).toEqual(['2', '"two"']);
    expect(await terraform.plan()).toEqual([]);
  });

  test('a version that cannot start never serves, and the next deploy mends it', async () => {
    synthesize("throw new Error('no configuration')");
    await expect(deploy()).rejects.toThrow('FUNCTION_ERROR_INIT_FAILURE');
    expect(await live()).toEqual(['2', '"two"']);
    synthesize(says('three'));
    await deploy();
    expect(await live()).toEqual(['4', '"three"']);
    expect(await terraform.plan()).toEqual([]);
  });

  test('without them, as before', async () => {
    synthesize(says('three'), {});
    expect(await deploy()).toEqual(['DeleteProvisionedConcurrencyConfig']);
    expect(await live()).toEqual(['4', '"three"']);
  });
});
