import { runInNewContext } from 'node:vm';
import { explain, explainForeignLock, explainLock, textOf } from '../../deployment/explain';
import { dev, staging } from './project';

/** What AWS SDK for Go says of a refused request, as the provider passes it on. */
const refused = (operation: string, status: number, error: string): string =>
  `updating thing (x): operation error ${operation}, https response error StatusCode: ${status}, RequestID: 5f2cc6e1-4b0f-4b06-9a2e-7f5dd5d1f7a1, ${error}`;

/** Of Terraform 1.11.4 with its S3 backend, recorded. */
const LOCKED = `Error acquiring the state lock Error message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: u6pn2VgPyvrjGD1m229EKT7emv06, HostID: 9Gjjt1m+cjU4OPvX9O9/8RuvnG41MRb=, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold
Lock Info:
  ID:        0a61e9b1-5a6b-3f5e-8a4d-3a25b84bd1c6
  Path:      states/trinity/staging.tfstate
  Operation: OperationTypeApply
  Who:       ana@laptop
  Version:   1.11.4
  Created:   2026-11-22 08:00:00.123456789 +0000 UTC
  Info:


Terraform acquires a state lock to protect the state from being written
by multiple users at the same time. Please resolve the issue above and try
again. For most commands, you can disable locking with the "-lock=false"
flag, but this is not recommended.`;
/** The same, where the lock is no JSON. */
const FOREIGN_LOCK = LOCKED.replace(
  /Lock Info:[^]*?\n\n/,
  "failed to unmarshal JSON data into LockInfo struct: invalid character 'o' in literal null (expecting 'u')\n",
);
const CREDENTIALS_NEXT =
  'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run aws sts get-caller-identity.';

