import type { DeployedResource } from '../deployment/terraform';
import type { Environment } from '../environments';
import { own } from '../keys/own';
import { subjectNamedBy } from '../packages/plan-review/src/judging/subject-names';
import { tableIdOf } from './declared';
import { adoptedObjects, type AdoptedObject } from './objects';

/** What the state has in the place of an object that an environment adopts. */
export interface AnotherInState {
  readonly address: string;
  /** Where what is adopted stands in the configuration: `systems.roomCache.alarms.topic.adopt`. */
  readonly path: string;
  /** The id of the other one. */
  readonly there: string;
  /** Whether the state has it at the address; else it has let go of it, and not of what is in it. */
  readonly isThere: boolean;
  /** Addresses of what the state has in the other one: an API's resolvers, what scales a table. Sorted. */
  readonly within: readonly string[];
}

/**
 * Terraform imports nothing to an address at which the state has something: a plan keeps that, or would replace it. What
 * the state has in another object, a plan would destroy there, since it belongs into the one that is adopted.
 */
export function othersInState(resources: readonly DeployedResource[], environment: Environment): AnotherInState[] {
  const adoptedAt = adoptionsOf(environment);
  const others = new Map<string, AnotherInState & { readonly within: string[] }>();
  for (const { address, values } of resources) {
    const adopted = adoptedAt(address);
    const { id: there } = values;
    if (!adopted || typeof there !== 'string' || there === adopted.id) continue;
    others.set(address, { address, path: adopted.path, there, isThere: true, within: [] });
  }
  for (const one of resources) {
    for (const address of one.dependsOn) {
      const adopted = adoptedAt(address);
      const there = adopted && placeOf(one, typeOf(address));
      if (there === undefined || there === adopted?.id) continue;
      const other = others.get(address) ?? { address, path: adopted!.path, there, isThere: false, within: [] };
      others.set(address, other);
      other.within.push(one.address);
    }
  }
  const found = [...others.values()];
  return found.filter(({ address }) => !found.some(({ within }) => within.includes(address)));
}

/** @returns by address, what is adopted there, tables too; undefined where nothing is */
function adoptionsOf(environment: Environment): (address: string) => Pick<AdoptedObject, 'id' | 'path'> | undefined {
  const objects = adoptedObjects(environment.systems.roomCache);
  return (address) => {
    if (typeOf(address) !== TABLE) return objects.find((one) => one.address === address);
    const table = tableIdOf(address.slice(TABLE.length + 1));
    const adopt = own(environment.systems.roomCache.tables, table)?.adopt;
    return adopt && { id: adopt.name, path: `systems.roomCache.tables.${table}.adopt` };
  };
}

const TABLE = 'aws_dynamodb_table';

const typeOf = (address: string): string => address.slice(0, address.indexOf('.'));

/**
 * The object in which a resource is, and in no other: `api_id` of a resolver, `table/NAME` in `resource_id` of what scales
 * it, and of AppSync's log the API in its name, which is AppSync's choice.
 *
 * @param subject type of the object: `aws_dynamodb_table`
 * @returns its id; undefined when the resource is in none of that type
 */
function placeOf({ type, values }: DeployedResource, subject: string): string | undefined {
  const inPath = new RegExp(`(?:^|[/:])${subject.slice(subject.lastIndexOf('_') + 1)}s?/([^/:]+)`);
  for (const [attribute, value] of Object.entries(values)) {
    if (typeof value !== 'string') continue;
    const named = subjectNamedBy(type, attribute);
    const isLog = type === 'aws_cloudwatch_log_group' && attribute === 'name';
    if (!named?.isPlace && !isLog) continue;
    const isOfKind = named?.kinds?.some((kind) => subject.endsWith(`_${kind}`));
    const place = inPath.exec(value)?.[1] ?? (isOfKind ? value : undefined);
    if (place !== undefined) return place;
  }
  return undefined;
}

export function explainAnother(
  { address, path, there, isThere, within }: AnotherInState,
  { name }: Pick<Environment, 'name'>,
): { readonly reason: string; readonly next: string } {
  const more =
    within.length === 0
      ? ''
      : ` In it the state has ${within.length} more, which a deploy would change or destroy there.`;
  const reason = isThere
    ? `At ${address} the state has another one, ${there}: ${path} is not taken over.${more}`
    : `${path} names another one than ${there}. In that the state still has ${within.length}, which a deploy would change or destroy there.`;
  const all = [...(isThere ? [address] : []), ...within].join(' ');
  return {
    reason,
    next: `Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/${name} state rm ${all}`,
  };
}

/** Of one that is adopted itself, and that the state has in another object: a resolver, what scales a table. */
export const explainWithin = ({ address, path, there }: AnotherInState): string =>
  `The state has it in ${there}, which ${path} does not name: it goes with ${address}, as is said there.`;
