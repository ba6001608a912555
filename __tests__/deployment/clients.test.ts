import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { awsOf, createAws } from '../../deployment/aws/clients';
import { explain, textOf } from '../../deployment/explain';
import { serveLoopback } from '../../programs/loopback-server';
import { dev, staging } from './project';

const regions = async (environment: ReturnType<typeof dev>) => {
  const { s3, lambda } = awsOf(environment);
  return { s3: await s3.config.region(), lambda: await lambda.config.region() };
};

test('AWS is asked where the environment is, S3 where its state is', async () => {
  await expect(regions(staging({ 'state.region': 'us-east-1' }))).resolves.toEqual({
    s3: 'us-east-1',
    lambda: 'eu-west-1',
  });
  await expect(regions(staging())).resolves.toEqual({ s3: 'eu-west-1', lambda: 'eu-west-1' });
  await expect(regions(dev())).resolves.toEqual({ s3: 'eu-west-1', lambda: 'eu-west-1' });
});

test.each([
  [
    'throttled',
    'ThrottlingException',
    'AWS throttles DynamoDB: DescribeTable, and went on doing so through all tries.',
  ],
  ['at fault', 'InternalServerError', '(operation error DynamoDB: DescribeTable)'],
  ['gone', undefined, '(operation error DynamoDB: DescribeTable)'],
])('what was asked is said when AWS is %s', async (_, code, reason) => {
  let requests = 0;
  const server = await serveLoopback((_request, answer) => {
    requests += 1;
    if (code === undefined) answer.destroy();
    else answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ __type: code }));
    return Promise.resolve();
  });
  const { dynamodb } = createAws('eu-west-1', {
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const error: unknown = await dynamodb.send(new DescribeTableCommand({ TableName: 'x' })).catch((one: unknown) => one);
  await server.close();
  expect(requests).toBeGreaterThan(0);
  expect(explain(textOf(error), dev()).reason).toContain(reason);
});
