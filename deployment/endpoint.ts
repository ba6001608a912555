import { ListGraphqlApisCommand, type AppSyncClient } from '@aws-sdk/client-appsync';
import type { Environment } from '../environments';
import { nameIn } from '../environments/physical-name';
import { stackName } from '../environments/stack';
import { own } from '../keys/own';
import type { SystemName } from '../model/systems';
import type { Deployed } from './deployed';
import { DeploymentError } from './errors';

/** Where a system that is deployed answers GraphQL. */
export interface FoundApi {
  readonly apiId: string;
  /** As AppSync shows it. */
  readonly name: string;
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
}

/** Asks AppSync only: no Terraform, no state. @throws DeploymentError when it is not deployed */
export async function findApi(appsync: AppSyncClient, environment: Environment, system: SystemName): Promise<FoundApi> {
  const name = nameIn(environment, system, 'api');
  let nextToken: string | undefined;
  do {
    const page = await appsync.send(new ListGraphqlApisCommand({ nextToken }));
    const { apiId, uris } = page.graphqlApis?.find((api) => api.name === name) ?? {};
    const endpoint = uris?.GRAPHQL;
    if (apiId !== undefined && endpoint !== undefined) return { apiId, name, endpoint };
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const reason = `There is no GraphQL API ${name} in ${environment.region}.`;
  throw new DeploymentError('invalid', reason, deployFirst(environment, system));
}

export const deployFirst = ({ name }: Environment, system: SystemName): string =>
  `Run bin/trinity deploy ${stackName(name, system)}.`;

/** Of those that a client needs. @throws DeploymentError when the state has no complete deploy */
export function outputOf({ environment, system, resources, outputs }: Deployed, output: string): string {
  const value = own(outputs, output);
  if (typeof value === 'string') return value;
  const why = resources.length === 0 ? 'nothing is deployed' : 'its deploy did not end';
  const reason = `The Terraform state of ${stackName(environment.name, system)} has no GraphQL endpoint: ${why}.`;
  throw new DeploymentError('verification', reason, deployFirst(environment, system));
}
