import { isSame, ownOf } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { Json, JsonObject } from '../../plan/value';
import type { Member, TableUpdate } from '../../resources/table-updates';
import {
  attributeAt,
  blocksOf,
  describeChange,
  isEmpty,
  isOn,
  numberOf,
  show,
  textsOf,
  UNKNOWN,
  type Attribute,
} from '../attributes';

/** The one `UpdateTable` that the provider sends beside those for what it sends alone. */
export interface SentUpdate {
  readonly update: TableUpdate;
  /** The changes that are in it, by member: `read_capacity goes from 5 to 6`. */
  readonly changes: ReadonlyMap<Member, readonly string[]>;
  /** `on_demand_throughput`, of the table or of an index, that is left out: nothing is sent for it. */
  readonly limitsLeftOut: readonly string[];
}

export const TABLE = 'aws_dynamodb_table';

/**
 * What the AWS provider puts into one `UpdateTable`: capacity and billing mode, limits, deletion protection, the stream, and
 * indexes' capacity and limits. Class, encryption, replicas and indexes that come or go have calls of their own. Source:
 * `resourceTableUpdate` in internal/service/dynamodb/table.go of the provider (5.100.0), and recorded plans and applies.
 *
 * What is known only after the apply is not in it.
 *
 * @returns undefined when the provider sends none
 */
export function updateOf(change: ResourceChange): SentUpdate | undefined {
  if (change.type !== TABLE || change.action !== 'update') return undefined;
  const billing = billingOf(change);
  const protection = flag(change, 'deletion_protection_enabled');
  const stream = flag(change, 'stream_enabled');
  const limits = limitsOf(change, change.before, change.after, '');
  const indexes = billing.mode === undefined ? [] : indexesOf(change, billing.mode);
  const changed = indexes.filter(({ sent }) => sent.length > 0);
  const members: readonly (readonly [Member, readonly string[], unknown])[] = [
    ['BillingMode', billing.changes, billing.mode],
    ['ProvisionedThroughput', billing.mode === 'PROVISIONED' ? billing.changes : [], true],
    ['DeletionProtectionEnabled', protection, true],
    ['OnDemandThroughput', limits.sent, true],
    ['StreamSpecification', stream, true],
    ['GlobalSecondaryIndexUpdates', changed.flatMap(({ sent }) => sent), changed.map(() => ({ Update: true }))],
  ];
  const sent = members.filter(([, changes]) => changes.length > 0);
  const limitsLeftOut = [limits, ...indexes].flatMap(({ leftOut }) => leftOut);
  if (sent.length === 0 && limitsLeftOut.length === 0) return undefined;
  return {
    update: Object.fromEntries(sent.map(([member, , value]) => [member, value])),
    changes: new Map(sent.map(([member, changes]) => [member, changes])),
    limitsLeftOut,
  };
}

const differs = ({ before, after }: Attribute): boolean =>
  after !== UNKNOWN && !isSame(isEmpty(before) ? null : before!, isEmpty(after) ? null : after!);

/** Off, and not said, are the same. */
function flag(change: ResourceChange, path: string): string[] {
  const one = attributeAt(change, path);
  return differs(one) && isOn(one.before) !== isOn(one.after) ? [describeChange(one)] : [];
}

/** The provider takes a table without a mode for a provisioned one. */
function billingOf(change: ResourceChange): { readonly mode: string | undefined; readonly changes: readonly string[] } {
  const one = attributeAt(change, 'billing_mode');
  if (one.after === UNKNOWN) return { mode: undefined, changes: [] };
  const [before, after] = [one.before, one.after].map((mode) => (isEmpty(mode) ? 'PROVISIONED' : show(mode))) as [
    string,
    string,
  ];
  return {
    mode: after,
    changes: [
      ...(before === after ? [] : [describeChange({ name: one.name, before, after })]),
      ...(after === 'PROVISIONED' ? capacitiesOf(change.before, change.after, '') : []),
    ],
  };
}

/** One that is left out stays as it is. @param at `global_secondary_index[ByYear].` */
const capacitiesOf = (before: JsonObject | null, after: JsonObject | null, at: string): string[] =>
  ['read_capacity', 'write_capacity']
    .map((name): Attribute => ({ name: `${at}${name}`, before: ownOf(before, name), after: ownOf(after, name) }))
    .filter((one) => !isEmpty(one.after) && differs(one))
    .map(describeChange);

interface Limits {
  readonly sent: readonly string[];
  readonly leftOut: readonly string[];
}

const BLOCK = 'on_demand_throughput';

/** Of a block that is there, one limit that is left out stays; a block that is left out is a change for which nothing is sent. */
function limitsOf(change: ResourceChange, before: JsonObject | null, after: JsonObject | null, at: string): Limits {
  const name = `${at}${BLOCK}`;
  if (at === '' && attributeAt(change, BLOCK).after === UNKNOWN) return { sent: [], leftOut: [] };
  const [from] = blocksOf(before ?? undefined, BLOCK);
  const [to] = blocksOf(after ?? undefined, BLOCK);
  if (to === undefined) return { sent: [], leftOut: from !== undefined && isLimit(from) ? [name] : [] };
  const sent = LIMITS.map((limit): Attribute => ({ name: `${name}.${limit}`, before: from?.[limit], after: to[limit] }))
    .filter((one) => isSet(one.after) && differs(one))
    .map(describeChange);
  return { sent, leftOut: [] };
}

const LIMITS = ['max_read_request_units', 'max_write_request_units'] as const;

/** The provider has 0 for what is not said. */
const isSet = (units: Json | undefined): boolean => !isEmpty(units) && numberOf(units) !== 0;

/** Whether it limits anything: -1 is no limit. */
export const isLimit = (block: JsonObject): boolean =>
  LIMITS.some((limit) => isSet(block[limit]) && numberOf(block[limit]) !== -1);

/** Of those that stay what they are. One of another key or projection is dropped and made anew, by calls of its own. */
function indexesOf(change: ResourceChange, mode: string): readonly Limits[] {
  const all = attributeAt(change, INDEX);
  if (all.after === UNKNOWN) return [];
  const olds = new Map(blocksOf(change.before ?? undefined, INDEX).map((one) => [show(one.name), one]));
  return blocksOf(change.after ?? undefined, INDEX).flatMap((index): Limits[] => {
    const name = show(index.name);
    const old = olds.get(name);
    if (old === undefined || !isSameIndex(old, index)) return [];
    const at = `${INDEX}[${name}].`;
    return mode === 'PROVISIONED'
      ? [{ sent: capacitiesOf(old, index, at), leftOut: [] }]
      : [limitsOf(change, old, index, at)];
  });
}

const INDEX = 'global_secondary_index';

const isSameIndex = (old: JsonObject, index: JsonObject): boolean =>
  isSame(copiedBy(old), copiedBy(index)) &&
  ['hash_key', 'range_key', 'projection_type'].every(
    (name) => !differs({ name, before: ownOf(old, name), after: ownOf(index, name) }),
  );

const copiedBy = (index: JsonObject): readonly string[] => textsOf(index.non_key_attributes).toSorted();
