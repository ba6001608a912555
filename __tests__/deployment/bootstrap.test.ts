import { bootstrap } from '../../deployment/bootstrap';
import { fakeAws, identity, s3Error, type Answers, type Input } from './aws';
import { ACCOUNT, contextOf, dev, directoryWith, staging } from './project';

/** A bucket that remembers what it is told. */
function bucket(has: { exists?: boolean; policy?: object; encryption?: string; rules?: object[] } = {}) {
  let { rules } = has;
  let { exists = true } = has;
  let policy = has.policy && JSON.stringify(has.policy);
  let encryption = has.encryption;
  const answers: Answers = {
    GetCallerIdentityCommand: identity(ACCOUNT),
    HeadBucketCommand: () => (exists ? {} : s3Error(404, 'NotFound')),
    CreateBucketCommand: () => ((exists = true), {}),
    PutBucketVersioningCommand: () => ({}),
    GetBucketEncryptionCommand: () =>
      encryption === undefined
        ? s3Error(404, 'ServerSideEncryptionConfigurationNotFoundError')
        : {
            ServerSideEncryptionConfiguration: {
              Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: encryption } }],
            },
          },
    PutBucketEncryptionCommand: () => ((encryption = 'AES256'), {}),
    PutPublicAccessBlockCommand: () => ({}),
    PutBucketOwnershipControlsCommand: () => ({}),
    GetBucketPolicyCommand: () => (policy === undefined ? s3Error(404, 'NoSuchBucketPolicy') : { Policy: policy }),
    PutBucketPolicyCommand: ({ Policy }: Input) => ((policy = String(Policy)), {}),
    GetBucketLifecycleConfigurationCommand: () =>
      rules === undefined
        ? s3Error(404, 'NoSuchLifecycleConfiguration')
        : { Rules: rules, TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' },
    PutBucketLifecycleConfigurationCommand: ({ LifecycleConfiguration }: Input) => (
      ({ Rules: rules } = LifecycleConfiguration as { Rules: object[] }),
      {}
    ),
  };
  return {
    answers,
    policy: () => JSON.parse(policy!) as { Statement: { Sid?: string }[] },
    encryption: () => encryption,
    rules: () => rules as { ID: string }[],
  };
}

const project = { root: directoryWith(), env: {} };
const run = (answers: Answers, environment = staging()) => {
  const aws = fakeAws(answers);
  return { aws, ended: bootstrap(contextOf(project, environment), aws) };
};
const names = (aws: ReturnType<typeof fakeAws>): string[] => aws.sent.map(({ command }) => command);

