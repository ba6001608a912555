import { applied, AWS, planned, type Recipe } from './step';

const PROVISIONED = (units: number): string =>
  `billing_mode = "PROVISIONED"\n  read_capacity = ${units}\n  write_capacity = ${units}`;
const ON_DEMAND = 'billing_mode = "PAY_PER_REQUEST"';
const STREAM = 'stream_enabled = true\n  stream_view_type = "KEYS_ONLY"';
const PROTECTED = 'deletion_protection_enabled = true';

const block = (name: string, ...lines: readonly string[]): string => `${name} {\n    ${lines.join('\n    ')}\n  }`;
const limits = (read: number, write: number): string =>
  block('on_demand_throughput', `max_read_request_units = ${read}`, `max_write_request_units = ${write}`);
const ttl = (isOn: boolean, name?: string): string =>
  block('ttl', `enabled = ${isOn}`, ...(name === undefined ? [] : [`attribute_name = "${name}"`]));
const index = (...more: readonly string[]): string =>
  `${block('attribute', 'name = "year"', 'type = "N"')}\n  ${block(
    'global_secondary_index',
    'name = "ByYear"',
    'hash_key = "year"',
    'projection_type = "KEYS_ONLY"',
    ...more,
  )}`;

/** By its name in the plan: what a table is, and what it becomes. */
const TABLE_UPDATES: Readonly<Record<string, readonly [before: readonly string[], after: readonly string[]]>> = {
  protected_and_limited: [
    [ON_DEMAND, limits(10, 20), STREAM],
    [ON_DEMAND, limits(10, 30), PROTECTED],
  ],
  unprotected_and_bought: [
    [ON_DEMAND, PROTECTED],
    [PROVISIONED(5), 'deletion_protection_enabled = false'],
  ],
  stream_off_and_bought: [[PROVISIONED(5), STREAM], [PROVISIONED(6)]],
  stream_on_and_limited: [[ON_DEMAND], [ON_DEMAND, STREAM, limits(10, 20)]],
  protected_and_index_limited: [
    [ON_DEMAND, index(limits(10, 20))],
    [ON_DEMAND, index(limits(10, 30)), PROTECTED],
  ],
  unlimited_by_silence: [[ON_DEMAND, limits(10, 20)], [ON_DEMAND]],
  unlimited_beside_a_stream: [
    [ON_DEMAND, limits(10, 20)],
    [ON_DEMAND, STREAM],
  ],
  unlimited_by_number: [
    [ON_DEMAND, limits(10, 20)],
    [ON_DEMAND, limits(-1, -1)],
  ],
  never_limited: [[ON_DEMAND], [ON_DEMAND, limits(-1, -1)]],
  half_unlimited: [
    [ON_DEMAND, limits(10, 20)],
    [ON_DEMAND, limits(10, -1)],
  ],
  half_silent: [
    [ON_DEMAND, limits(10, 20)],
    [ON_DEMAND, block('on_demand_throughput', 'max_read_request_units = 30')],
  ],
  index_unlimited_by_silence: [
    [ON_DEMAND, index(limits(10, 20))],
    [ON_DEMAND, index()],
  ],
  index_unlimited_by_number: [
    [ON_DEMAND, index(limits(10, 20))],
    [ON_DEMAND, index(limits(-1, -1))],
  ],
  expires_by_another: [
    [ON_DEMAND, ttl(true, 'expires')],
    [ON_DEMAND, ttl(true, 'ttl')],
  ],
  expires_no_more: [
    [ON_DEMAND, ttl(true, 'expires')],
    [ON_DEMAND, ttl(false, 'expires')],
  ],
  expires_no_more_unnamed: [
    [ON_DEMAND, ttl(true, 'expires')],
    [ON_DEMAND, ttl(false)],
  ],
  still_expires: [[ON_DEMAND, ttl(true, 'expires')], [ON_DEMAND]],
  bought_and_no_more_limited: [[ON_DEMAND, limits(10, 20)], [PROVISIONED(5)]],
  on_demand_and_limited: [[PROVISIONED(5)], [ON_DEMAND, limits(10, 20)]],
  on_demand_and_stream_on: [[PROVISIONED(5)], [ON_DEMAND, STREAM]],
  of_another_class_and_protected: [[ON_DEMAND], [ON_DEMAND, PROTECTED, 'table_class = "STANDARD_INFREQUENT_ACCESS"']],
  stream_off_and_index_dropped: [[ON_DEMAND, STREAM, index()], [ON_DEMAND]],
  index_bought: [
    [PROVISIONED(5), index('read_capacity = 5', 'write_capacity = 5')],
    [PROVISIONED(6), index('read_capacity = 6', 'write_capacity = 5')],
  ],
};

const table = (name: string, settings: readonly string[]): string => `
resource "aws_dynamodb_table" "${name}" {
  name     = "recorded-${name.replaceAll('_', '-')}"
  hash_key = "id"
  ${block('attribute', 'name = "id"', 'type = "S"')}
  ${settings.join('\n  ')}
}
`;

/** All of them as they are, and as they become. @param which only those. Default: all */
export const configurationsOf = (which = Object.keys(TABLE_UPDATES)): readonly [before: string, after: string] => {
  const tables = (side: 0 | 1): string => AWS + which.map((name) => table(name, TABLE_UPDATES[name]![side])).join('');
  return [tables(0), tables(1)];
};

const [before, after] = configurationsOf();

/** Changes of tables, of which AWS refuses some in the middle of the apply. */
export const tableUpdates = {
  'table-updates': [...applied(before), ...planned(after)],
} satisfies Record<string, Recipe>;
