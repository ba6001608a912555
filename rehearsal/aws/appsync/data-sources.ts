import { own } from '../../../keys/own';
import type { JsonObject } from '../door/messages';
import type { Call, Operation } from './operation';
import { badRequest, found, page, type StoredApi } from './store';

/** What AppSync needs of a data source of each type. */
const configurations: Readonly<Record<string, string>> = {
  AMAZON_DYNAMODB: 'dynamodbConfig',
  AWS_LAMBDA: 'lambdaConfig',
  HTTP: 'httpConfig',
  AMAZON_EVENTBRIDGE: 'eventBridgeConfig',
  AMAZON_OPENSEARCH_SERVICE: 'openSearchServiceConfig',
  RELATIONAL_DATABASE: 'relationalDatabaseConfig',
};

export const dataSourceOperations = {
  CreateDataSource(call) {
    const api = call.api();
    const name = String(call.input['name']);
    if (api.dataSources.has(name)) throw badRequest(`Data source with name ${name} already exists`);
    return put(call, api, name);
  },
  ListDataSources: (call) => page('dataSources', [...call.api().dataSources.values()], call.query),
  GetDataSource: (call) => ({ dataSource: find(call) }),
  UpdateDataSource(call) {
    find(call);
    return put(call, call.api(), call.path('name'));
  },
  DeleteDataSource(call) {
    const api = call.api();
    find(call);
    const name = call.path('name');
    const users = [...api.functions.values(), ...api.resolvers.values()].filter(
      (one) => one['dataSourceName'] === name,
    );
    if (users.length > 0) {
      const named = users.map((one) =>
        typeof one['name'] === 'string' ? one['name'] : `${String(one['typeName'])}.${String(one['fieldName'])}`,
      );
      throw badRequest(`Data source ${name} is used by ${named.join(', ')}: delete them first.`);
    }
    api.dataSources.delete(name);
    return undefined;
  },
} satisfies Record<string, Operation>;

function find(call: Call): JsonObject {
  const name = call.path('name');
  return found(call.api().dataSources.get(name), `Data source ${name} not found.`);
}

function put({ input, options }: Call, api: StoredApi, name: string): JsonObject {
  const type = String(input['type']);
  const needed = own(configurations, type);
  if (needed !== undefined && !own(input, needed)) throw badRequest(`A data source of type ${type} needs ${needed}.`);
  const dataSource = {
    metricsConfig: 'DISABLED',
    ...input,
    ...(type === 'AMAZON_DYNAMODB' && { dynamodbConfig: dynamodbConfig(input['dynamodbConfig'] as JsonObject) }),
    name,
    dataSourceArn: `arn:aws:appsync:${options.region}:${options.account}:apis/${api.id}/datasources/${name}`,
  };
  api.dataSources.set(name, dataSource);
  return { dataSource };
}

const dynamodbConfig = (config: JsonObject): JsonObject => ({
  useCallerCredentials: false,
  versioned: false,
  ...config,
});
