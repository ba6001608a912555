import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { UserPool, type UserPoolProps } from '../../../stacks/constructs/user-pool';
import { ACCOUNT, REGION, startAws } from '../../rehearsal/aws/support';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { synthesizeConstructs } from '../synthesize';
import { Terraform } from '../terraform';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;

describeUnless(noTools ?? provider?.why, 'a user pool, deployed to the emulated AWS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-user-pool-'));
  let aws: EmulatedAws;
  let terraform: Terraform;

  beforeAll(async () => {
    aws = await startAws();
    terraform = new Terraform(directory, { ...process.env, ...aws.env });
    synthesize({});
    await terraform.init(provider!.directory);
  });
  afterAll(async () => {
    await terraform.close();
    await aws.close();
    for (const one of [directory, provider!.directory]) rmSync(one, { recursive: true });
  });

  function synthesize(changes: Partial<UserPoolProps>): void {
    const deletionProtection = { enabled: false, reason: 'a test' } as const;
    const props = { name: 'people', mfa: 'OPTIONAL', deletionProtection, customAttributes: ['tenants'] } as const;
    const stack = synthesizeConstructs((scope) => new UserPool(scope, 'people', { ...props, ...changes }));
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
  }

  const role = ['aws_iam_role.people_sms', 'aws_iam_role_policy.people_sms'];
  const pool = ['aws_cognito_user_pool.people', 'aws_cognito_user_pool_client.people'];
  const all = (action: string, addresses: readonly string[]) => addresses.map((one) => `${action} ${one}`);

  test.each([
    ['made', {}, all('create', pool)],
    ['changed to need a second factor', { mfa: 'ON' }, ['update aws_cognito_user_pool.people']],
    [
      'changed to send codes by SMS',
      { sms: { roleName: 'people-sms', account: ACCOUNT, region: REGION } },
      [...all('create', role), ...all('update', pool)],
    ],
    ['changed back', {}, [...all('delete', role), ...all('update', pool)]],
  ] satisfies [string, Partial<UserPoolProps>, string[]][])(
    'is %s in place, and then there is nothing to do',
    async (_, changes, expected) => {
      synthesize(changes);
      expect(await terraform.plan()).toEqual(expected.sort());
      await terraform.applyPlan();
      expect(await terraform.plan()).toEqual([]);
    },
  );
});