test.each([
  [
    'the account is not the one that the provider may use',
    'AWS account ID not allowed: 210987654321',
    'These credentials are of account 210987654321; staging is account 123456789012.',
    'AWS_PROFILE',
  ],
  [
    'a locked state',
    LOCKED,
    'The state of staging is locked: ana@laptop began an apply at 2026-11-22 08:00:00.123456789 +0000 UTC.',
    'bin/trinity unlock staging 0a61e9b1-5a6b-3f5e-8a4d-3a25b84bd1c6 and run the command again.',
  ],
  [
    'a lock that is none',
    FOREIGN_LOCK,
    "The state of staging is locked by something that is no lock of Terraform's: s3://trinity-states/trinity/staging.tfstate.tflock.",
    'aws s3 rm s3://trinity-states/trinity/staging.tfstate.tflock',
  ],
  [
    'a state that may not be locked is not locked',
    `Error acquiring the state lock Error message: ${refused('S3: PutObject', 403, 'api error AccessDenied: User: arn:aws:iam::123456789012:user/ana is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::trinity-states/trinity/staging.tfstate.tflock" because no identity-based policy allows the s3:PutObject action')}`,
    'The AWS identity may not do s3:PutObject on arn:aws:s3:::trinity-states/trinity/staging.tfstate.tflock.',
    'or use a role that may',
  ],
  [
    'clearing the lock of somebody else',
    "Failed to unlock state: lock ID '11111111-5a6b' does not match the existing lock ID '0a61e9b1-5a6b'\nLock Info:\n  ID: 0a61e9b1-5a6b",
    'The state of staging is locked, but not by 11111111-5a6b: the lock is 0a61e9b1-5a6b.',
    'another deploy may be running',
  ],
  [
    'clearing a lock that is not there',
    `Failed to unlock state: unable to retrieve file from S3 bucket 'states' with key 'trinity/staging.tfstate.tflock': ${refused('S3: GetObject', 404, 'NoSuchKey: ')}`,
    'The state of staging is not locked.',
    'bin/trinity deploy staging',
  ],
  [
    'expired keys',
    refused(
      'STS: GetCallerIdentity',
      403,
      'api error ExpiredToken: The security token included in the request is expired',
    ),
    'The AWS credentials have expired.',
    'aws sso login',
  ],
  [
    'expired keys, in the other words of AWS',
    refused('Lambda: UpdateAlias', 403, 'ExpiredTokenException: The security token included in the request is expired'),
    'The AWS credentials have expired.',
    'aws sso login',
  ],
  [
    'a single sign-on that is over, as the SDK for JavaScript says it',
    'CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
    'The AWS credentials have expired.',
    'aws sso login',
  ],
  [
    'a single sign-on that is over, as Terraform says it',
    'No valid credential sources found Please see https://registry.terraform.io/providers/hashicorp/aws for more information. Error: failed to refresh cached credentials, refresh cached SSO token failed, unable to refresh SSO token, operation error SSO OIDC: CreateToken, https response error StatusCode: 400, RequestID: 1, InvalidGrantException:',
    'The AWS credentials have expired.',
    'aws sso login',
  ],
  [
    'a clock that is wrong, which AWS also calls a wrong signature',
    refused(
      'STS: GetCallerIdentity',
      403,
      'api error SignatureDoesNotMatch: Signature expired: 20261122T080000Z is now earlier than 20261122T084500Z',
    ),
    "This machine's clock is wrong: AWS takes requests that are at most five minutes off.",
    'timedatectl',
  ],
  [
    'keys that AWS does not know: they are not "denied"',
    refused(
      'STS: GetCallerIdentity',
      403,
      'api error InvalidClientTokenId: The security token included in the request is invalid.',
    ),
    'AWS does not know these credentials.',
    CREDENTIALS_NEXT,
  ],
  [
    'keys that AWS does not know, in the words of its JSON services',
    'UnrecognizedClientException: The security token included in the request is invalid. (HTTP 400)',
    'AWS does not know these credentials.',
    CREDENTIALS_NEXT,
  ],
  [
    'no keys',
    'CredentialsProviderError: Could not load credentials from any providers',
    'There are no AWS credentials.',
    CREDENTIALS_NEXT,
  ],
  [
    'no keys, as Terraform says it',
    'No valid credential sources found Please see https://registry.terraform.io/providers/hashicorp/aws for more information about providing credentials. Error: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client option',
    'There are no AWS credentials.',
    CREDENTIALS_NEXT,
  ],
  [
    'no bucket for the state (recorded)',
    'Initializing the backend... Error: Failed to get existing workspaces: S3 bucket "states" does not exist. The referenced S3 bucket must have been previously created. Error: operation error S3: ListObjectsV2, https response error StatusCode: 404, RequestID: 1, NoSuchBucket:',
    "The bucket of staging's Terraform state does not exist.",
    'Run bin/trinity bootstrap staging, which makes it.',
  ],
  [
    'a bucket elsewhere',
    refused('S3: ListObjectsV2', 301, 'requested bucket from "eu-west-1", actual location "us-east-1"'),
    "The bucket of staging's Terraform state is not in eu-west-1.",
    'aws s3api get-bucket-location',
  ],
  [
    'a protected resource (recorded)',
    'Instance cannot be destroyed Resource aws_dynamodb_table.rooms has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed. To avoid this error and continue with the plan, either disable lifecycle.prevent_destroy or reduce the scope of the plan using the -target option.',
    'aws_dynamodb_table.rooms is protected: Terraform may not destroy or replace it.',
    'deletionProtection to { enabled: false',
  ],
  [
    'a protected resource that was adopted',
    'Instance cannot be destroyed Resource aws_sns_topic.alarms has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.',
    'aws_sns_topic.alarms is protected: Terraform may not destroy or replace it.',
    'bin/trinity import staging --check says what would replace it',
  ],
  [
    'a released table that is not there',
    "reading Dynamodb Table (films): couldn't find resource",
    'The table films is released, and is not there.',
    'docs/runbooks/releasing.md',
  ],
  [
    'a released table with another key',
    'Resource postcondition failed The table films has another key than the application reads and writes: roomId (S).',
    'The table films is released, and has another key than the application reads and writes.',
    'docs/runbooks/releasing.md',
  ],
  [
    'a table that AWS protects',
    refused(
      'DynamoDB: DeleteTable',
      400,
      'api error ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    ),
    'A table is protected against deletion in AWS: ',
    'environments/staging.ts',
  ],
  [
    'a permission that is missing',
    `aws_lambda_alias.room: ${refused('Lambda: UpdateAlias', 403, 'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/deploy/ana is not authorized to perform: lambda:UpdateAlias on resource: arn:aws:lambda:eu-west-1:123456789012:function:trinity-room-staging because no identity-based policy allows the lambda:UpdateAlias action')}`,
    'The AWS identity may not do lambda:UpdateAlias on arn:aws:lambda:eu-west-1:123456789012:function:trinity-room-staging.',
    "Let the role's policy allow lambda:UpdateAlias",
  ],
  [
    "a permission that GitHub's role does not have",
    'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/github-deploys-staging/trinity-staging-1 is not authorized to perform: sns:Publish on resource: x because no identity-based policy allows the sns:Publish action',
    'The AWS identity may not do sns:Publish on x.',
    'Have an administrator run bin/trinity bootstrap staging --roles on this commit, and run the command again.',
  ],
  [
    'a permission that an organisation denies: the own policy does not help',
    refused(
      'DynamoDB: CreateTable',
      400,
      'api error AccessDeniedException: User: arn:aws:iam::123456789012:user/ana is not authorized to perform: dynamodb:CreateTable on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/x with an explicit deny in a service control policy',
    ),
    'The AWS identity may not do dynamodb:CreateTable on arn:aws:dynamodb:eu-west-1:123456789012:table/x, with an explicit deny in a service control policy.',
    'ask whoever keeps it',
  ],
  [
    "a role that does not trust a workflow's token",
    'Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    'The role does not trust the token',
    'Compare the trust with the subject that GitHub sends',
  ],
  ['a refusal without details', 'Forbidden: UnknownError (HTTP 403)', 'AWS denies a request: Forbidden', 'Use a role'],
  [
    'throttling that outlasts all tries',
    refused('Lambda: UpdateFunctionCode', 429, 'TooManyRequestsException: Rate exceeded'),
    'AWS throttles Lambda: UpdateFunctionCode, and went on doing so through all tries.',
    'Wait a minute and run the command again.',
  ],
  [
    'throttling of DynamoDB',
    'ThrottlingException: Rate of requests exceeds the allowed throughput. (HTTP 400)',
    'AWS throttles requests, and went on doing so through all tries.',
    'Wait',
  ],
  [
    'a resource whose name speaks of throttles is not throttled',
    `aws_cloudwatch_metric_alarm.rooms_throttles: ${refused('CloudWatch: PutMetricAlarm', 400, 'api error ValidationError: Period must be a multiple of 60')}`,
    'aws_cloudwatch_metric_alarm.rooms_throttles: updating thing',
    'See what it says',
  ],
  [
    'a plan that is out of date (recorded)',
    'Saved plan is stale The given plan file can no longer be applied because the state was changed by another operation after the plan was created.',
    'The state has changed since the plan was made: somebody else has deployed in between.',
    'Plan anew: bin/trinity deploy staging, or bin/trinity review staging',
  ],
  [
    'no registry',
    'Error: Failed to query available provider packages Could not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.terraform.io: Get "https://registry.terraform.io/": dial tcp: lookup registry.terraform.io: no such host',
    'Terraform cannot fetch the AWS provider from its registry.',
    'mirror',
  ],
  [
    'nobody answers (recorded)',
    'validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, exceeded maximum number of attempts, 5, https response error StatusCode: 0, RequestID: , request send failed, Post "http://127.0.0.1:9/": dial tcp 127.0.0.1:9: connect: connection refused',
    'AWS does not answer: validating provider credentials',
    'AWS_ENDPOINT_URL',
  ],
  [
    'a fault of AWS',
    refused('Lambda: GetFunction', 500, 'ServiceException: An internal error'),
    'An AWS service has a fault of its own: updating thing',
    'https://health.aws.amazon.com',
  ],
  ['something else', 'It is  \n  Tuesday.', 'It is Tuesday.', 'See what it says, mend it'],
  ['nothing', '', 'no reason was given', 'See what it says, mend it'],
])('%s', (_, text, reason, next) => {
  const explained = explain(text, staging());
  expect(explained.reason).toContain(reason);
  expect(explained.next).toContain(next);
});

test.each([
  ['throttling', 'TooManyRequestsException: Rate exceeded'],
  ['a fault of AWS', 'InternalServerError: no (HTTP 500)'],
  ['no answer', 'connect ECONNREFUSED 127.0.0.1:9'],
  ['a refusal', 'Forbidden: UnknownError (HTTP 403)'],
  ['a permission', 'not authorized to perform: ssm:GetParameter on resource: x'],
  ['something else', 'It is Tuesday.'],
])('after %s, only an apply that had begun is finished by a repetition', (_, text) => {
  expect(explain(text, dev()).next).toMatch(/run the command again\.$/);
  expect(explain(text, dev(), { begun: true }).next).toMatch(/run the command again: it finishes what was begun\.$/);
});

test('an unknown error is cut, a known one clipped', () => {
  expect(explain('x'.repeat(10_000), dev()).reason).toBe(`${'x'.repeat(600)} …`);
  expect(explain(`HTTP 403 ${'x'.repeat(10_000)}`, dev()).reason.length).toBeLessThan(400);
});

/** A pattern whose time grows with the square of the length would take minutes, and is stopped. */
test.each([
  'token ',
  'Error acquiring the state lock ',
  'Failed to unlock state: ',
  'not authorized to perform: a:b on resource: ',
  'Instance cannot be destroyed Resource ',
  'reading DynamoDB Table (',
  'The table ',
  'S3 bucket ',
  'SSO session ',
  ' ',
  'a',
])('a megabyte of %p does not hold it up', (part) => {
  const long = part.repeat(1_000_000 / part.length);
  runInNewContext('go()', { go: () => explain(long, dev()) }, { timeout: 10_000 });
});

describe('a lock', () => {
  const lock = { id: '7', who: 'ana', created: 'noon' };

  test.each([
    ['OperationTypeApply', 'an apply'],
    ['OperationTypePlan', 'a plan'],
    ['trinity preflight', 'a trinity preflight'],
    ['unknown', 'an unknown'],
  ])('of %s is %s', (operation, what) => {
    expect(explainLock({ ...lock, operation }, 'dev')).toEqual({
      reason: `The state of dev is locked: ana began ${what} at noon.`,
      next: 'If that deploy still runs, wait for it. If it died, clear the lock with bin/trinity unlock dev 7 and run the command again.',
    });
  });

  test('of something else, where the state is a file', () => {
    expect(explainForeignLock({ backend: 'local' }, 'dev').reason).toContain('the lock of dev');
  });
});

describe('what was thrown, as text', () => {
  test('name, message and status', () => {
    const error = Object.assign(new Error('No.'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    expect(textOf(error)).toBe('AccessDenied: No. (HTTP 403)');
  });

  test('the causes', () => {
    expect(textOf(new Error('a', { cause: new Error('b', { cause: 'c' }) }))).toBe('Error: a (Error: b (c))');
  });

  test('every error of several: a rollback says which function, and why', () => {
    const errors = ['cache', 'room'].map((name) => new Error(name, { cause: new Error(`no ${name}`) }));
    expect(textOf(new AggregateError(errors, 'cache, room'))).toBe(
      'AggregateError: cache, room (Error: cache (Error: no cache); Error: room (Error: no room))',
    );
  });

  test("Node's refused connection, which has no message of its own", () => {
    const refusedOn = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: 'ECONNREFUSED', syscall: 'connect' });
    const error = Object.assign(new AggregateError([refusedOn('::1:9'), refusedOn('127.0.0.1:9')]), {
      code: 'ECONNREFUSED',
    });
    expect(explain(textOf(error), dev()).reason).toContain('AWS does not answer: AggregateError: ECONNREFUSED');
  });

  test('what is no error', () => {
    expect(textOf('plain')).toBe('plain');
  });
});
