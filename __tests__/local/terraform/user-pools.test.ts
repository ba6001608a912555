import { readStack } from '../../../local/terraform';
import { resources, writeStack } from './fixture';

const pool = {
  name: 'people',
  username_attributes: ['email'],
  auto_verified_attributes: ['email'],
  admin_create_user_config: { allow_admin_create_user_only: true },
  password_policy: [{ minimum_length: 12, require_symbols: true, temporary_password_validity_days: 3 }],
  mfa_configuration: 'OPTIONAL',
  software_token_mfa_configuration: { enabled: true },
  account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
  schema: [
    {
      ...{ name: 'tenants', attribute_data_type: 'String', mutable: true },
      string_attribute_constraints: { min_length: '0', max_length: '2048' },
    },
    { name: 'name', attribute_data_type: 'String', required: true },
  ],
  deletion_protection: 'ACTIVE',
  lifecycle: { prevent_destroy: true },
};
const client = {
  name: 'people',
  user_pool_id: '${aws_cognito_user_pool.people.id}',
  explicit_auth_flows: ['ALLOW_USER_SRP_AUTH'],
  prevent_user_existence_errors: 'ENABLED',
  access_token_validity: 5,
  refresh_token_validity: 2,
  token_validity_units: [{ access_token: 'minutes', refresh_token: 'days' }],
  write_attributes: ['email'],
};

const read = (changes: { readonly pool?: object; readonly client?: object } = {}) => {
  const all = resources();
  all.aws_cognito_user_pool = { people: { ...pool, ...changes.pool } };
  all.aws_cognito_user_pool_client = { web: { ...client, ...changes.client } };
  all.aws_cognito_user_group = { admins: { name: 'admins', user_pool_id: client.user_pool_id } };
  return readStack(writeStack(all));
};

test('a pool, its client and its group are read as Cognito takes them', () => {
  const { userPools, unknown, withoutEffect } = read();
  const { id } = userPools.pools[0]!;
  expect(unknown).toEqual([]);
  expect(userPools.pools).toEqual([
    {
      id: expect.stringMatching(/^eu-west-1_[0-9a-z]{9}$/) as unknown,
      ...{ name: 'people', region: 'eu-west-1', mfa: 'OPTIONAL', hasSoftwareToken: true },
      ...{ onlyAdministratorsCreate: true, usernameAttributes: ['email'], aliasAttributes: [] },
      ...{ autoVerified: ['email'], isCaseSensitive: true, recovery: ['verified_email'] },
      password: {
        ...{ MinimumLength: 12, RequireSymbols: true, TemporaryPasswordValidityDays: 3 },
        ...{ RequireLowercase: false, RequireUppercase: false, RequireNumbers: false },
      },
      schema: new Map<string, object>([
        [
          'custom:tenants',
          {
            ...{ Name: 'custom:tenants', AttributeDataType: 'String', Mutable: true, Required: false },
            StringAttributeConstraints: { MinLength: 0, MaxLength: 2048 },
          },
        ],
        ['name', { Name: 'name', AttributeDataType: 'String', Mutable: true, Required: true }],
      ]),
    },
  ]);
  expect(userPools.clients).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-z]{26}$/) as unknown,
      ...{ poolId: id, hasSecret: false, flows: ['ALLOW_USER_SRP_AUTH'], hidesWhoExists: true, revokesTokens: true },
      ...{ accessSeconds: 300, idSeconds: 3600, refreshSeconds: 172_800, readable: [], writable: ['email'] },
    },
  ]);
  expect(userPools.groups).toEqual([{ GroupName: 'admins', UserPoolId: id }]);
  expect(withoutEffect).toContainEqual({
    address: 'aws_cognito_user_pool.people',
    attribute: 'deletion_protection',
    reason: 'members last as long as this runs',
  });
});

test('what cannot run is refused by its address', () => {
  expect(() => read({ client: { generate_secret: true } })).toThrow(
    'aws_cognito_user_pool_client.web.generate_secret: a client with a secret does not run here; one without does',
  );
  expect(() => read({ pool: { mfa_configuration: 'SOMETIMES' } })).toThrow(
    'aws_cognito_user_pool.people: MfaConfiguration: Invalid option: expected one of "OFF"|"ON"|"OPTIONAL"',
  );
  const { unknown } = read({ pool: { lambda_config: { pre_sign_up: 'arn' } } });
  expect(unknown).toEqual(['aws_cognito_user_pool.people.lambda_config.pre_sign_up']);
});
