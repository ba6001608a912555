import { stateCheck } from '../../../deployment/preflight/state';
import { runChecks, type Outcome } from '../../../deployment/checks';
import { explain, textOf } from '../../../deployment/explain';
import { body, fakeAws, s3Error, type Answers } from '../aws';
import { contextOf, dev, directoryWith, staging } from '../project';

const lock = (text: string) => ({
  PutObjectCommand: () => s3Error(412, 'PreconditionFailed'),
  GetObjectCommand: () => body(text),
});

const GOOD: Answers = {
  HeadBucketCommand: () => ({}),
  GetBucketVersioningCommand: () => ({ Status: 'Enabled' }),
  GetBucketEncryptionCommand: () => ({}),
  PutObjectCommand: () => ({}),
  DeleteObjectCommand: () => ({}),
};

/** What a preflight says of it, a thrown error explained. */
async function outcome(answers: Answers, environment = staging()): Promise<Outcome> {
  const context = contextOf({ root: directoryWith(), env: {} }, environment);
  const explained = (error: unknown) => explain(textOf(error), environment);
  const check = stateCheck(context, fakeAws(answers));
  const [result] = await runChecks([check], { signal: context.signal, explain: explained });
  return result!.outcome;
}

test('it is locked for a moment, as Terraform does it', async () => {
  const aws = fakeAws(GOOD);
  const context = contextOf({ root: directoryWith(), env: {} }, staging());
  await expect(stateCheck(context, aws).run(context.signal)).resolves.toEqual({
    status: 'passed',
    detail: 's3://trinity-states/trinity/staging.tfstate, can be locked',
  });
  const [put, remove] = aws.sent.slice(-2);
  const object = {
    Bucket: 'trinity-states',
    Key: 'trinity/staging.tfstate.tflock',
    ExpectedBucketOwner: '123456789012',
  };
  expect(put).toMatchObject({ command: 'PutObjectCommand', input: { ...object, IfNoneMatch: '*' } });
  expect(JSON.parse(String(put?.input.Body))).toMatchObject({ Operation: 'preflight', Path: object.Key });
  expect(remove).toEqual({ command: 'DeleteObjectCommand', input: object });
});

test.each<[string, Answers, string, string]>([
  [
    'there is no bucket',
    { HeadBucketCommand: () => s3Error(404, 'NotFound') },
    "The bucket trinity-states of staging's Terraform state does not exist.",
    'Run bin/trinity bootstrap staging.',
  ],
  [
    "the bucket is somebody else's",
    { HeadBucketCommand: () => s3Error(403, 'Forbidden') },
    'The bucket trinity-states is of another account than 123456789012, or these credentials may not see it.',
    'Check state.bucket in environments/staging.ts',
  ],
  [
    'no versions are kept',
    { GetBucketVersioningCommand: () => ({}) },
    'The bucket trinity-states keeps no versions: a lost state could not be restored.',
    'Run bin/trinity bootstrap staging.',
  ],
  [
    'the keeping of versions was suspended',
    { GetBucketVersioningCommand: () => ({ Status: 'Suspended' }) },
    'keeps no versions',
    'Run bin/trinity bootstrap staging.',
  ],
  [
    'somebody holds the lock',
    lock('{"ID":"0a61-e9","Who":"ana@laptop","Operation":"OperationTypeApply","Created":"2026-11-22T08:00:00Z"}'),
    'The state of staging is locked: ana@laptop began an apply at 2026-11-22T08:00:00Z.',
    'bin/trinity unlock staging 0a61-e9',
  ],
  [
    'somebody takes the lock at this very moment',
    { ...lock('{"ID":"0a61-e9"}'), PutObjectCommand: () => s3Error(409, 'ConditionalRequestConflict') },
    'The state of staging is locked: unknown began an unknown at unknown.',
    'bin/trinity unlock staging 0a61-e9',
  ],
  ...['not json', '', '[]', 'null', '{"Who":"ana"}'].map((text): [string, Answers, string, string] => [
    `the lock is ${JSON.stringify(text)}`,
    lock(text),
    "The state of staging is locked by something that is no lock of Terraform's: s3://trinity-states/trinity/staging.tfstate.tflock.",
    'aws s3 rm s3://trinity-states/trinity/staging.tfstate.tflock',
  ]),
  [
    'the lock is cleared at this very moment',
    { ...lock(''), GetObjectCommand: () => s3Error(404, 'NoSuchKey') },
    'The state of staging was locked a moment ago.',
    'Run the command again.',
  ],
  [
    'the role may not write there',
    {
      PutObjectCommand: () =>
        s3Error(403, 'AccessDenied', 'User: x is not authorized to perform: s3:PutObject on resource: "arn:y"'),
    },
    'The AWS identity may not do s3:PutObject on arn:y.',
    "Let the role's policy allow s3:PutObject",
  ],
  [
    'the bucket is in another region',
    { HeadBucketCommand: () => s3Error(301, 'PermanentRedirect') },
    "The bucket of staging's Terraform state is not in eu-west-1.",
    'Set state.region',
  ],
])('it fails when %s', async (_, answers, reason, next) => {
  const found = await outcome({ ...GOOD, ...answers });
  if (found.status !== 'failed') throw new Error(`it has ${found.status}`);
  expect(found.reason).toContain(reason);
  expect(found.next).toContain(next);
});

test('an interruption does not leave the lock behind', async () => {
  const controller = new AbortController();
  const aws = fakeAws({ ...GOOD, PutObjectCommand: () => (controller.abort(), {}) });
  const context = contextOf({ root: directoryWith(), env: {} }, staging(), controller.signal);
  await stateCheck(context, aws).run(controller.signal);
  expect(aws.sent.at(-1)?.command).toBe('DeleteObjectCommand');
});

test('a file is for one person', async () => {
  await expect(outcome({}, dev())).resolves.toEqual({
    status: 'passed',
    detail: 'terraform.dev.tfstate in this checkout, for one person',
  });
});
