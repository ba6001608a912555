import { own } from '../../../keys/own';
import {
  answerHttp,
  createApi,
  type Api,
  type ApiDefinition,
  type DataSource,
  type Resolver,
} from '../../../packages/appsync-js/src';
import { RealTimeEndpoint } from '../../../packages/appsync-js/src/real-time/endpoint';
import { refuseUpgrade, type UpgradeListener } from '../../../programs/loopback-server';
import { AwsError, type AwsRequest, type AwsResponse, type JsonObject } from '../door/messages';
import type { AppsyncBackends } from './operation';
import type { AppsyncStore, StoredApi } from './store';
import { waysInto } from './ways-in';

/** The deployed APIs' endpoints: each API runs in the project's own engine, made anew after a change of the API. */
export class GraphqlEndpoint {
  private readonly running = new WeakMap<StoredApi, { readonly version: number; readonly api: Api }>();
  private readonly realTime = new RealTimeEndpoint();

  constructor(
    private readonly store: AppsyncStore,
    private readonly backends: AppsyncBackends,
  ) {}

  async answer(request: AwsRequest): Promise<AwsResponse> {
    const { method, url, body, headers } = request;
    const stored = this.store.tryFind(url.pathname.split('/')[2] ?? '');
    if (!stored) throw new AwsError(404, 'NotFoundException', `There is no API at ${url.pathname}.`);
    return answerHttp(this.run(stored), { method, query: url.searchParams, headers, body });
  }

  /** A WebSocket at `/graphql/<apiId>/realtime`. */
  readonly upgrade: UpgradeListener = (request, socket, head) => {
    const path = request.url ?? '/';
    const stored = this.store.tryFind(/^\/graphql\/(\w+)\/realtime(?:\?|$)/.exec(path)?.[1] ?? '');
    if (!stored) return refuseUpgrade(socket, 404, `There is no API at ${path}.\n`);
    this.realTime.upgrade(request, socket, head, () => this.run(stored));
  };

  private run(stored: StoredApi): Api {
    const known = this.running.get(stored);
    if (known?.version === stored.version) return known.api;
    const definition = definitionOf(stored);
    const invokeAuthorizer = this.backends.invokeFor(definition.arn!);
    const api = createApi(definition, { ...this.backends, invokeAuthorizer });
    if (known) api.takeOver(known.api);
    this.running.set(stored, { version: stored.version, api });
    return api;
  }
}

/** The API as the engine takes it, of what AppSync keeps. */
function definitionOf(stored: StoredApi): ApiDefinition {
  const { api, schema } = stored;
  const ways = waysInto(api);
  if (!ways) {
    const what = `The authentication type ${String(api['authenticationType'])} does not run here.`;
    throw new AwsError(500, 'InternalFailure', `${what} API_KEY, AWS_LAMBDA and AMAZON_COGNITO_USER_POOLS do.`);
  }
  if (schema === undefined) throw new AwsError(400, 'GraphQLSchemaException', 'The API has no schema yet.');
  return {
    name: String(api['name']),
    arn: String(api['arn']),
    ...ways,
    schema,
    apiKeys: [...stored.apiKeys].map(([key, { expires }]) => ({
      key,
      expires: new Date(expires * 1000).toISOString(),
    })),
    introspection: api['introspectionConfig'] !== 'DISABLED',
    queryDepthLimit: Number(api['queryDepthLimit']),
    resolverCountLimit: Number(api['resolverCountLimit']),
    environment: stored.environmentVariables,
    dataSources: Object.fromEntries([...stored.dataSources].map(([name, source]) => [name, dataSourceOf(source)])),
    functions: Object.fromEntries(
      [...stored.functions].map(([id, fn]) => [
        id,
        { name: String(fn['name']), dataSource: String(fn['dataSourceName']), code: String(fn['code']) },
      ]),
    ),
    resolvers: [...stored.resolvers.values()].map(resolverOf),
  };
}

function dataSourceOf(source: JsonObject): DataSource {
  const config = (name: string, member: string) => String(own(own(source, name) as JsonObject, member));
  switch (source['type']) {
    case 'AMAZON_DYNAMODB':
      return { type: 'AMAZON_DYNAMODB', tableName: config('dynamodbConfig', 'tableName') };
    case 'AWS_LAMBDA':
      return { type: 'AWS_LAMBDA', functionArn: config('lambdaConfig', 'lambdaFunctionArn') };
    case 'NONE':
      return { type: 'NONE' };
    default: {
      const what = `The data source ${String(source['name'])} is of type ${String(source['type'])}, which does not run here.`;
      throw new AwsError(500, 'InternalFailure', `${what} AMAZON_DYNAMODB, AWS_LAMBDA and NONE do.`);
    }
  }
}

function resolverOf(resolver: JsonObject): Resolver {
  const { typeName, fieldName, kind, dataSourceName, code } = resolver as Record<string, string>;
  const { functions } = (resolver['pipelineConfig'] ?? {}) as { functions?: readonly string[] };
  return {
    type: String(typeName),
    field: String(fieldName),
    kind: kind === 'PIPELINE' ? 'PIPELINE' : 'UNIT',
    code: String(code),
    ...(dataSourceName !== undefined && { dataSource: dataSourceName }),
    ...(functions && { functions }),
  };
}
