import type { Environment } from '../environments';
import { DeploymentError } from './errors';
import type { DeployedResource, State } from './terraform';

/** An environment that has been deployed, as its Terraform state has it. */
export interface Deployed {
  readonly environment: Environment;
  /** Every managed resource, sorted by address. */
  readonly resources: readonly DeployedResource[];
  /** What the environment uses, and somebody else looks after: its released tables, among others. Sorted by address. */
  readonly used: readonly DeployedResource[];
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** Physical name of each table by what the stack calls it: `room-movie-cache`. Also of those that are released. */
  readonly tableNames: Readonly<Record<string, string>>;
  /** What a client sends as x-api-key. A secret. */
  readonly apiKey: string;
}

export const ofType = ({ resources }: Pick<Deployed, 'resources'>, type: string): DeployedResource[] =>
  resources.filter((resource) => resource.type === type);

/** @throws DeploymentError when the state has no complete deploy */
export function readDeployed(environment: Environment, { resources, used, outputs }: State): Deployed {
  const { graphql_endpoint: endpoint, api_key: apiKey, table_names: tableNames } = outputs;
  if (typeof endpoint === 'string' && typeof apiKey === 'string')
    return { environment, resources, used, endpoint, apiKey, tableNames: namesIn(tableNames) };
  const { name } = environment;
  const reason = `The Terraform state of ${name} has no GraphQL endpoint: ${resources.length === 0 ? 'nothing is deployed' : 'its deploy did not end'}.`;
  throw new DeploymentError('verification', reason, `Run bin/trinity deploy ${name}.`);
}

const namesIn = (output: unknown): Readonly<Record<string, string>> =>
  typeof output === 'object' && output !== null ? { ...output } : {};
