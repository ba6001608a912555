import { ListApiKeysCommand, type AppSyncClient } from '@aws-sdk/client-appsync';
import type { Environment } from '../../environments';
import type { Deployed } from '../deployed';
import { deployFirst, findApi, outputOf } from '../endpoint';
import { DeploymentError } from '../errors';
import type { GraphqlTarget } from '../graphql';

/** Asks AppSync only: no Terraform, no state. @throws DeploymentError when the environment is not deployed */
export async function findEndpoint(appsync: AppSyncClient, environment: Environment): Promise<GraphqlTarget> {
  const { apiId, name, endpoint } = await findApi(appsync, environment, 'room-cache');
  const { apiKeys = [] } = await appsync.send(new ListApiKeysCommand({ apiId }));
  const valid = apiKeys.find(({ expires = 0 }) => expires * 1000 > Date.now());
  if (valid?.id !== undefined) return { endpoint, headers: { 'x-api-key': valid.id } };
  const reason = `The GraphQL API ${name} has no API key that is valid now.`;
  throw new DeploymentError('invalid', reason, deployFirst(environment, 'room-cache'));
}

/** @throws DeploymentError when the state has no complete deploy */
export const targetOf = (deployed: Deployed): GraphqlTarget => ({
  endpoint: outputOf(deployed, 'graphql_endpoint'),
  headers: { 'x-api-key': outputOf(deployed, 'api_key') },
});
