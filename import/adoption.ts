import type {
  Adoption,
  Billing,
  ChangeablePath,
  GlobalIndex as KeptIndex,
  LocalIndex,
  Units,
} from '../environments/resources/table';
import { own } from '../keys/own';
import { compareTables } from './compare';
import type { GlobalIndex, Index, KeyAttribute, Scaling, ScalingRange, TableDescription } from './description';

/** What has to be known of a table before it can be said what is kept of it. */
const NEEDED = [
  'localIndexes',
  'globalIndexes',
  'billingMode',
  'timeToLive',
  'stream',
  'encryption',
  'recovery',
  'deletionProtection',
  'tableClass',
  'replicas',
  'tags',
] as const;

type Known = TableDescription &
  Required<Pick<TableDescription, (typeof NEEDED)[number] | 'name'>> & {
    readonly localIndexes: ReadonlyMap<string, Index & WholeIndex>;
    readonly globalIndexes: ReadonlyMap<string, GlobalIndex & WholeIndex>;
    readonly tags: Readonly<Record<string, string>>;
  };

type WholeIndex = Required<Index>;

/** @returns what is not known of a table, though adopting it wants it. Of a provisioned table also whether it is scaled */
export const unknownOf = (table: TableDescription): string[] => [
  ...NEEDED.filter((setting) => table[setting] === undefined || table.notAll?.some((one) => one === setting)),
  ...(['localIndexes', 'globalIndexes'] as const).flatMap((kind) =>
    [...(table[kind] ?? [])].flatMap(([name, { key, projection }]) => (key && projection ? [] : [`${kind}.${name}`])),
  ),
  ...(table.billingMode === 'PROVISIONED' && table.scaling === undefined ? ['scaling'] : []),
];

/** What AWS keeps unless told otherwise, in days. */
const RECOVERY_DAYS = 35;

/**
 * The adoption of a table: all of it in which it differs from what is declared is kept as it is. Two things are not: tags
 * of the environment that the table lacks are added to it, and a protection that the environment asks for is switched on.
 *
 * @param existing of which all that `unknownOf` looks at is known, and which is not replaced: its key is the declared one
 * @param declared as the environment declares it without an adoption
 * @param defaultTags of the environment
 */
export function adoptionOf(
  existing: TableDescription,
  declared: TableDescription,
  defaultTags: Readonly<Record<string, string>>,
): Adoption {
  const table = existing as Known;
  const asked = (setting: ChangeablePath): Record<string, string> => {
    const cost = compareTables(table, declared).find(({ path }) => path === setting)?.cost ?? '';
    return { [setting]: `The environment asks for it. ${cost}` };
  };
  const indexes = {
    localIndexes: Object.fromEntries([...table.localIndexes].map(([name, one]) => [name, localIndex(one)])),
    globalIndexes: Object.fromEntries([...table.globalIndexes].map(([name, one]) => [name, globalIndex(one, table)])),
  };
  const changes = {
    ...(!table.deletionProtection && declared.deletionProtection && asked('deletion_protection_enabled')),
    ...(table.recovery === null && declared.recovery && asked('point_in_time_recovery')),
  };
  const tags = tagsOf(table.tags, defaultTags);
  return {
    name: table.name,
    ...unlessEmpty('localIndexes', indexes.localIndexes),
    ...unlessEmpty('globalIndexes', indexes.globalIndexes),
    ...billingOf(table, declared),
    ...(table.stream !== null && { stream: table.stream }),
    ...(table.timeToLive !== declared.timeToLive && { timeToLive: table.timeToLive ?? false }),
    ...(table.encryption !== 'KMS' && { encryption: table.encryption }),
    ...(table.deletionProtection && !declared.deletionProtection && { deletionProtection: { enabled: true } }),
    ...recoveryOf(table, declared),
    ...(table.tableClass !== 'STANDARD' && { tableClass: table.tableClass }),
    ...unlessEmpty(
      'replicas',
      Object.fromEntries(
        table.replicas.map(({ region, recovery = false }) => [region, { pointInTimeRecovery: recovery }]),
      ),
    ),
    ...unlessEmpty('tags', tags),
    ...unlessEmpty('changes', changes),
  };
}

const unlessEmpty = <K extends string, V extends object>(key: K, value: V): { [k in K]?: V } =>
  Object.keys(value).length > 0 ? ({ [key]: value } as { [k in K]: V }) : {};

function recoveryOf({ recovery }: Known, declared: TableDescription): Pick<Adoption, 'pointInTimeRecovery'> {
  if (!recovery) return {};
  const { days = RECOVERY_DAYS } = recovery;
  if (declared.recovery && (declared.recovery.days ?? RECOVERY_DAYS) === days) return {};
  return { pointInTimeRecovery: { enabled: true, ...(days !== RECOVERY_DAYS && { days }) } };
}

/** Those that the environment would not give it; AWS's own, which begin with `aws:`, nobody can set. */
const tagsOf = (tags: Readonly<Record<string, string>>, defaults: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(tags).filter(([name, value]) => !name.startsWith('aws:') && own(defaults, name) !== value),
  );

function billingOf(table: Known, declared: TableDescription): Pick<Adoption, 'billing'> {
  const [here, there] = [table, declared].map((one) => JSON.stringify(billing(one))) as [string, string];
  return here === there ? {} : { billing: billing(table) };
}

function billing({ billingMode, onDemandLimits, capacity, scaling }: TableDescription): Billing {
  if (billingMode === 'PAY_PER_REQUEST') return { mode: billingMode, ...limits(onDemandLimits) };
  return {
    mode: 'PROVISIONED',
    read: units('read', capacity, scaling),
    write: units('write', capacity, scaling),
  };
}

const limits = (most: TableDescription['onDemandLimits']) => ({
  ...(most?.read !== undefined && { maxReadRequestUnits: most.read }),
  ...(most?.write !== undefined && { maxWriteRequestUnits: most.write }),
});

/** A target that nothing follows moves no capacity. */
function units(
  kind: 'read' | 'write',
  capacity: TableDescription['capacity'],
  scaling: Scaling | null | undefined,
): Units {
  const range = scaling?.[kind];
  return range?.policy ? scaled(range) : (capacity?.[kind] ?? 1);
}

const scaled = ({ min, max, target: targetUtilization, policy }: ScalingRange): Units => ({
  ...{ min, max, targetUtilization },
  ...(policy && { policy }),
});

const keyOf = ({ name, type }: KeyAttribute): KeyAttribute => ({ name, type });
const projectionOf = ({ projection }: WholeIndex): LocalIndex['projection'] =>
  typeof projection === 'string' ? projection : [...projection];

const localIndex = (index: WholeIndex): LocalIndex => ({
  rangeKey: keyOf(index.key[1]!), // DynamoDB makes no local index without one
  projection: projectionOf(index),
});

const globalIndex = (index: GlobalIndex & WholeIndex, { billingMode }: Known): KeptIndex => ({
  hashKey: keyOf(index.key[0]),
  ...(index.key[1] && { rangeKey: keyOf(index.key[1]) }),
  projection: projectionOf(index),
  ...(billingMode === 'PROVISIONED'
    ? { read: units('read', index.capacity, index.scaling), write: units('write', index.capacity, index.scaling) }
    : limits(index.onDemandLimits)),
});
