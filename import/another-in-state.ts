import type { DeployedResource } from '../deployment/terraform';
import type { Environment } from '../environments';
import { own } from '../keys/own';
import { tableIdOf } from './declared';
import { adoptedObjects } from './objects';

/** What an environment adopts, and what the state has at its address instead. */
export interface AnotherInState {
  readonly address: string;
  /** Where it stands in the configuration: `alarms.topic.adopt`. */
  readonly path: string;
  /** The id that the state has. */
  readonly there: string;
}

/** Terraform imports nothing to an address at which the state has something: a plan keeps that, or would replace it. */
export function othersInState(resources: readonly DeployedResource[], environment: Environment): AnotherInState[] {
  const objects = adoptedObjects(environment);
  return resources.flatMap(({ address, type, name, values: { id: there } }) => {
    const table = type === 'aws_dynamodb_table' ? tableIdOf(name) : undefined;
    const adoption = table === undefined ? undefined : own(environment.tables, table)?.adopt;
    const adopted = adoption
      ? { id: adoption.name, path: `tables.${table}.adopt` }
      : objects.find((one) => one.address === address);
    if (!adopted || typeof there !== 'string' || there === adopted.id) return [];
    return [{ address, path: adopted.path, there }];
  });
}

export const explainAnother = (
  { address, path, there }: AnotherInState,
  { name }: Pick<Environment, 'name'>,
): { readonly reason: string; readonly next: string } => ({
  reason: `At ${address} the state has another one, ${there}: ${path} is not taken over.`,
  next: `Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/${name} state rm ${address}`,
});
