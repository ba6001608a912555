import { UserPool, type UserPoolProps } from '../../../stacks/constructs/user-pool';
import { addresses, synthesizeConstructs } from '../synthesize';

const props: UserPoolProps = {
  ...{ name: 'people', mfa: 'ON', deletionProtection: { enabled: true }, customAttributes: ['tenants'] },
};
const synthesize = (changes: Partial<UserPoolProps> = {}) =>
  synthesizeConstructs((scope) => new UserPool(scope, 'people', { ...props, ...changes }));
const poolOf = (changes?: Partial<UserPoolProps>) => synthesize(changes).resource['aws_cognito_user_pool']!['people']!;
const client = synthesize().resource['aws_cognito_user_pool_client']!['people']!;

test('is a pool and the client of its members, by its own name each', () => {
  expect(addresses(synthesize())).toEqual(['aws_cognito_user_pool.people', 'aws_cognito_user_pool_client.people']);
  expect(poolOf()['name']).toBe('people');
  expect(client).toMatchObject({ name: 'people', user_pool_id: '${aws_cognito_user_pool.people.id}' });
});

test('nobody signs up by themselves; members are known by a mail address that is theirs', () => {
  expect(poolOf()).toMatchObject({
    admin_create_user_config: { allow_admin_create_user_only: true },
    username_attributes: ['email'],
    auto_verified_attributes: ['email'],
    account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
  });
});

test('members sign in by SRP, so that no password is sent, and nobody learns who is one', () => {
  expect(client['explicit_auth_flows']).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  expect(client).toMatchObject({ prevent_user_existence_errors: 'ENABLED', enable_token_revocation: true });
  expect(client).not.toHaveProperty('generate_secret'); // a web app keeps none
});

test('tokens count for an hour, and are had anew for a day', () => {
  expect(client).toMatchObject({
    ...{ access_token_validity: 60, id_token_validity: 60, refresh_token_validity: 1 },
    token_validity_units: [{ access_token: 'minutes', id_token: 'minutes', refresh_token: 'days' }],
  });
});

test('what a member may do is read by clients, and written by none', () => {
  expect(poolOf()['schema']).toEqual([
    {
      ...{ name: 'tenants', attribute_data_type: 'String', mutable: true },
      string_attribute_constraints: { min_length: '0', max_length: '2048' },
    },
  ]);
  expect(client['read_attributes']).toContain('custom:tenants');
  expect(client['write_attributes']).toEqual(['email', 'name']);
});

test('a pool without attributes of its own says nothing of any', () => {
  const { resource } = synthesizeConstructs((scope) => {
    new UserPool(scope, 'people', { name: 'people', mfa: 'ON', deletionProtection: { enabled: true } });
  });
  expect(resource['aws_cognito_user_pool']!['people']).not.toHaveProperty('schema');
  expect(resource['aws_cognito_user_pool_client']!['people']!['read_attributes']).toEqual([
    ...['email', 'email_verified', 'name'],
  ]);
});

test.each(['ON', 'OPTIONAL'] as const)('a second factor is an app’s code: %s', (mfa) => {
  expect(poolOf({ mfa })).toMatchObject({
    mfa_configuration: mfa,
    software_token_mfa_configuration: { enabled: true },
  });
});

test('where codes come by SMS, too, Cognito may send them, and members have a telephone number that is theirs', () => {
  const { resource } = synthesize({ sms: { roleName: 'people-sms', account: '123456789012', region: 'eu-west-1' } });
  expect(resource['aws_cognito_user_pool']!['people']).toMatchObject({
    sms_configuration: {
      ...{ external_id: 'people', sns_caller_arn: '${aws_iam_role.people_sms.arn}', sns_region: 'eu-west-1' },
    },
    software_token_mfa_configuration: { enabled: true },
    auto_verified_attributes: ['email', 'phone_number'],
    depends_on: ['aws_iam_role_policy.people_sms'],
  });
  expect(resource['aws_cognito_user_pool_client']!['people']!['write_attributes']).toContain('phone_number');
  const document = (of: unknown) => (JSON.parse(String(of)) as { Statement: object[] }).Statement;
  expect(document(resource['aws_iam_role']!['people_sms']!['assume_role_policy'])).toEqual([
    {
      ...{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: 'cognito-idp.amazonaws.com' } },
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    },
  ]);
  expect(document(resource['aws_iam_role_policy']!['people_sms']!['policy'])).toEqual([
    { Effect: 'Allow', Action: ['sns:Publish'], Resource: '*' },
  ]);
});

test('protected, it is kept from Cognito’s and from Terraform’s hand; not protected, from neither', () => {
  expect(poolOf()).toMatchObject({ deletion_protection: 'ACTIVE', lifecycle: { prevent_destroy: true } });
  expect(poolOf({ deletionProtection: { enabled: false, reason: 'a test' } })).toMatchObject({
    deletion_protection: 'INACTIVE',
    lifecycle: { prevent_destroy: false },
  });
});
