import { judgeTopic, mayCloudWatch } from '../../../import/account/topic';
import { awsError, fakeAws, type Answers } from '../../deployment/aws';

const OF = { account: '111111111111', region: 'eu-west-1' };
const ARN = 'arn:aws:sns:eu-west-1:111111111111:ops';
const CLOUDWATCH = { Service: 'cloudwatch.amazonaws.com' };
const ANYBODY = { AWS: '*' };
const ALARMS = 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:*';
const OWNER = { StringEquals: { 'AWS:SourceOwner': OF.account } };

interface Said {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

const policy = (...statements: Said[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({ Effect: 'Allow', Action: 'sns:Publish', Resource: ARN, ...one })),
  });

describe('whether a policy lets CloudWatch tell a topic', () => {
  const ofAlarms = (arn: string) => ({ Principal: CLOUDWATCH, Condition: { ArnLike: { 'aws:SourceArn': arn } } });
  const denied = (more: Said = {}): Said => ({ Effect: 'Deny', Principal: ANYBODY, ...more });
  test.each<[string, string, readonly Said[]]>([
    [
      "SNS's own for a new topic",
      'yes',
      [{ Principal: ANYBODY, Action: ['SNS:Publish', 'SNS:Subscribe'], Condition: OWNER }],
    ],
    ['CloudWatch by its name', 'yes', [{ Principal: CLOUDWATCH }]],
    ['everything, for all', 'yes', [{ Principal: '*', Action: '*', Resource: '*' }]],
    ['alarms of the account', 'yes', [ofAlarms('arn:aws:cloudwatch:eu-west-1:111111111111:alarm:*')]],
    ['alarms of any region', 'yes', [ofAlarms('arn:aws:cloudwatch:*:111111111111:*')]],
    ['one alarm', 'unclear', [ofAlarms('arn:aws:cloudwatch:eu-west-1:111111111111:alarm:mine')]],
    ["another account's alarms", 'no', [ofAlarms('arn:aws:cloudwatch:eu-west-1:999999999999:alarm:*')]],
    ['another account', 'no', [{ Principal: ANYBODY, Condition: { StringEquals: { 'aws:SourceAccount': '9' } } }]],
    [
      'a condition of which nothing is known here',
      'unclear',
      [{ Principal: ANYBODY, Condition: { Bool: { 'aws:x': 'true' } } }],
    ],
    ['only the account itself', 'no', [{ Principal: { AWS: `arn:aws:iam::${OF.account}:root` } }]],
    ['only events', 'no', [{ Principal: { Service: 'events.amazonaws.com' } }]],
    ['another action', 'no', [{ Principal: CLOUDWATCH, Action: 'sns:Subscribe' }]],
    ['another topic', 'no', [{ Principal: CLOUDWATCH, Resource: `${ARN}-other` }]],
    ['nobody', 'no', []],
    ['denied to all', 'no', [{ Principal: CLOUDWATCH }, denied()]],
    [
      'denied to others',
      'yes',
      [{ Principal: CLOUDWATCH }, denied({ Principal: { Service: 'events.amazonaws.com' } })],
    ],
    [
      'denied on a condition',
      'unclear',
      [{ Principal: CLOUDWATCH }, denied({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
    ],
    [
      'denied without TLS',
      'yes',
      [{ Principal: CLOUDWATCH }, denied({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    ],
    [
      'a pattern where IAM reads a text',
      'no',
      [{ Principal: CLOUDWATCH, Condition: { StringEquals: { 'aws:SourceArn': ALARMS } } }],
    ],
    [
      'one alarm by its text',
      'unclear',
      [{ Principal: CLOUDWATCH, Condition: { StringEquals: { 'aws:SourceArn': ALARMS.replace('*', 'mine') } } }],
    ],
    [
      'any account by a text',
      'no',
      [{ Principal: ANYBODY, Condition: { StringEquals: { 'aws:SourceAccount': '*' } } }],
    ],
    [
      'any account by a pattern',
      'yes',
      [{ Principal: ANYBODY, Condition: { StringLike: { 'aws:SourceAccount': '*' } } }],
    ],
    ['alarms of another partition', 'no', [ofAlarms(ALARMS.replace('aws', 'aws-cn'))]],
    [
      'denied to all but somebody',
      'unclear',
      [{ Principal: CLOUDWATCH }, { Effect: 'Deny', NotPrincipal: { AWS: 'arn:aws:iam::1:root' } }],
    ],
  ])('%s: %s', (_, answer, statements) => {
    expect(mayCloudWatch(policy(...statements), ['sns:Publish'], ARN, OF)).toBe(answer);
  });

  test('what is no policy says nothing', () => {
    expect(mayCloudWatch('no policy', ['sns:Publish'], ARN, OF)).toBe('unclear');
  });
});

describe('a topic', () => {
  const told = policy({ Principal: CLOUDWATCH });
  const judge = (answers: Answers, topic: { policy?: string; key?: string } = {}) =>
    judgeTopic(fakeAws(answers).kms, { arn: ARN, policy: told, ...topic }, OF);
  const key = (metadata: object = {}, statement: Said = {}): Answers => ({
    DescribeKeyCommand: () => ({
      KeyMetadata: { Arn: 'arn:key', KeyManager: 'CUSTOMER', KeyState: 'Enabled', ...metadata },
    }),
    GetKeyPolicyCommand: ({ KeyId, PolicyName }) => {
      expect([KeyId, PolicyName]).toEqual(['arn:key', 'default']);
      const all = { Principal: CLOUDWATCH, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' };
      return { Policy: policy({ ...all, ...statement }) };
    },
  });
  const encrypted = { key: 'alias/ops' };

  test('that CloudWatch may tell, encrypted or not, has nothing against it', async () => {
    expect(await judge({})).toEqual({ problems: [], notSeen: [] });
    expect(await judge(key(), encrypted)).toEqual({ problems: [], notSeen: [] });
  });

  test('whose key names itself in its policy is as good', async () => {
    expect(await judge(key({}, { Resource: 'arn:key' }), encrypted)).toEqual({ problems: [], notSeen: [] });
  });

  test('whose policy denies it, or that nobody could see', async () => {
    expect(await judge({}, { policy: policy() })).toEqual({
      problems: [expect.stringMatching(/^policy: It does not let CloudWatch publish/)],
      notSeen: [],
    });
    expect(await judgeTopic(fakeAws({}).kms, { arn: ARN, policy: undefined }, OF)).toEqual({
      problems: [],
      notSeen: [expect.stringMatching(/^Whether its policy lets CloudWatch publish/)],
    });
  });

  test.each<[string, Answers, RegExp]>([
    ["AWS's own", key({ KeyManager: 'AWS' }), /^kms_master_key_id: alias\/ops is a key of AWS's own/],
    ['switched off', key({ KeyState: 'PendingDeletion' }), /^kms_master_key_id: alias\/ops is PendingDeletion/],
    ['not there', { DescribeKeyCommand: () => awsError('NotFoundException', 'no', 400) }, /AWS has no key alias\/ops/],
    [
      'for others only',
      key({}, { Principal: { AWS: `arn:aws:iam::${OF.account}:root` } }),
      /does not let CloudWatch use it/,
    ],
    ['to decrypt only', key({}, { Action: 'kms:Decrypt' }), /does not let CloudWatch use it/],
  ])('whose key is %s', async (_, answers, problem) => {
    expect((await judge(answers, encrypted)).problems).toEqual([expect.stringMatching(problem)]);
  });

  test('whose key these credentials may not look at is not passed over', async () => {
    const answers = { DescribeKeyCommand: () => awsError('AccessDeniedException', 'no', 400) };
    expect(await judge(answers, encrypted)).toEqual({
      problems: [],
      notSeen: ['Whether CloudWatch may use its key alias/ops: these credentials may not call kms:DescribeKey.'],
    });
    const broken = { DescribeKeyCommand: () => awsError('KMSInternalException', 'no', 400) };
    await expect(judge(broken, encrypted)).rejects.toThrow('no');
  });
});
