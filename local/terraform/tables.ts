import type { TableDefinition } from '../dynamodb';
import type { Block, StackFile } from './stack-file';

/** Those that the stack declares, and those that it uses only: a local value tells their keys, in a table's own words. */
export function readTables(stack: StackFile): (() => TableDefinition)[] {
  const used = stack.locals((value) => 'hash_key' in value);
  return [...stack.ofType('aws_dynamodb_table'), ...used].map((table) => () => readTable(table));
}

function readTable(table: Block): TableDefinition {
  const types = new Map(table.blocks('attribute').map((block) => [block.string('name'), block.string('type')]));
  const key = (block: Block, attribute: string): TableDefinition['hashKey'] => {
    const name = block.string(attribute);
    const type = types.get(name);
    if (type === 'S' || type === 'N' || type === 'B') return { name, type };
    throw block.problem(attribute, `"${name}" has no attribute block with type S, N or B (found ${String(type)})`);
  };
  const rangeKey = (block: Block): Pick<TableDefinition, 'rangeKey'> =>
    block.has('range_key') ? { rangeKey: key(block, 'range_key') } : {};
  const indexes = (['global_secondary_index', 'local_secondary_index'] as const).flatMap((attribute) =>
    table.blocks(attribute).map((block) => ({
      name: block.string('name'),
      kind: attribute === 'global_secondary_index' ? ('GLOBAL' as const) : ('LOCAL' as const),
      hashKey: attribute === 'global_secondary_index' ? key(block, 'hash_key') : key(table, 'hash_key'),
      ...rangeKey(block),
      projection: readProjection(block),
    })),
  );
  const ttl = table.block('ttl');
  return {
    name: table.string('name'),
    hashKey: key(table, 'hash_key'),
    ...rangeKey(table),
    ...(indexes.length > 0 ? { indexes } : {}),
    ...(ttl?.value('enabled') === true ? { ttlAttribute: ttl.string('attribute_name') } : {}),
  };
}

function readProjection(index: Block): 'ALL' | 'KEYS_ONLY' | { include: string[] } {
  const type = index.string('projection_type');
  if (type === 'ALL' || type === 'KEYS_ONLY') return type;
  if (type === 'INCLUDE') return { include: index.strings('non_key_attributes') };
  throw index.problem('projection_type', `"${type}" is none of ALL, KEYS_ONLY, INCLUDE`);
}
