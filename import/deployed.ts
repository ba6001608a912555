import type { Json, JsonObject } from '../packages/plan-review/src/plan/value';
import { declaredTables } from './declared';
import type { TableDescription } from './description';

/** A target of autoscaling in the Terraform state. */
export interface DeployedTarget {
  /** `table/NAME`, `table/NAME/index/INDEX` */
  readonly resource_id: string;
  readonly scalable_dimension: string;
  readonly min_capacity: number;
  readonly max_capacity: number;
}

/** What the provider writes into the state of a table that has none of it. */
const OFF = { timeToLive: null, recovery: null, encryption: 'DEFAULT' } satisfies Partial<TableDescription>;

/**
 * A table as the Terraform state has it: its attributes are the arguments that a stack declares, with null, "", 0 and no
 * blocks for what is not set.
 *
 * @param targets what scales it and its indexes
 */
export function deployedTable(
  attributes: Readonly<Record<string, unknown>> & { readonly name: string },
  targets: readonly DeployedTarget[],
): TableDescription {
  const own = `table/${attributes.name}`;
  const scales = targets.map(({ resource_id: id, ...target }, number) => {
    const reference = `table/\${aws_dynamodb_table.${ID}.name}${id.slice(own.length)}`;
    return [String(number), { ...target, resource_id: reference }];
  });
  const resource = {
    aws_dynamodb_table: { [ID]: withoutUnset(attributes as JsonObject) },
    aws_appautoscaling_target: Object.fromEntries(scales) as JsonObject,
  };
  const [declared] = declaredTables({ provider: { aws: [] }, resource });
  return { ...OFF, ...declared!.table };
}

const ID = 'deployed';

function withoutUnset(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).filter(([, one]) => !isUnset(one));
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutUnset(one)]));
}

const isUnset = (value: Json): boolean =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
