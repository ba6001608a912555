import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AWS_LIMITS, resolverCompiler } from '../../../build/compile';
import {
  type Api,
  type ApiDefinition,
  type ApiOptions,
  type Backends,
  createApi,
  type DataSource,
} from '../../../packages/appsync-js/src';
import { wiring } from '../../../api/room-cache/wiring';

const root = join(__dirname, '../../..');
const API_KEY = 'da2-test';

/** The schema that is deployed. */
export const schemaSdl = readFileSync(join(root, 'api/room-cache/schema.graphql'), 'utf8');

/** Trinity's API as the stacks wire it: physical names are the constructs' own. */
async function trinityDefinition(): Promise<ApiDefinition> {
  const functionSource = (name: string) => `api/room-cache/functions/${name}.ts`;
  const resolverSource = (name: string) => `api/room-cache/resolvers/${name}.ts`;
  const paths = [
    ...Object.keys(wiring.functions).map(functionSource),
    ...Object.keys(wiring.resolvers).map(resolverSource),
  ];
  const compiler = resolverCompiler(root, [], AWS_LIMITS);
  const compiled = await compiler.compile(paths);
  await compiler.close();
  const codeOf = (source: string) => Buffer.from(compiled.get(source)!.code).toString();
  const functions = Object.entries(wiring.functions).map(([name, { dataSource }]) => {
    return [name, { name, dataSource, code: codeOf(functionSource(name)) }] as const;
  });
  const resolvers = Object.entries(wiring.resolvers).map(([name, steps]) => {
    const [type, field] = name.split('.') as [string, string];
    return {
      type: type === 'query' ? 'Query' : 'Mutation',
      field,
      kind: 'PIPELINE' as const,
      functions: steps,
      code: codeOf(resolverSource(name)),
    };
  });
  const sources: Record<string, DataSource> = {};
  for (const [name, source] of Object.entries(wiring.dataSources)) {
    sources[name] =
      'table' in source
        ? { type: 'AMAZON_DYNAMODB', tableName: source.table }
        : { type: 'AWS_LAMBDA', functionArn: source.function };
  }
  return {
    name: 'trinity',
    schema: schemaSdl,
    apiKeys: [{ key: API_KEY }],
    introspection: true,
    queryDepthLimit: 10,
    resolverCountLimit: 50,
    dataSources: sources,
    functions: Object.fromEntries(functions),
    resolvers,
  };
}

export interface GraphqlError {
  message: string;
  errorType?: string;
  path?: (string | number)[];
  [field: string]: unknown;
}

interface GraphqlAnswer {
  data: Record<string, unknown> | null;
  errors?: GraphqlError[];
}

/** Sends one query to an API, as a client that has the key. */
export async function ask(api: Api, query: string, variables: object = {}): Promise<GraphqlAnswer> {
  const { status, body } = await api.execute({ query, variables, apiKey: API_KEY });
  expect(status).toBe(200);
  return JSON.parse(JSON.stringify(body)) as GraphqlAnswer;
}

let definition: Promise<ApiDefinition> | undefined;

/** Our resolvers have to work either way: nobody here can say which is AppSync's today. */
export const bothWays = [
  ['as documented', {}],
  ['as is reported of AppSync', { asReported: true }],
] as const satisfies [string, ApiOptions][];

/** Trinity's API with given backends; what is not given must not be called. */
export async function createTrinityApi(backends: Partial<Backends>, options?: ApiOptions): Promise<Api> {
  definition ??= trinityDefinition();
  const notExpected = (what: string) => () => Promise.reject(new Error(`${what} was not expected`));
  const all = {
    dynamodb: { send: notExpected('DynamoDB') },
    invoke: notExpected('Lambda'),
    log: () => {},
    ...backends,
  };
  return createApi(await definition, all, options);
}
