import { restoreState } from '../../deployment/state-versions';
import { body, fakeAws, identity, s3Error, type Answers } from './aws';
import { ACCOUNT, contextOf, dev, directoryWith, staging } from './project';

const STATE = 'trinity/staging.tfstate';
const LOCK = { Bucket: 'trinity-states', Key: `${STATE}.tflock`, ExpectedBucketOwner: ACCOUNT };

const GOOD: Answers = {
  GetCallerIdentityCommand: identity(ACCOUNT),
  ListObjectVersionsCommand: () => ({
    Versions: [
      { Key: `${STATE}.tflock`, VersionId: 'of the lock', IsLatest: true },
      { Key: STATE, VersionId: 'new', IsLatest: true },
      { Key: STATE, VersionId: 'good', IsLatest: false },
    ],
  }),
  PutObjectCommand: () => ({}),
  CopyObjectCommand: () => ({}),
  DeleteObjectCommand: () => ({}),
};

function restore(version: string, answers: Answers = {}, environment = staging()) {
  const aws = fakeAws({ ...GOOD, ...answers });
  const ended = restoreState(contextOf({ root: directoryWith(), env: {} }, environment), version, aws);
  return { ended, commands: () => aws.sent.map(({ command }) => command), sent: aws.sent };
}

test('a restore holds the lock while it writes', async () => {
  const { ended, sent } = restore('good');
  await ended;
  const [put, copy, remove] = sent.slice(-3);
  expect(put).toMatchObject({ command: 'PutObjectCommand', input: { ...LOCK, IfNoneMatch: '*' } });
  expect(JSON.parse(String(put?.input.Body))).toMatchObject({ Operation: 'restore', Path: LOCK.Key });
  expect(copy).toMatchObject({
    command: 'CopyObjectCommand',
    input: { Key: STATE, CopySource: 'trinity-states/trinity%2Fstaging.tfstate?versionId=good' },
  });
  expect(remove).toEqual({ command: 'DeleteObjectCommand', input: LOCK });
});

test('a restore that fails leaves no lock', async () => {
  const fault = s3Error(403, 'AccessDenied');
  const { ended, commands } = restore('good', { CopyObjectCommand: () => fault });
  await expect(ended).rejects.toBe(fault);
  expect(commands().at(-1)).toBe('DeleteObjectCommand');
});

test("somebody else's lock is left alone, and nothing is written", async () => {
  const lock = '{"ID":"0a61-e9","Who":"ana@laptop","Operation":"OperationTypeApply","Created":"2026-11-22T08:00:00Z"}';
  const { ended, commands } = restore('good', {
    PutObjectCommand: () => s3Error(412, 'PreconditionFailed'),
    GetObjectCommand: () => body(lock),
  });
  await expect(ended).rejects.toMatchObject({
    stage: 'invalid',
    message: 'The state of staging is locked: ana@laptop began an apply at 2026-11-22T08:00:00Z.',
    next: 'If that deploy still runs, wait for it. If it died, clear the lock with bin/trinity unlock staging 0a61-e9 and run the command again.',
  });
  expect(commands()).not.toContain('CopyObjectCommand');
  expect(commands()).not.toContain('DeleteObjectCommand');
});

test('a version that is not there is told before anything is locked', async () => {
  const { ended, commands } = restore('of the lock');
  await expect(ended).rejects.toThrow('The state of staging has no version "of the lock".');
  expect(commands()).not.toContain('PutObjectCommand');
});

test('a local state has one version, and its backup', async () => {
  const { ended, commands } = restore('good', {}, dev());
  await expect(ended).rejects.toMatchObject({
    next: 'Copy the backup over it to go back one apply, while nothing deploys.',
  });
  expect(commands()).toEqual([]);
});
