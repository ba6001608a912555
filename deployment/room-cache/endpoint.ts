import {
  ListApiKeysCommand,
  ListGraphqlApisCommand,
  type AppSyncClient,
  type GraphqlApi,
} from '@aws-sdk/client-appsync';
import type { Environment } from '../../environments';
import { physicalName } from '../../environments/physical-name';
import { DeploymentError } from '../errors';

/** Where a deployed environment answers GraphQL. */
export interface Endpoint {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** What a client sends as x-api-key. A secret. */
  readonly apiKey: string;
}

/** Asks AppSync only: no Terraform, no state. @throws DeploymentError when the environment is not deployed */
export async function findEndpoint(appsync: AppSyncClient, environment: Environment): Promise<Endpoint> {
  const name = physicalName(environment, 'api');
  const next = `Run bin/trinity deploy ${environment.name}.`;
  const api = await findApi(appsync, name);
  const endpoint = api?.uris?.GRAPHQL;
  if (!api || !endpoint) {
    throw new DeploymentError('invalid', `There is no GraphQL API ${name} in ${environment.region}.`, next);
  }
  const { apiKeys = [] } = await appsync.send(new ListApiKeysCommand({ apiId: api.apiId }));
  const valid = apiKeys.filter(({ expires = 0 }) => expires * 1000 > Date.now());
  const apiKey = valid[0]?.id;
  if (apiKey !== undefined) return { endpoint, apiKey };
  throw new DeploymentError('invalid', `The GraphQL API ${name} has no API key that is valid now.`, next);
}

async function findApi(appsync: AppSyncClient, name: string): Promise<GraphqlApi | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await appsync.send(new ListGraphqlApisCommand({ nextToken }));
    const found = page.graphqlApis?.find((api) => api.name === name);
    if (found) return found;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}
