import {
  type Api,
  type ApiDefinition,
  type ApiOptions,
  type Backends,
  createApi,
} from '../../../packages/appsync-js/src';
import { wiring } from '../../../api/room-cache/wiring';
import { schemaSdlOf, wiredApi } from '../wired-api';

const API_KEY = 'da2-test';

/** The schema that is deployed. */
export const schemaSdl = schemaSdlOf('room-cache');

/** Trinity's API as the stacks wire it. */
const trinityDefinition = async (): Promise<ApiDefinition> => ({
  ...(await wiredApi('room-cache', wiring)),
  name: 'trinity',
  apiKeys: [{ key: API_KEY }],
  introspection: true,
  queryDepthLimit: 10,
  resolverCountLimit: 50,
});

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

/** Trinity's API with given backends; what is not given must not be called. @param changes of its definition */
export async function createTrinityApi(
  backends: Partial<Backends>,
  options?: ApiOptions,
  changes: Partial<ApiDefinition> = {},
): Promise<Api> {
  definition ??= trinityDefinition();
  const notExpected = (what: string) => () => Promise.reject(new Error(`${what} was not expected`));
  const all = {
    dynamodb: { send: notExpected('DynamoDB') },
    invoke: notExpected('Lambda'),
    log: () => {},
    ...backends,
  };
  return createApi({ ...(await definition), ...changes }, all, options);
}
