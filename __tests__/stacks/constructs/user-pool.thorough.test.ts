import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DeleteGroupCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { UserPool, type UserPoolProps } from '../../../stacks/constructs/user-pool';
import { codeOf, EMAIL, PASSWORD, Person, REFUSED, sessionOf, TEMPORARY } from '../../local/cognito/support';
import { ACCOUNT, clientOf, REGION, startAws } from '../../rehearsal/aws/support';
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

  test('its members sign in as in Cognito, and go with it', async () => {
    const cognito = new CognitoIdentityProviderClient(clientOf(aws));
    const [pool] = (await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools!;
    const UserPoolId = pool!.Id!;
    const { UserPoolClients } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId }));
    const ids = { UserPoolId, ClientId: UserPoolClients![0]!.ClientId! };
    const who = { UserPoolId, Username: EMAIL };
    const UserAttributes = [{ Name: 'custom:tenants', Value: 't1:OWNER' }];
    const make = new AdminCreateUserCommand({ ...who, UserAttributes, TemporaryPassword: TEMPORARY });
    await cognito.send(make);
    await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: 'admins' }));
    await cognito.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'admins' }));

    const person = new Person(aws, EMAIL, ids);
    expect(await person.signIn('Wrong-password-1')).toEqual(REFUSED);
    expect((await person.signIn(TEMPORARY)).kind).toBe('newPassword');
    const session = sessionOf(await person.setNewPassword(PASSWORD));
    const keys = (await (await fetch(`${aws.endpoint}/${UserPoolId}/.well-known/jwks.json`)).json()) as never;
    const verifier = CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ids.ClientId, tokenUse: 'id' });
    verifier.cacheJwks(keys);
    expect(verifier.verifySync(session.getIdToken().getJwtToken())).toMatchObject({
      ...{ email: EMAIL, 'custom:tenants': 't1:OWNER', 'cognito:groups': ['admins'] },
    });

    synthesize({ mfa: 'ON' });
    await terraform.plan();
    await terraform.applyPlan();
    const later = new Person(aws, EMAIL, ids);
    expect(await later.signIn(PASSWORD)).toEqual({ kind: 'setUp' });
    const secret = await later.setUpApp();
    const wrong = codeOf(secret, Date.now() + 600_000);
    expect(await later.verifyApp(wrong)).toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    sessionOf(await later.verifyApp(codeOf(secret, Date.now())));
    expect(await later.signIn(PASSWORD)).toEqual({ kind: 'code' });
    expect(await later.sayCode(wrong)).toMatchObject({ name: 'CodeMismatchException' });

    await cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName: 'admins' }));
    expect((await cognito.send(new AdminListGroupsForUserCommand(who))).Groups).toEqual([]);
    const unsigned = (operation: string) =>
      fetch(aws.endpoint, {
        method: 'POST',
        headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
        body: JSON.stringify(who),
      });
    for (const operation of ['AdminGetUser', 'DeleteUserPool'])
      expect([operation, (await unsigned(operation)).status]).toEqual([operation, 400]);
    await expect(cognito.send(new AdminListDevicesCommand(who))).rejects.toThrow('AdminListDevices does not run here');
    expect(await terraform.plan()).toEqual([]);

    await terraform.run('destroy', '-auto-approve');
    await expect(cognito.send(make)).rejects.toThrow(`User pool ${UserPoolId} does not exist.`);
  });
});
