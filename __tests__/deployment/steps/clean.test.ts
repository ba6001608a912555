import { NoSuchKey } from '@aws-sdk/client-s3';
import { clean } from '../../../deployment/steps/clean';
import type { DeployEvent } from '../../../deployment/events';
import { body, fakeAws, s3Error, type Answers } from '../aws';
import { contextOf, directoryWith, staging } from '../project';

// Of a state in S3; of a local one, and what comes before: destroy.integration.test.ts.

const STATE = 'trinity/staging.tfstate';
const RECORD = 'trinity/staging/deployments/2026-11-22T09-30-00.000Z.json';
const state = (...resources: object[]) => JSON.stringify({ version: 4, resources });
const GROUP = '/aws/lambda/trinity-cache-staging';
const LOGS: Answers = {
  DescribeLogGroupsCommand: () => ({ logGroups: [{ logGroupName: GROUP }] }),
  DeleteLogGroupCommand: () => ({}),
};
const ROOMS = { mode: 'managed', type: 'aws_dynamodb_table', name: 'rooms', instances: [{ attributes: {} }] };

/** A bucket with these objects, and a lock that nobody holds unless told otherwise. */
function bucket(objects: Readonly<Record<string, string>>, more: Answers = {}) {
  const left = new Map(Object.entries(objects));
  const aws = fakeAws({
    PutObjectCommand: () => ({}),
    GetObjectCommand: ({ Key }) => {
      const text = left.get(String(Key));
      return text === undefined ? new NoSuchKey({ message: 'no', $metadata: {} }) : body(text);
    },
    ListObjectsV2Command: ({ Prefix }) => ({
      Contents: [...left.keys()].filter((Key) => Key.startsWith(String(Prefix))).map((Key) => ({ Key })),
    }),
    DeleteObjectCommand: ({ Key }) => void left.delete(String(Key)),
    ...more,
  });
  const deleted = () =>
    aws.sent.filter(({ command }) => command === 'DeleteObjectCommand').map(({ input }) => String(input.Key));
  return { aws, left, deleted };
}

function run(aws: ReturnType<typeof bucket>['aws'], env: NodeJS.ProcessEnv = {}, logGroups: readonly string[] = []) {
  const events: DeployEvent[] = [];
  const known = { touched: true, logGroups, live: [], unfinished: undefined };
  const around = {
    context: contextOf({ root: directoryWith(), env }, staging()),
    ...{ aws, commit: Promise.resolve(null), learn: () => undefined, atEnd: () => undefined },
    onEvent: (event: DeployEvent) => void events.push(event),
  };
  return { events, ended: clean.run(known, around) };
}

test('records, journal and the empty state go, the state last, while it is locked', async () => {
  const { aws, left, deleted } = bucket({ [STATE]: state(), [RECORD]: '{}', 'trinity/other.tfstate': state(ROOMS) });
  const { detail } = await run(aws).ended;
  expect(detail).toBe(`removed 1 record, the journal, s3://trinity-states/${STATE}`);
  expect([...left.keys()]).toEqual(['trinity/other.tfstate']);
  expect(deleted()).toEqual([RECORD, 'trinity/staging/applying.json', STATE, `${STATE}.tflock`]);
  const lock = aws.sent.find(({ command }) => command === 'PutObjectCommand');
  expect(JSON.parse(String(lock?.input.Body))).toMatchObject({ Operation: 'destroy' });
});

test('a log group that is there again goes; one whose name only begins so does not', async () => {
  const there = ['/aws/lambda/trinity-cache-staging', '/aws/lambda/trinity-room-staging-ana'];
  const { aws } = bucket(
    {},
    {
      DescribeLogGroupsCommand: ({ logGroupNamePrefix }) => ({
        logGroups: there
          .filter((name) => name.startsWith(String(logGroupNamePrefix)))
          .map((logGroupName) => ({ logGroupName })),
      }),
      DeleteLogGroupCommand: () => ({}),
    },
  );
  const gone = ['/aws/lambda/trinity-cache-staging', '/aws/lambda/trinity-room-staging'];
  expect((await run(aws, {}, gone).ended).detail).toBe(`removed the log group ${gone[0]}, the journal`);
  const deleted = aws.sent.filter(({ command }) => command === 'DeleteLogGroupCommand');
  expect(deleted.map(({ input }) => input.logGroupName)).toEqual([gone[0]]);
});

test('what somebody has deployed in between stays, with its records and log groups, and the lock is released', async () => {
  const { aws, deleted } = bucket({ [STATE]: state(ROOMS), [RECORD]: '{}' }, LOGS);
  await expect(run(aws, {}, [GROUP]).ended).rejects.toMatchObject({
    stage: 'apply',
    message: 'Somebody has deployed staging since it was destroyed: its state, its records and its log groups stay.',
  });
  expect(deleted()).toEqual([`${STATE}.tflock`]);
  expect(aws.sent.map(({ command }) => command)).not.toContain('DeleteLogGroupCommand');
});

test('a log group that was made again goes while the state is locked, and none whose name only begins so', async () => {
  const { aws } = bucket({ [STATE]: state() }, LOGS);
  const { detail } = await run(aws, {}, [GROUP, '/aws/lambda/trinity-cache']).ended;
  expect(detail).toBe(`removed the log group ${GROUP}, the journal, s3://trinity-states/${STATE}`);
  const changes = aws.sent.filter(({ command }) => /^(Put|Delete)/.test(command));
  expect(changes.map(({ input }) => input.logGroupName ?? input.Key)).toEqual([
    `${STATE}.tflock`,
    GROUP,
    'trinity/staging/applying.json',
    STATE,
    `${STATE}.tflock`,
  ]);
});

test('a lock that somebody holds is explained, and nothing is removed', async () => {
  const lock = JSON.stringify({ ID: '0a61', Who: 'ben@laptop', Operation: 'OperationTypeApply', Created: 'now' });
  const { aws, deleted } = bucket(
    { [STATE]: state(), [`${STATE}.tflock`]: lock },
    { PutObjectCommand: () => s3Error(412, 'PreconditionFailed') },
  );
  await expect(run(aws).ended).rejects.toMatchObject({
    stage: 'apply',
    message: 'The state of staging is locked: ben@laptop began an apply at now.',
  });
  expect(deleted()).toEqual([]);
});

test.each<[string, string, NodeJS.ProcessEnv]>([
  ['is encrypted', '{"encrypted_data":"…"}', {}],
  ['is of another workspace', state(), { TF_WORKSPACE: 'mine' }],
])('a state that %s is not looked into: it stays, and that is said', async (_, text, env) => {
  const { aws, deleted } = bucket({ [STATE]: text, [RECORD]: '{}' });
  const { ended, events } = run(aws, env);
  expect((await ended).detail).toBe('nothing was left');
  expect(events).toEqual([
    { type: 'warning', message: expect.stringContaining('only Terraform can read it') as string },
  ]);
  expect(deleted()).toEqual([`${STATE}.tflock`]);
});
