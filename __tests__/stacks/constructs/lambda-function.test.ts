import type { Construct } from 'constructs';
import { LambdaFunction, type LambdaFunctionProps } from '../../../stacks/constructs/lambda-function';
import { addresses, policies, synthesizeConstructs } from '../synthesize';

const props: LambdaFunctionProps = {
  name: 'trinity-cache-test',
  account: '123456789012',
  archive: { filename: '../../functions/cache.zip', sourceCodeHash: 'aGFzaA==' },
  memorySize: 512,
  timeout: 20,
  environment: { ENVIRONMENT: 'test' },
  logRetentionDays: 7,
};
const rooms = { arn: 'arn:aws:dynamodb:eu-west-1:1:table/rooms', name: 'rooms-test' };

const synthesize = (changes: Partial<LambdaFunctionProps> = {}, bind: (fn: LambdaFunction) => void = () => undefined) =>
  synthesizeConstructs((scope: Construct) => bind(new LambdaFunction(scope, 'cache', { ...props, ...changes })));
const fn = (...args: Parameters<typeof synthesize>) => synthesize(...args).resource['aws_lambda_function']!['cache']!;

test('a function: arm64, published, traced, its log group its own', () => {
  expect(fn()).toEqual({
    function_name: 'trinity-cache-test',
    role: '${aws_iam_role.cache.arn}',
    runtime: 'nodejs22.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    filename: '../../functions/cache.zip',
    source_code_hash: 'aGFzaA==',
    publish: true,
    memory_size: 512,
    timeout: 20,
    environment: { variables: { ENVIRONMENT: 'test' } },
    logging_config: { log_format: 'Text', log_group: '${aws_cloudwatch_log_group.cache.name}' },
    tracing_config: { mode: 'Active' },
    depends_on: ['aws_iam_role_policy.cache'],
  });
});

test('its logs are kept as long as said', () => {
  expect(synthesize({ logRetentionDays: 30 }).resource['aws_cloudwatch_log_group']).toEqual({
    cache: { name: '/aws/lambda/trinity-cache-test', retention_in_days: 30 },
  });
});

test('the alias live stands on the version that was published last', () => {
  expect(synthesize().resource['aws_lambda_alias']).toEqual({
    cache: {
      name: 'live',
      function_name: '${aws_lambda_function.cache.function_name}',
      function_version: '${aws_lambda_function.cache.version}',
    },
  });
});

test('only Lambda can take its role, and only for functions of the account', () => {
  const { assume_role_policy: policy } = synthesize().resource['aws_iam_role']!['cache']!;
  expect(JSON.parse(policy as string)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Principal: { Service: 'lambda.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ],
  });
});

test('unbound, it may write its own logs and traces, and nothing else', () => {
  expect(policies(synthesize())['cache']).toEqual([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '${aws_cloudwatch_log_group.cache.arn}:*',
    },
    { Effect: 'Allow', Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
  ]);
});

test('one binding sets the variable and the least statement', () => {
  const bind = (it: LambdaFunction) => it.uses(rooms, { variable: 'ROOMS_TABLE', actions: ['dynamodb:GetItem'] });
  expect(fn({}, bind)).toMatchObject({
    environment: { variables: { ENVIRONMENT: 'test', ROOMS_TABLE: 'rooms-test' } },
  });
  expect(policies(synthesize({}, bind))['cache']!.slice(2)).toEqual([
    { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: rooms.arn },
  ]);
});

test('two bindings to one resource make one statement, sorted, nothing twice', () => {
  const bind = (it: LambdaFunction) =>
    it
      .uses(rooms, { variable: 'ROOMS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:GetItem'] })
      .uses(rooms, { variable: 'SAME_TABLE', actions: ['dynamodb:GetItem', 'dynamodb:DeleteItem'] });
  expect(policies(synthesize({}, bind))['cache']!.slice(2)).toEqual([
    { Effect: 'Allow', Action: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'], Resource: rooms.arn },
  ]);
});

test('a binding does not reach into the variables that another function was given', () => {
  const environment = { ENVIRONMENT: 'test' };
  synthesize({ environment }, (it) => it.uses(rooms, { variable: 'ROOMS_TABLE', actions: ['dynamodb:GetItem'] }));
  expect(environment).toEqual({ ENVIRONMENT: 'test' });
});

test('called synchronously only, it has neither a queue nor retries of its own', () => {
  expect(addresses(synthesize())).toEqual([
    'aws_cloudwatch_log_group.cache',
    'aws_iam_role.cache',
    'aws_iam_role_policy.cache',
    'aws_lambda_alias.cache',
    'aws_lambda_function.cache',
  ]);
  synthesizeConstructs((scope) => {
    expect(new LambdaFunction(scope, 'cache', props).deadLetterQueueName).toBeUndefined();
  });
});

test('called asynchronously, it is tried again, and what fails for good waits two weeks in a queue', () => {
  const synthesized = synthesize({ asynchronous: { retries: 2, deadLetterQueueName: 'dead-letters-test' } });
  expect(synthesized.resource['aws_sqs_queue']).toEqual({
    cache_dead_letters: {
      name: 'dead-letters-test',
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    },
  });
  expect(synthesized.resource['aws_lambda_function_event_invoke_config']).toEqual({
    cache: {
      function_name: '${aws_lambda_alias.cache.function_name}',
      qualifier: '${aws_lambda_alias.cache.name}',
      maximum_retry_attempts: 2,
      destination_config: { on_failure: { destination: '${aws_sqs_queue.cache_dead_letters.arn}' } },
      depends_on: ['aws_iam_role_policy.cache'],
    },
  });
  expect(policies(synthesized)['cache']).toContainEqual({
    Effect: 'Allow',
    Action: ['sqs:SendMessage'],
    Resource: '${aws_sqs_queue.cache_dead_letters.arn}',
  });
});

test('concurrency is reserved on the function and provisioned for its version, where it is said', () => {
  expect(fn()).not.toHaveProperty('reserved_concurrent_executions');
  expect(fn({ reservedConcurrency: 100 })).toHaveProperty('reserved_concurrent_executions', 100);
  const { resource } = synthesize({ provisionedConcurrency: 2 });
  expect(resource['aws_lambda_provisioned_concurrency_config']).toEqual({
    cache: {
      function_name: '${aws_lambda_function.cache.function_name}',
      qualifier: '${aws_lambda_function.cache.version}',
      provisioned_concurrent_executions: 2,
      lifecycle: { create_before_destroy: true },
    },
  });
  expect(resource['aws_lambda_alias']!['cache']).toMatchObject({
    depends_on: ['aws_lambda_provisioned_concurrency_config.cache'],
  });
});
