import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';
import { CLIENT, EMAIL, PASSWORD, POOL, start, type Started, TEMPORARY } from './support';

let pool: Started;
beforeEach(async () => {
  pool = await start();
});
afterEach(() => pool.close());

const who = { UserPoolId: POOL, Username: EMAIL };
const send: Started['administrator']['send'] = ((command: never) => pool.administrator.send(command)) as never;
const refused = (promise: Promise<unknown>, name: string, message: string) =>
  expect(promise).rejects.toMatchObject({ name, message });
const create = (more: object = {}) => send(new AdminCreateUserCommand({ ...who, ...more }));

test('somebody is made, is found by their address, and is there once', async () => {
  const { User } = await create({ TemporaryPassword: TEMPORARY, MessageAction: 'SUPPRESS' });
  expect(User).toMatchObject({ Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' });
  const sub = User!.Username!;
  const got = await send(new AdminGetUserCommand(who));
  expect(got).toMatchObject({
    Username: sub,
    UserAttributes: [
      { Name: 'sub', Value: sub },
      { Name: 'email', Value: EMAIL },
    ],
  });
  expect(await send(new AdminGetUserCommand({ ...who, Username: sub }))).toMatchObject({ Username: sub });
  await refused(create(), 'UsernameExistsException', 'User account already exists');
  await refused(create({ Username: 'ana' }), 'InvalidParameterException', 'Username should be either email.');
  await refused(
    create({ Username: 'b@example.com', TemporaryPassword: 'short' }),
    'InvalidPasswordException',
    'Password did not conform with policy: Password not long enough',
  );
  await create({ Username: 'ANA@example.com', MessageAction: 'SUPPRESS' }); // case counts, unless the pool says otherwise
  expect(pool.sent).toEqual([]);
});

test('an invitation is sent with a password that the policy takes, and again to who has not answered', async () => {
  const mailed = { DesiredDeliveryMediums: ['EMAIL'] };
  await create(mailed);
  await create({ ...mailed, MessageAction: 'RESEND' });
  const [first, second] = pool.sent;
  expect([first, second]).toMatchObject([
    { pool: POOL, to: EMAIL, what: 'invitation' },
    { pool: POOL, to: EMAIL, what: 'invitation' },
  ]);
  expect(first!.secret).not.toBe(second!.secret);
  await send(new AdminSetUserPasswordCommand({ ...who, Password: second!.secret, Permanent: true }));
  await expect(create({ MessageAction: 'RESEND' })).rejects.toMatchObject({ name: 'UnsupportedUserStateException' });
  await refused(
    create({ Username: 'nobody@example.com', MessageAction: 'RESEND' }),
    'UserNotFoundException',
    'User does not exist.',
  );
});

test('attributes are those of the schema, in its form; an address is of one member', async () => {
  await create();
  await create({ Username: 'bea@example.com' });
  const write = (Name: string, Value: string) =>
    send(new AdminUpdateUserAttributesCommand({ ...who, UserAttributes: [{ Name, Value }] }));
  await write('custom:tenants', 't1:OWNER');
  const invalid = 'InvalidParameterException';
  await refused(write('custom:other', 'x'), invalid, 'Type for attribute {custom:other} could not be determined');
  await refused(write('email', 'x'), invalid, 'Invalid email address format.');
  await refused(write('phone_number', '123'), invalid, 'Invalid phone number format.');
  await refused(write('sub', 'x'), invalid, 'Cannot modify the non-mutable attribute sub');
  await refused(
    write('custom:tenants', 'x'.repeat(2049)),
    invalid,
    'Attributes did not conform to the schema: custom:tenants: String must be no longer than 2048 characters',
  );
  await refused(
    write('email', 'bea@example.com'),
    'AliasExistsException',
    'An account with the given email already exists.',
  );
  const { UserAttributes } = await send(new AdminGetUserCommand(who));
  expect(UserAttributes!.slice(1)).toEqual([
    { Name: 'email', Value: EMAIL },
    { Name: 'custom:tenants', Value: 't1:OWNER' },
  ]);
});

test('members are listed in pages, and looked for by what Cognito looks for', async () => {
  for (let index = 0; index < 5; index += 1) await create({ Username: `m${index}@example.com` });
  await create();
  await send(new AdminDisableUserCommand(who));
  const emails = async (input: object) => {
    const { Users } = await send(new ListUsersCommand({ UserPoolId: POOL, AttributesToGet: ['email'], ...input }));
    return Users!.map(({ Attributes }) => Attributes!.map(({ Value }) => Value).join());
  };
  const pages: number[] = [];
  for await (const { Users } of paginateListUsers({ client: pool.administrator, pageSize: 4 }, { UserPoolId: POOL }))
    pages.push(Users!.length);
  expect(pages).toEqual([4, 2]);
  expect(await emails({ Filter: `email = "${EMAIL}"` })).toEqual([EMAIL]);
  expect(await emails({ Filter: 'email ^= "m"', Limit: 2 })).toEqual(['m0@example.com', 'm1@example.com']);
  expect(await emails({ Filter: 'status = "disabled"' })).toEqual([EMAIL]);
  expect(await emails({ Filter: 'cognito:user_status = "CONFIRMED"' })).toEqual([]);
  expect(await emails({ Filter: 'email = "a\\"b"' })).toEqual([]);
  await expect(emails({ Filter: 'custom:tenants = "t1"' })).rejects.toThrow(
    'Invalid search attribute: custom:tenants.',
  );
  await expect(emails({ Filter: 'email' })).rejects.toThrow('One or more filters are not valid');
});

test('members are in groups that there are', async () => {
  await create();
  const add = (GroupName: string) => send(new AdminAddUserToGroupCommand({ ...who, GroupName }));
  await add('readers');
  await refused(add('none'), 'ResourceNotFoundException', 'Group not found.');
  expect((await send(new AdminListGroupsForUserCommand(who))).Groups).toEqual([{ GroupName: 'readers' }]);
  const inGroup = (GroupName: string) => send(new ListUsersInGroupCommand({ UserPoolId: POOL, GroupName }));
  expect((await inGroup('readers')).Users).toHaveLength(1);
  expect((await inGroup('admins')).Users).toEqual([]);
});

test('what does not run here, and what is not there, is refused by name', async () => {
  await create();
  const initiate = send(
    new AdminInitiateAuthCommand({
      ...{ UserPoolId: POOL, ClientId: CLIENT, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' },
      AuthParameters: { USERNAME: EMAIL, PASSWORD },
    }),
  );
  await refused(initiate, 'InvalidParameterException', 'ADMIN_USER_PASSWORD_AUTH flow not enabled for this client');
  await refused(
    send(new AdminSetUserMFAPreferenceCommand({ ...who, SoftwareTokenMfaSettings: { Enabled: true } })),
    'InvalidParameterException',
    'User has not verified software token mfa',
  );
  await expect(
    send(new AdminSetUserMFAPreferenceCommand({ ...who, SMSMfaSettings: { Enabled: true } })),
  ).rejects.toThrow('Codes by SMS and by e-mail do not run here.');
  const other = 'eu-west-1_none';
  await refused(
    send(new AdminGetUserCommand({ ...who, UserPoolId: other })),
    'ResourceNotFoundException',
    `User pool ${other} does not exist.`,
  );
});

describe('over HTTP', () => {
  const ask = (operation: string, headers: Record<string, string> = {}, body = JSON.stringify(who)) =>
    fetch(pool.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`, ...headers },
      body,
    });
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/cognito-idp/aws4_request' };

  test('administrators have to sign, and no page of a browser is one; it signs people in from any origin', async () => {
    await create();
    const told = async (response: Response) => [
      response.status,
      ((await response.json()) as { __type?: string }).__type,
    ];
    expect(await told(await ask('AdminGetUser'))).toEqual([400, 'MissingAuthenticationTokenException']);
    expect(await told(await ask('AdminGetUser', signed))).toEqual([200, undefined]);
    const origin = { origin: 'http://localhost:5173' };
    expect(await told(await ask('AdminGetUser', { ...signed, ...origin }))).toEqual([400, 'AccessDeniedException']);
    const page = await ask('GetUser', origin, '{"AccessToken":"x"}');
    expect(page.headers.get('access-control-allow-origin')).toBe('*');
    expect(await told(page)).toEqual([400, 'NotAuthorizedException']);
    const preflight = await fetch(pool.endpoint, { method: 'OPTIONS', headers: origin });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([200, '*']);
  });

  test('what is no operation, and no JSON, is told', async () => {
    expect(await (await ask('AdminListDevices', signed)).json()).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining(
        'AdminListDevices does not run here. There are AdminAddUserToGroup, ',
      ) as unknown,
    });
    expect(await (await ask('GetUser', {}, '{')).json()).toMatchObject({ __type: 'SerializationException' });
    expect(await (await ask('GetUser', {}, '{}')).json()).toMatchObject({
      __type: 'InvalidParameterException',
      message: expect.stringContaining("Value at 'AccessToken'") as unknown,
    });
  });

  test('a pool says what its issuer is, and where its keys are', async () => {
    const response = await fetch(`${pool.endpoint}/${POOL}/.well-known/openid-configuration`);
    const { issuer, jwks_uri: keys } = (await response.json()) as { issuer: string; jwks_uri: string };
    expect(issuer).toBe(`https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`);
    expect(keys).toBe(`${pool.endpoint}/${POOL}/.well-known/jwks.json`);
    expect((await (await fetch(keys)).json()) as object).toMatchObject({ keys: [{ alg: 'RS256', use: 'sig' }] });
    expect((await fetch(`${pool.endpoint}/eu-west-1_none/.well-known/jwks.json`)).status).toBe(400);
  });
});