test('a bucket that is not there is made, with every setting', async () => {
  const { answers, policy, encryption } = bucket({ exists: false });
  const { aws, ended } = run(answers);
  await expect(ended).resolves.toEqual({ bucket: 'trinity-states', created: true });
  expect(names(aws).filter((name) => /^(Create|Put)/.test(name))).toEqual([
    'CreateBucketCommand',
    'PutBucketVersioningCommand',
    'PutBucketEncryptionCommand',
    'PutPublicAccessBlockCommand',
    'PutBucketOwnershipControlsCommand',
    'PutBucketPolicyCommand',
    'PutBucketLifecycleConfigurationCommand',
  ]);
  expect(encryption()).toBe('AES256');
  expect(policy().Statement).toEqual([
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::trinity-states', 'arn:aws:s3:::trinity-states/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
  const input = (name: string) => aws.sent.find(({ command }) => command === name)?.input;
  expect(input('PutBucketVersioningCommand')).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
  expect(input('PutPublicAccessBlockCommand')).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  const withoutOwner = aws.sent.filter(({ input }) => 'Bucket' in input && input.ExpectedBucketOwner !== ACCOUNT);
  expect(withoutOwner.map(({ command }) => command)).toEqual(['CreateBucketCommand']);
});

test('what is old goes: versions of the state late, and never the last ones; records later still', async () => {
  const { answers, rules } = bucket();
  await run(answers).ended;
  const swept = {
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    Expiration: { ExpiredObjectDeleteMarker: true },
  };
  const ofKey = (key: string) => [
    {
      Prefix: `${key}.tfstate`,
      NoncurrentVersionExpiration: { NoncurrentDays: 365, NewerNoncurrentVersions: 30 },
    },
    { Prefix: `${key}.tfstate.tflock`, ...swept },
    { Prefix: `${key}/applying.json`, ...swept },
    {
      Prefix: `${key}/deployments/`,
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      Expiration: { Days: 730 },
    },
  ];
  expect(rules()).toEqual(
    [...ofKey('trinity/staging'), ...ofKey('trinity/staging-booking')].map(({ Prefix, ...rest }) => ({
      ID: `trinity ${Prefix}`,
      Status: 'Enabled',
      Filter: { Prefix },
      ...rest,
    })),
  );
});

test("other people's rules stay, and so does what applies to them", async () => {
  const theirs = { ID: 'theirs', Status: 'Enabled', Filter: { Prefix: 'x/' }, Expiration: { Days: 1 } };
  const { answers, rules } = bucket({ rules: [theirs, { ID: 'trinity trinity/staging.tfstate', Status: 'Disabled' }] });
  const { aws, ended } = run(answers);
  await ended;
  expect(rules()[0]).toEqual(theirs);
  expect(new Set(rules().map(({ ID }) => ID)).size).toBe(rules().length);
  const put = aws.sent.find(({ command }) => command === 'PutBucketLifecycleConfigurationCommand');
  expect(put?.input).toMatchObject({ TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' });
});

test.each([
  ['eu-west-1', { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }],
  ['us-east-1', {}], // S3 refuses to be told the region that it began in
])('in %s', async (region, extra) => {
  const { aws, ended } = run(bucket({ exists: false }).answers, staging({ 'state.region': region }));
  await ended;
  const create = aws.sent.find(({ command }) => command === 'CreateBucketCommand');
  expect(create?.input).toEqual({ Bucket: 'trinity-states', ...extra });
});

test('again, it makes nothing and changes nothing', async () => {
  const { answers, policy, rules } = bucket({ exists: false });
  await run(answers).ended;
  const before = [policy(), rules()];
  const { aws, ended } = run(answers);
  await expect(ended).resolves.toEqual({ bucket: 'trinity-states', created: false });
  expect(names(aws)).not.toContain('CreateBucketCommand');
  expect(names(aws)).not.toContain('PutBucketEncryptionCommand');
  expect([policy(), rules()]).toEqual(before);
});

test('keys that somebody has chosen stay', async () => {
  const { answers, encryption } = bucket({ encryption: 'aws:kms' });
  await run(answers).ended;
  expect(encryption()).toBe('aws:kms');
});

test.each([
  ['a list', [{ Sid: 'Theirs', Effect: 'Allow' }, { Effect: 'Deny' }, { Sid: 'TlsOnly', Effect: 'old' }]],
  ['one without a list', { Sid: 'Theirs', Effect: 'Allow' }],
])("other people's statements stay: %s", async (_, Statement) => {
  const { answers, policy } = bucket({ policy: { Version: '2012-10-17', Id: 'theirs', Statement } });
  await run(answers).ended;
  const sids = policy().Statement.map(({ Sid }) => Sid);
  expect(sids).toEqual(Array.isArray(Statement) ? ['Theirs', undefined, 'TlsOnly'] : ['Theirs', 'TlsOnly']);
  expect(policy()).toMatchObject({ Version: '2012-10-17', Id: 'theirs' });
});

test("a bucket of somebody else's stops it before anything is written", async () => {
  const { aws, ended } = run({ ...bucket().answers, HeadBucketCommand: () => s3Error(403, 'Forbidden') });
  await expect(ended).rejects.toMatchObject({
    stage: 'preflight',
    message: 'The bucket name trinity-states is taken by another account, or these credentials may not see it.',
    next: 'Choose another state.bucket in environments/staging.ts; bucket names are shared by all of AWS.',
  });
  expect(names(aws)).toEqual(['GetCallerIdentityCommand', 'HeadBucketCommand']);
});

test('credentials of another account stop it before S3 is asked', async () => {
  const { aws, ended } = run({ ...bucket().answers, GetCallerIdentityCommand: identity('210987654321') });
  await expect(ended).rejects.toMatchObject({
    stage: 'preflight',
    message:
      'These credentials are of account 210987654321 (arn:aws:iam::210987654321:user/ana); staging is account 123456789012.',
    next: 'Use credentials of account 123456789012: set AWS_PROFILE and run aws sts get-caller-identity.',
  });
  expect(names(aws)).toEqual(['GetCallerIdentityCommand']);
});

test('another fault of S3 goes on as it is', async () => {
  const fault = s3Error(503, 'SlowDown');
  await expect(run({ ...bucket().answers, HeadBucketCommand: () => fault }).ended).rejects.toBe(fault);
  await expect(run({ ...bucket().answers, GetBucketPolicyCommand: () => fault }).ended).rejects.toBe(fault);
});

test('a state that is a file needs nothing', async () => {
  const { aws, ended } = run({}, dev());
  await expect(ended).resolves.toEqual({ created: false });
  expect(aws.sent).toEqual([]);
});

test('a bucket in China is protected by the name that it has there', async () => {
  const { answers, policy } = bucket({ exists: false });
  const there = staging({ region: 'cn-north-1', 'state.region': 'cn-north-1' });
  await run(answers, there).ended;
  expect(policy().Statement).toMatchObject([
    { Resource: ['arn:aws-cn:s3:::trinity-states', 'arn:aws-cn:s3:::trinity-states/*'] },
  ]);
});
