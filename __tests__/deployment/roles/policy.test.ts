import { BESIDES } from '../../../deployment/roles/besides';
import { actionsOf, type PolicyDocument } from '../../../deployment/roles/document';
import { ROLE_KINDS, ROLES } from '../../../deployment/roles/kinds';
import { calledBy, MOST_CHARACTERS, policyOf } from '../../../deployment/roles/policy';
import { loadEnvironments, type Environment } from '../../../environments';
import { takesNoResource } from '../../../packages/plan-review/src/judging/policy/unscoped';
import { decide } from '../../../local/iam/decide';
import { staging } from '../project';
import { withRoomCache } from '../../environments/change';

const environments = loadEnvironments();
const each = environments.flatMap((environment) =>
  ROLE_KINDS.map((kind) => [`${environment.name}, ${kind}`, environment, kind] as const),
);

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** An environment with all that a configuration can ask of a role. */
function everything(): Environment {
  const one = staging();
  const billing = { mode: 'PROVISIONED', read: { min: 1, max: 9, targetUtilization: 70 }, write: 1 } as const;
  const adopted = (name: string) => ({
    name,
    encryption: KEY,
    replicas: { 'eu-central-1': { pointInTimeRecovery: false } },
  });
  return withRoomCache(one, {
    tables: {
      ...one.systems.roomCache.tables,
      rooms: { ...one.systems.roomCache.tables.rooms, billing },
      roomMovieCache: { ...one.systems.roomCache.tables.roomMovieCache, adopt: adopted('Films') },
      roomCacheMetadata: { ...one.systems.roomCache.tables.roomCacheMetadata, adopt: adopted('Caches') },
      filterCache: { ...one.systems.roomCache.tables.filterCache, adopt: adopted('Filters') },
    },
    functions: {
      ...one.systems.roomCache.functions,
      room: { ...one.systems.roomCache.functions.room, provisionedConcurrency: 1 },
    },
    api: { ...one.systems.roomCache.api, userPools: { 'eu-west-1_Ab1Cd2Ef3': {} } },
    logs: { adopt: { cache: { name: '/old/cache', encryptionKey: KEY } } },
    alarms: { ...one.systems.roomCache.alarms, topic: { adopt: { arn: 'arn:aws:sns:eu-west-1:123456789012:pager' } } },
  });
}

const may = (document: PolicyDocument, action: string, resource: string, context = {}): boolean =>
  decide(document.Statement, { action, resource, context }) === 'allowed';

