/** What of a table is scaled: its reads or writes, or those of one of its indexes. */
export interface Scaled {
  readonly table: string;
  /** Absent: the table itself. */
  readonly index?: string;
  readonly kind: 'read' | 'write';
}

/**
 * What a target of autoscaling moves, or a policy that follows one.
 *
 * @param values of the resource: `resource_id` is `table/NAME` or `table/NAME/index/INDEX`
 * @returns undefined for what scales no table of DynamoDB
 */
export function scaledBy(values: {
  readonly resource_id?: unknown;
  readonly scalable_dimension?: unknown;
}): Scaled | undefined {
  const [, table, index] = /^table\/([^/]+)(?:\/index\/([^/]+))?$/.exec(String(values.resource_id)) ?? [];
  const [, kind] = /^dynamodb:(?:table|index):(Read|Write)CapacityUnits$/.exec(String(values.scalable_dimension)) ?? [];
  if (table === undefined || kind === undefined) return undefined;
  return { table, ...(index !== undefined && { index }), kind: kind === 'Read' ? 'read' : 'write' };
}

/** As the paths of differences write it: `read`, `write of BatchIndex`. */
export const showScaled = ({ kind, index }: Pick<Scaled, 'kind' | 'index'>): string =>
  index === undefined ? kind : `${kind} of ${index}`;
