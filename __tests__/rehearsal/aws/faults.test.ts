import { AppSyncClient, ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { LoopbackServer } from '../../../programs/loopback-server';
import { Door } from '../../../rehearsal/aws/door';
import { json } from '../../../rehearsal/aws/door/messages';
import { clientOf } from './support';

let passed: string[];
let door: Door;
let server: LoopbackServer;

beforeEach(async () => {
  passed = [];
  door = new Door(({ service, operation }) => {
    passed.push(`${service} ${operation}`);
    return Promise.resolve(json(200, { TableNames: ['rooms'] }, 'application/x-amz-json-1.0'));
  });
  server = await door.open();
});
afterEach(() => server.close());

const calls = {
  dynamodb: () => new DynamoDBClient(clientOf(server, 2)).send(new ListTablesCommand({})),
  items: () => new DynamoDBClient(clientOf(server, 2)).send(new GetItemCommand({ TableName: 'rooms', Key: {} })),
  ssm: () => new SSMClient(clientOf(server, 2)).send(new GetParameterCommand({ Name: '/key' })),
  monitoring: () => new CloudWatchClient(clientOf(server, 2)).send(new DescribeAlarmsCommand({})),
  iam: () => new IAMClient(clientOf(server, 2)).send(new GetRoleCommand({ RoleName: 'cache' })),
  sts: () => new STSClient(clientOf(server, 2)).send(new GetCallerIdentityCommand({})),
  lambda: () => new LambdaClient(clientOf(server, 2)).send(new ListFunctionsCommand({})),
  appsync: () => new AppSyncClient(clientOf(server, 2)).send(new ListGraphqlApisCommand({})),
  s3: () => new S3Client(clientOf(server, 2)).send(new GetObjectCommand({ Bucket: 'state', Key: 'dev.tfstate' })),
};
const caught = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a fault as the real clients read it', () => {
  test.each([
    ['JSON', 'dynamodb', 'ListTables', calls.dynamodb, 'ThrottlingException', 400],
    ['JSON, of items', 'dynamodb', 'GetItem', calls.items, 'ProvisionedThroughputExceededException', 400],
    ['JSON 1.1', 'ssm', 'GetParameter', calls.ssm, 'ThrottlingException', 400],
    ["CloudWatch's", 'monitoring', 'DescribeAlarms', calls.monitoring, 'ThrottlingException', 400],
    ['query', 'iam', 'GetRole', calls.iam, 'Throttling', 400],
    ['REST with JSON', 'lambda', 'ListFunctions', calls.lambda, 'TooManyRequestsException', 429],
    ['REST with JSON', 'appsync', 'ListGraphqlApis', calls.appsync, 'TooManyRequestsException', 429],
    ['REST with XML', 's3', 'GetObject', calls.s3, 'SlowDown', 503],
  ])('throttling over %s: %s %s', async (_, service, operation, call, name, status) => {
    door.faults.inject({ service, operation, answer: { kind: 'throttle' } });
    expect(await caught(call())).toMatchObject({
      name,
      $metadata: { httpStatusCode: status, attempts: 2 }, // it knows that it may try again
    });
    expect(door.requests).toEqual(Array(2).fill({ service, operation, status }));
    expect(passed).toEqual([]);
  });

  test.each([
    ['dynamodb', calls.dynamodb],
    ['ssm', calls.ssm],
    ['monitoring', calls.monitoring],
    ['iam', calls.iam],
    ['sts', calls.sts],
    ['lambda', calls.lambda],
    ['appsync', calls.appsync],
    ['s3', calls.s3],
  ])('an error of one’s own from %s', async (service, call) => {
    const answer = { kind: 'error', status: 403, code: 'AccessDenied', message: 'not <you> & yours' } as const;
    door.faults.inject({ service, answer });
    expect(await caught(call())).toMatchObject({
      name: 'AccessDenied',
      message: 'not <you> & yours',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('HEAD has no body to carry it', async () => {
    door.faults.inject({ service: 's3', operation: 'HeadBucket', answer: { kind: 'throttle' } });
    const head = new S3Client(clientOf(server)).send(new HeadBucketCommand({ Bucket: 'state' }));
    expect(await caught(head)).toMatchObject({ $metadata: { httpStatusCode: 503 } });
  });

  test('GraphQL has errors in its body', async () => {
    door.faults.inject({ service: 'graphql', answer: { kind: 'throttle' } });
    const response = await fetch(`${server.endpoint}/graphql/abc`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual({
      errors: [{ errorType: 'TooManyRequestsException', message: 'Rate exceeded' }],
    });
  });

  test('CBOR has the error as a map', async () => {
    door.faults.inject({ service: 'monitoring', operation: 'PutMetricData', answer: { kind: 'throttle' } });
    const path = '/service/GraniteServiceVersion20100801/operation/PutMetricData';
    const authorization = 'AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/monitoring/aws4_request, Signature=b';
    const response = await fetch(server.endpoint + path, { method: 'POST', headers: { authorization } });
    expect(response.headers.get('smithy-protocol')).toBe('rpc-v2-cbor');
    const text = (value: string) =>
      `7900${value.length.toString(16).padStart(2, '0')}${Buffer.from(value).toString('hex')}`;
    const expected = `a2${text('__type')}${text('ThrottlingException')}${text('message')}${text('Rate exceeded')}`;
    expect(Buffer.from(await response.arrayBuffer()).toString('hex')).toBe(expected);
  });
});

describe('which requests meet a fault', () => {
  test('so many, after so many, and none when it is removed', async () => {
    const fault = door.faults.inject({ service: 'dynamodb', after: 1, times: 2, answer: { kind: 'throttle' } });
    const client = new DynamoDBClient(clientOf(server));
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) outcomes.push((await caught(client.send(new ListTablesCommand({})))) === undefined);
    expect(outcomes).toEqual([true, false, false, true]);
    expect(fault.hits).toBe(2);

    const other = door.faults.inject({ service: 'dynamodb', answer: { kind: 'throttle' } });
    other.remove();
    other.remove();
    expect(await caught(calls.dynamodb())).toBeUndefined();
    expect(other.hits).toBe(0);
  });

  test('no other operation, no other service', async () => {
    door.faults.inject({ service: 'dynamodb', operation: 'GetItem', answer: { kind: 'throttle' } });
    door.faults.inject({ service: 'lambda', answer: { kind: 'throttle' } });
    await calls.dynamodb();
    expect(passed).toEqual(['dynamodb ListTables']);
  });

  test('only what it is about, which alone is counted', async () => {
    const about = 'another';
    const fault = door.faults.inject({ service: 'dynamodb', about, after: 1, answer: { kind: 'throttle' } });
    const describe = (TableName: string) =>
      caught(new DynamoDBClient(clientOf(server)).send(new DescribeTableCommand({ TableName })));
    const outcomes = [];
    for (const name of ['rooms', 'another', 'rooms', 'another']) outcomes.push((await describe(name)) === undefined);
    expect(outcomes).toEqual([true, true, true, false]);
    expect(fault.hits).toBe(1);
  });

  test("the SDK's retries ride out a fault that ends", async () => {
    const fault = door.faults.inject({ service: 'dynamodb', times: 2, answer: { kind: 'throttle' } });
    const client = new DynamoDBClient(clientOf(server, 3));
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['rooms']);
    expect(fault.hits).toBe(2);
  });
});

describe('answers that do not come, or come late', () => {
  test('a timeout ends the connection, and AWS has done nothing', async () => {
    door.faults.inject({ service: 'dynamodb', answer: { kind: 'timeout', milliseconds: 1 } });
    expect(await caught(calls.dynamodb())).toMatchObject({
      message: expect.stringContaining('socket hang up') as string,
    });
    expect(passed).toEqual([]);
    expect(door.requests[0]).toEqual({ service: 'dynamodb', operation: 'ListTables', status: undefined });
  });

  test('a lost answer: AWS has done it all the same', async () => {
    door.faults.inject({ service: 'dynamodb', answer: { kind: 'timeout', milliseconds: 1, executes: true } });
    expect(await caught(calls.dynamodb())).toMatchObject({
      message: expect.stringContaining('socket hang up') as string,
    });
    expect(passed).toEqual(['dynamodb ListTables', 'dynamodb ListTables']);
  });

  test('a delay', async () => {
    const fault = door.faults.inject({ service: 'dynamodb', answer: { kind: 'delay', milliseconds: 1 } });
    expect((await calls.dynamodb()).TableNames).toEqual(['rooms']);
    expect(fault.hits).toBe(1);
  });
});

test('what a client has left behind is done when it has gone, not before, and then all is settled', async () => {
  await door.settled(); // nothing was asked
  const held = door.faults.inject({ service: 'dynamodb', times: 1, answer: { kind: 'hold' } });
  const client = new AbortController();
  const request = new DynamoDBClient(clientOf(server)).send(new ListTablesCommand({}), { abortSignal: client.signal });
  await held.reached;
  const settled = door.settled();
  await calls.ssm(); // others are answered meanwhile
  expect(passed).toEqual(['ssm GetParameter']);
  client.abort();
  await expect(request).rejects.toMatchObject({ name: 'AbortError' });
  await settled;
  expect(passed).toEqual(['ssm GetParameter', 'dynamodb ListTables']);
});
