import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { Closers } from '../../local/closers';
import { startDynamodb } from '../../local/dynamodb';
import { RequestCosts } from '../../local/request-costs';
import { openServices } from '../../local/services';
import { readStack } from '../../local/terraform';
import type { Api } from '../../packages/appsync-js/src';
import { DataSource } from '../../stacks/constructs/data-source';
import { GraphqlApi } from '../../stacks/constructs/graphql-api';
import { LambdaFunction } from '../../stacks/constructs/lambda-function';
import { Table } from '../../stacks/constructs/table';
import { synthesizeConstructs } from '../stacks/synthesize';
import { writeArchive } from '../support/function-archive';

/*
 * A function and a data source, each with a role that may get items of the table `seen`, and nothing of the table `hidden`: through
 * their synthesized Terraform.
 */

const account = '123456789012';
const GETTER = `exports.handler = async ({ table }) => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/x/dynamodb/aws4_request';
  const headers = { authorization, 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' };
  const body = JSON.stringify({ TableName: table, Key: { id: { S: 'a' } } });
  const response = await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, { method: 'POST', headers, body });
  return { status: response.status, ...(await response.json()) };
};`;
const code = (request: string) => `
  export function request(ctx) { return ${request}; }
  export function response(ctx) { return ctx.error ? util.error(ctx.error.message, ctx.error.type) : JSON.stringify(ctx.result); }`;
const GET = `{ operation: 'GetItem', key: { id: { S: 'a' } } }`;
const invoke = (table: string) => `{ operation: 'Invoke', payload: { table: '${table}' } }`;

const closers = new Closers();
const root = mkdtempSync(join(tmpdir(), 'trinity-permissions-'));
let api: Api;

beforeAll(async () => {
  const sourceCodeHash = writeArchive(join(root, 'functions', 'getter.zip'), { 'index.js': GETTER });
  const { resource } = synthesizeConstructs((scope) => {
    const tableOf = (name: string) =>
      new Table(scope, name, {
        ...{ name, hashKey: { name: 'id', type: 'S' }, timeToLive: false, billing: { mode: 'PAY_PER_REQUEST' } },
        ...{ deletionProtection: { enabled: true }, pointInTimeRecovery: { enabled: true } },
      });
    const [seen, hidden] = [tableOf('seen'), tableOf('hidden')];
    const getter = new LambdaFunction(scope, 'getter', {
      ...{ name: 'getter', account, memorySize: 128, timeout: 10, environment: {} },
      ...{ archive: { filename: '../../functions/getter.zip', sourceCodeHash }, logRetentionDays: 1 },
    }).uses(seen, { variable: 'SEEN', actions: ['dynamodb:GetItem'] });
    const graphql = new GraphqlApi(scope, 'api', {
      ...{ name: 'api', logsRoleName: 'api-logs', logRetentionDays: 1, logLevel: 'ERROR', tracing: false },
      schema: 'type Query { seen: String hidden: String getSeen: String getHidden: String uninvoked: String }',
      ...{ introspection: false, queryDepthLimit: 5, resolverCountLimit: 50 },
      auth: { mode: 'AWS_LAMBDA', function: getter, authorizerResultTtlInSeconds: 60 },
    });
    const source = (id: string, target: ConstructorParameters<typeof DataSource>[2]['target'], actions: string[]) =>
      new DataSource(scope, id, { api: graphql, account, roleName: id, target, actions });
    const sources: Record<string, readonly [DataSource, string]> = {
      seen: [source('seen-source', { table: seen }, ['dynamodb:GetItem']), GET],
      hidden: [source('hidden-source', { table: hidden }, ['dynamodb:Query']), GET],
      getSeen: [source('getter-source', { function: getter }, ['lambda:InvokeFunction']), invoke('seen')],
      getHidden: [source('another-source', { function: getter }, ['lambda:InvokeFunction']), invoke('hidden')],
      uninvoked: [source('other-source', { function: getter }, ['lambda:GetFunction']), invoke('seen')],
    };
    const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };
    for (const [field, [{ name: dataSource }, request]] of Object.entries(sources)) {
      const { id: apiId } = graphql;
      const imports = `import { util } from '@aws-appsync/utils';`;
      new AppsyncResolver(scope, `query-${field}`, {
        ...{ apiId, type: 'Query', field, dataSource, runtime, code: imports + code(request) },
      });
    }
  });
  const file = join(root, 'stacks', 'test', 'cdk.tf.json');
  mkdirSync(join(root, 'stacks', 'test'), { recursive: true });
  const provider = { aws: [{ region: 'eu-west-1', allowed_account_ids: [account] }] };
  writeFileSync(file, JSON.stringify({ provider, resource }));
  const stack = readStack(file);

  const { endpoint: dynamodbEndpoint } = await closers.add(startDynamodb('dynalite', {}));
  const services = await openServices(stack, {
    ...{ root, schema: 'none.graphql', dynamodbEndpoint, films: { kind: 'local' }, retryDelays: undefined },
    system: {
      openStandIns: () =>
        Promise.resolve({
          ...{ description: 'nothing', overrides: () => ({}), parameters: () => ({}), calls: () => undefined },
        }),
      query: () => '',
      demo: () => Promise.reject(new Error('none')),
    },
    ...{ now: Date.now, closers, emit: () => undefined, costs: new RequestCosts(() => undefined) },
  });
  // Whoever asks may ask: the data sources' and the function's roles are looked at here.
  ({ api } = await services.deploy({
    ...stack,
    api: { ...stack.api, authentication: { authenticationType: 'API_KEY' }, apiKeys: [{ key: 'a-key' }] },
  }));
});
afterAll(async () => {
  await closers.close();
  rmSync(root, { recursive: true });
});

const ask = async (field: string) => {
  const { body } = await api.execute({ query: `{ ${field} }`, apiKey: 'a-key' });
  const { data, errors = [] } = JSON.parse(JSON.stringify(body)) as {
    data: Record<string, string | null>;
    errors?: { message: string }[];
  };
  return errors[0]?.message ?? (JSON.parse(data[field]!) as unknown);
};
const refusal = (role: string, action: string, resource: string) =>
  `User: arn:aws:sts::${account}:assumed-role/${role} is not authorized to perform: ${action} on resource: ` +
  `arn:aws:${resource} because no identity-based policy allows the ${action} action`;

test('a data source asks by its role: what that allows, and nothing else', async () => {
  expect(await ask('seen')).toBeNull();
  const hidden = `dynamodb:eu-west-1:${account}:table/hidden`;
  expect(await ask('hidden')).toContain(refusal('hidden-source/APPSYNC_ASSUME_ROLE', 'dynamodb:GetItem', hidden));
  const live = `lambda:eu-west-1:${account}:function:getter:live`;
  expect(await ask('uninvoked')).toContain(refusal('other-source/APPSYNC_ASSUME_ROLE', 'lambda:InvokeFunction', live));
});

test('so does a function, whoever asks it', async () => {
  expect(await ask('getSeen')).toMatchObject({ status: 200 });
  expect(await ask('getHidden')).toEqual({
    ...{ status: 400, __type: 'com.amazon.coral.service#AccessDeniedException' },
    Message: refusal('getter/getter', 'dynamodb:GetItem', `dynamodb:eu-west-1:${account}:table/hidden`),
  });
});
