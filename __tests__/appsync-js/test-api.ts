import {
  type Api,
  type ApiDefinition,
  type ApiOptions,
  type ApiRequest,
  type Backends,
  createApi,
  type DataSource,
  type Resolver,
} from '../../packages/appsync-js/src';

export const API_KEY = 'da2-test';

/** Two handlers that do nothing, to be replaced where a test needs more. */
export const passThrough = `
export function request() { return {}; }
export function response(ctx) { return ctx.prev.result; }
`;

/** A code unit from the bodies of its handlers. */
export const unit = (request: string, response: string) => `
import { util, runtime, extensions } from '@aws-appsync/utils';
export function request(ctx) { ${request} }
export function response(ctx) { ${response} }
`;

/** A resolver of Query.value that computes with code alone. */
export function computing(code: string, type = 'Query', field = 'value'): Resolver {
  return { type, field, kind: 'UNIT', dataSource: 'none', code };
}

const dataSources: Record<string, DataSource> = {
  none: { type: 'NONE' },
  table: { type: 'AMAZON_DYNAMODB', tableName: 'things' },
  lambda: { type: 'AWS_LAMBDA', functionArn: 'arn:function' },
};

/** An API with one data source of each kind; `Query.value` is a JSON text unless the schema says otherwise. */
export function define(definition: Partial<ApiDefinition>): ApiDefinition {
  return {
    name: 'test',
    schema: 'type Query { value(input: AWSJSON): AWSJSON }',
    apiKeys: [{ key: API_KEY }],
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    dataSources,
    functions: {},
    resolvers: [],
    ...definition,
  };
}

const notExpected = (what: string) => () => Promise.reject(new Error(`${what} was not expected`));

export function createTestApi(
  definition: Partial<ApiDefinition>,
  backends: Partial<Backends> = {},
  options?: ApiOptions,
): Api {
  const refusing = { dynamodb: { send: notExpected('DynamoDB') }, invoke: notExpected('Lambda'), log: () => {} };
  return createApi(define(definition), { ...refusing, ...backends }, options);
}

export interface Answer {
  data: Record<string, unknown> | null;
  errors?: Record<string, unknown>[];
}

export async function ask(api: Api, query = '{ value }', request: Partial<ApiRequest> = {}): Promise<Answer> {
  const { body } = await api.execute({ query, apiKey: API_KEY, ...request });
  return JSON.parse(JSON.stringify(body)) as Answer;
}

/** What an expression gives inside a resolver. */
export async function evaluate(expression: string, backends: Partial<Backends> = {}): Promise<unknown> {
  const api = createTestApi(
    { resolvers: [computing(unit('return { payload: null };', `return ${expression};`))] },
    backends,
  );
  const { data, errors } = await ask(api);
  if (errors) throw new Error(JSON.stringify(errors));
  return JSON.parse(data!['value'] as string);
}
