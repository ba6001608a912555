import { readyCheck } from '../../../deployment/verify/ready';
import { awsError, deployedWith, fakeAws, resource, run, throws, type Answers } from './fakes';

const deployed = deployedWith(
  resource('aws_dynamodb_table.rooms', { name: 'rooms', arn: 'arn', hash_key: 'PK', attribute: [] }),
  resource('aws_lambda_alias.room', { name: 'live', function_name: 'room', function_version: '1' }),
  resource('aws_lambda_provisioned_concurrency_config.room', { function_name: 'room', qualifier: '1' }),
  resource('aws_appsync_graphql_api.api', { id: 'abc', name: 'trinity-api-dev', schema: '' }),
);
const ready: Answers = {
  DescribeTableCommand: () => ({ Table: { TableStatus: 'ACTIVE' } }),
  GetAliasCommand: () => ({ FunctionVersion: '1' }),
  GetFunctionConfigurationCommand: () => ({ State: 'Active', LastUpdateStatus: 'Successful' }),
  GetProvisionedConcurrencyConfigCommand: () => ({ Status: 'READY' }),
  GetSchemaCreationStatusCommand: () => ({ status: 'SUCCESS' }),
};

const check = (answers: Answers, wait = { timeoutMs: 20, pollMs: 1 }, signal?: AbortSignal) =>
  run(readyCheck(deployed, fakeAws({ ...ready, ...answers }), wait), signal);

it('passes at once when everything is there', async () => {
  expect(await check({}, { timeoutMs: 0, pollMs: 1 })).toEqual({
    status: 'passed',
    detail: '4 ready: table rooms, function room:live, provisioned concurrency of room:1, schema of trinity-api-dev',
  });
});

it('waits for what is not there yet, and asks again for nothing else', async () => {
  const asked = { tables: 0, functions: 0 };
  const answers = {
    DescribeTableCommand: () => ({ Table: { TableStatus: ++asked.tables < 3 ? 'CREATING' : 'ACTIVE' } }),
    GetFunctionConfigurationCommand: () => {
      asked.functions++;
      return { State: 'Active' };
    },
  };
  expect(await check(answers, { timeoutMs: 10_000, pollMs: 1 })).toMatchObject({ status: 'passed' });
  expect(asked).toEqual({ tables: 3, functions: 1 });
});

it.each([
  [{ DescribeTableCommand: () => ({ Table: { TableStatus: 'UPDATING' } }) }, 'table rooms: is UPDATING'],
  [
    {
      DescribeTableCommand: () => ({
        Table: { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: [{ IndexName: 'i', IndexStatus: 'CREATING' }] },
      }),
    },
    'table rooms: index i is CREATING',
  ],
  [{ DescribeTableCommand: throws(awsError('ResourceNotFoundException')) }, 'table rooms: does not exist'],
  [
    { GetFunctionConfigurationCommand: () => ({ State: 'Pending', StateReason: 'The function is being created.' }) },
    'function room:live: state is Pending (The function is being created.)',
  ],
  [
    { GetFunctionConfigurationCommand: () => ({ State: 'Active', LastUpdateStatus: 'InProgress' }) },
    'function room:live: last update is InProgress',
  ],
  [
    { GetFunctionConfigurationCommand: throws(awsError('ResourceNotFoundException')) },
    'function room:live: does not exist',
  ],
  [{ GetAliasCommand: throws(awsError('ResourceNotFoundException')) }, 'function room:live: does not exist'],
  [
    { GetAliasCommand: () => ({ RoutingConfig: { AdditionalVersionWeights: { 7: 1 } } }) },
    'function room:live: sends 100 % of its calls to version 7',
  ],
  [
    { GetProvisionedConcurrencyConfigCommand: () => ({ Status: 'IN_PROGRESS' }) },
    'provisioned concurrency of room:1: status is IN_PROGRESS',
  ],
  [
    { GetProvisionedConcurrencyConfigCommand: throws(awsError('ProvisionedConcurrencyConfigNotFoundException')) },
    'provisioned concurrency of room:1: does not exist',
  ],
  [
    { GetSchemaCreationStatusCommand: () => ({ status: 'PROCESSING' }) },
    'schema of trinity-api-dev: status is PROCESSING',
  ],
  [
    { GetSchemaCreationStatusCommand: throws(awsError('NotFoundException')) },
    'schema of trinity-api-dev: does not exist',
  ],
])('says what is not ready when the time is over: %j %s', async (answers, says) => {
  expect(await check(answers)).toEqual({
    status: 'failed',
    reason: `Not ready after 0.02 s: ${says}.`,
    next: 'Wait, then `bin/trinity verify dev` looks again.',
  });
});

it.each([
  [
    { GetSchemaCreationStatusCommand: () => ({ status: 'FAILED', details: 'Line 3: no type Film.' }) },
    'schema of trinity-api-dev: status is FAILED (Line 3: no type Film.).',
  ],
  [
    {
      GetProvisionedConcurrencyConfigCommand: () => ({
        Status: 'FAILED',
        StatusReason: 'FUNCTION_ERROR_INIT_FAILURE',
      }),
    },
    'provisioned concurrency of room:1: status is FAILED (FUNCTION_ERROR_INIT_FAILURE).',
  ],
  [
    { GetFunctionConfigurationCommand: () => ({ State: 'Failed', StateReason: 'no role' }) },
    'function room:live: state is Failed (no role).',
  ],
  [
    { GetFunctionConfigurationCommand: () => ({ State: 'Active', LastUpdateStatus: 'Failed' }) },
    'function room:live: last update is Failed.',
  ],
])('does not wait for what has failed for good: %j', async (answers, reason) => {
  expect(await check(answers, { timeoutMs: 600_000, pollMs: 600_000 })).toMatchObject({ status: 'failed', reason });
});

it('ends when it is aborted', async () => {
  const controller = new AbortController();
  const answers = {
    DescribeTableCommand: () => {
      controller.abort(new Error('Ctrl-C'));
      return { Table: { TableStatus: 'CREATING' } };
    },
  };
  await expect(check(answers, { timeoutMs: 600_000, pollMs: 600_000 }, controller.signal)).rejects.toThrow('Ctrl-C');
});

test('a function that nobody has called for weeks is ready: the next call wakes it', async () => {
  expect(await check({ GetFunctionConfigurationCommand: () => ({ State: 'Inactive' }) })).toMatchObject({
    status: 'passed',
  });
});