describe.each(each)('the policy of %s', (_, environment, kind) => {
  const document = policyOf(kind, environment);

  test('fits into a role', () => {
    expect(JSON.stringify(document).length).toBeLessThan(MOST_CHARACTERS);
  });

  test('names every resource that AWS lets one name', () => {
    const loose = document.Statement.filter(({ Resource }) => Resource.includes('*'));
    expect(loose.flatMap(({ Action }) => Action).filter((action) => !takesNoResource(action))).toEqual([]);
    expect(actionsOf(document).filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  test('has statements with names of their own', () => {
    const sids = document.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('is about this environment, and not about the roles themselves', () => {
    const other = environment.name === 'prod' ? 'staging' : 'prod';
    const table = (name: string) =>
      `arn:aws:dynamodb:${environment.region}:${environment.account}:table/trinity-rooms-${name}`;
    const role = (name: string) => `arn:aws:iam::${environment.account}:role/${name}`;
    expect(may(document, 'dynamodb:DescribeTable', table(environment.name))).toBe(true);
    expect(may(document, 'dynamodb:DescribeTable', table(other))).toBe(false);
    expect(may(document, 'iam:GetRole', role(`trinity-cache-${environment.name}`))).toBe(true);
    for (const one of ROLE_KINDS)
      expect(may(document, 'iam:GetRole', role(ROLES[one].name(environment.name)))).toBe(false);
  });
});

test('a role that has everything to do fits, too', () => {
  for (const kind of ROLE_KINDS)
    expect(JSON.stringify(policyOf(kind, everything())).length).toBeLessThan(MOST_CHARACTERS);
});

test('what plans changes nothing, and reads no item, no log, no parameter and no function', () => {
  const actions = actionsOf(policyOf('plan', everything()));
  expect(actions.length).toBeGreaterThan(30);
  expect(actions.filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
  const contents = /^(ssm|secretsmanager):|^kms:Decrypt|^dynamodb:(BatchGet|Get|Query|Scan)|^logs:(Get|Filter)|:Invoke/;
  expect(actions.filter((action) => contents.test(action))).toEqual([]);
});

test('what deploys may do all that plans does', () => {
  const deploys = actionsOf(policyOf('deploy', everything()));
  expect(actionsOf(policyOf('plan', everything())).filter((action) => !deploys.includes(action))).toEqual([]);
});

test('a role goes to Lambda and AppSync only, and only roles of the environment', () => {
  const document = policyOf('deploy', staging());
  const passes = (role: string, service: string) =>
    may(document, 'iam:PassRole', `arn:aws:iam::123456789012:role/${role}`, { 'iam:PassedToService': service });
  expect(passes('trinity-room-staging', 'lambda.amazonaws.com')).toBe(true);
  expect(passes('trinity-room-staging', 'ec2.amazonaws.com')).toBe(false);
  expect(passes('admin', 'lambda.amazonaws.com')).toBe(false);
  expect(may(document, 'iam:PassRole', 'arn:aws:iam::123456789012:role/trinity-room-staging')).toBe(false);
});

test('a role goes to Cognito where a user pool sends codes by SMS', () => {
  const passes = (environment: Environment) =>
    may(
      policyOf('deploy', environment),
      'iam:PassRole',
      'arn:aws:iam::123456789012:role/trinity-booking-administrators-sms-staging',
      { 'iam:PassedToService': 'cognito-idp.amazonaws.com' },
    );
  expect([passes(staging()), passes(staging({ 'systems.booking.administrators.sms': true }))]).toEqual([false, true]);
});

test('services make their own roles where the environment uses them', () => {
  const makes = (environment: Environment, role: string) =>
    may(
      policyOf('deploy', environment),
      'iam:CreateServiceLinkedRole',
      `arn:aws:iam::123456789012:role/aws-service-role/${role}`,
      {
        'iam:AWSServiceName': role.split('/', 1)[0],
      },
    );
  const traced = 'appsync.amazonaws.com/AWSServiceRoleForAppSync';
  const scaled = 'dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable';
  const untraced = staging({ 'systems.roomCache.api.tracing': false, 'systems.booking.api.tracing': false });
  expect([makes(staging(), traced), makes(untraced, traced)]).toEqual([true, false]);
  expect([makes(everything(), scaled), makes(staging(), scaled)]).toEqual([true, false]);
  expect(makes(everything(), 'ecs.amazonaws.com/AWSServiceRoleForECS')).toBe(false);
});

test('what is adopted under another name is among the resources', () => {
  const document = policyOf('deploy', everything());
  const arn = (what: string, region = 'eu-west-1') => `arn:aws:dynamodb:${region}:123456789012:table/${what}`;
  expect(may(document, 'dynamodb:UpdateTable', arn('Films'))).toBe(true);
  expect(may(document, 'dynamodb:DescribeTable', arn('Films', 'eu-central-1'))).toBe(true);
  expect(may(policyOf('deploy', staging()), 'dynamodb:UpdateTable', arn('Films'))).toBe(false);
  expect(may(document, 'sns:Subscribe', 'arn:aws:sns:eu-west-1:123456789012:pager')).toBe(true);
  expect(may(document, 'logs:PutRetentionPolicy', 'arn:aws:logs:eu-west-1:123456789012:log-group:/old/cache:*')).toBe(
    true,
  );
  expect(may(document, 'kms:DescribeKey', KEY)).toBe(true);
  expect(
    may(
      policyOf('plan', everything()),
      'cognito-idp:DescribeUserPool',
      'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab1Cd2Ef3',
    ),
  ).toBe(true);
});

test('user pools that a deploy makes are within reach where there are some, and nowhere else', () => {
  const off = { enabled: false, reason: 'a test' };
  const auth = { mode: 'COGNITO', expires: '2027-11-01T00:00:00Z', members: { mfa: 'ON', deletionProtection: off } };
  const prod = environments.find(({ name }) => name === 'prod')!;
  const api = { ...prod.systems.roomCache.api, auth: auth as typeof prod.systems.roomCache.api.auth };
  const makes = (environment: Environment) =>
    may(
      policyOf('deploy', environment),
      'cognito-idp:UpdateUserPool',
      `arn:aws:cognito-idp:${environment.region}:${environment.account}:userpool/eu-west-1_Zz9`,
    );
  expect(prod.systems.booking).toBeUndefined();
  expect([makes(prod), makes(withRoomCache(prod, { api }))]).toEqual([false, true]);
});

test('of the keys of KMS, the one of DynamoDB is looked up by its alias, and no other', () => {
  const looksUp = (alias: string) =>
    may(policyOf('plan', staging()), 'kms:DescribeKey', 'arn:aws:kms:eu-west-1:123456789012:key/any', {
      'kms:RequestAlias': alias,
    });
  expect([looksUp('alias/aws/dynamodb'), looksUp('alias/payroll')]).toEqual([true, false]);
});

test('the state is the one object that is written, with what belongs to it', () => {
  const writes = (key: string) =>
    may(policyOf('deploy', staging()), 's3:PutObject', `arn:aws:s3:::trinity-states/${key}`);
  const { key } = staging().state as { key: string };
  expect([key, `${key}.tflock`, key.replace('.tfstate', '/deployments/1.json')].map(writes)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['other.tfstate', `${key}.backup`].map(writes)).toEqual([false, false]);
});

test('in China, resources are called as they are there', () => {
  const there = staging({ region: 'cn-north-1', 'state.region': 'cn-north-1' });
  for (const kind of ROLE_KINDS) {
    const arns = policyOf(kind, there)
      .Statement.flatMap(({ Resource }) => Resource)
      .filter((one) => one !== '*');
    expect(arns.filter((arn) => !arn.startsWith('arn:aws-cn:'))).toEqual([]);
  }
});

test('what is added to what was called was not called', () => {
  for (const kind of ROLE_KINDS) {
    const called = calledBy(kind);
    const always = BESIDES.filter(({ roles, when }) => roles.includes(kind) && when === undefined);
    expect(always.flatMap(({ actions }) => actions).filter((action) => called.includes(action))).toEqual([]);
  }
});
