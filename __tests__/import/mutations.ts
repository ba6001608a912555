import type { Key, TableDescription } from '../../import/description';

/** Another table that differs in one setting, and the path of that setting; undefined where the table has no such setting. */
export type Mutation = (table: TableDescription) => readonly [path: string, changed: TableDescription] | undefined;

const first = <K, V>(map: ReadonlyMap<K, V> | undefined): [K, V] | undefined => [...(map ?? [])][0];

/** Each setting that a table has, by what is changed. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'the type of the hash key': (table) => {
    const [{ name, type }, sort] = table.key;
    const hash = { name, type: type === 'S' ? ('N' as const) : ('S' as const) };
    return [`attribute[${name}].type`, { ...table, key: sort ? [hash, sort] : [hash] }];
  },
  'no range key': (table) => (table.key[1] ? ['range_key', { ...table, key: [table.key[0]] }] : undefined),
  'a local index copies something else': (table) => {
    const [name, index] = first(table.localIndexes) ?? [];
    if (name === undefined || index === undefined) return undefined;
    const changed = new Map(table.localIndexes).set(name, { ...index, projection: ['other'] });
    return [`local_secondary_index[${name}]`, { ...table, localIndexes: changed }];
  },
  'one more local index': (table) => [
    'local_secondary_index[more]',
    {
      ...table,
      localIndexes: new Map(table.localIndexes).set('more', {
        key: [table.key[0], { name: 'at', type: 'S' }],
        projection: 'ALL',
      }),
    },
  ],
  'a global index less': (table) => {
    const [name] = first(table.globalIndexes) ?? [];
    if (name === undefined) return undefined;
    return [
      `global_secondary_index[${name}]`,
      { ...table, globalIndexes: new Map([...table.globalIndexes!].filter(([other]) => other !== name)) },
    ];
  },
  'a global index has another type': (table) => {
    const [name, index] = first(table.globalIndexes) ?? [];
    if (name === undefined || !index?.key) return undefined;
    const [{ name: attribute, type }, ...rest] = index.key;
    const key = [{ name: attribute, type: type === 'S' ? 'N' : 'S' }, ...rest] as unknown as Key;
    return [
      `global_secondary_index[${name}]`,
      { ...table, globalIndexes: new Map(table.globalIndexes).set(name, { ...index, key }) },
    ];
  },
  'a global index has less capacity': (table) => {
    const [name, index] = first(table.globalIndexes) ?? [];
    if (name === undefined || !index?.capacity || index.scaling?.write) return undefined;
    const capacity = { ...index.capacity, write: 50_000 };
    return [
      `global_secondary_index[${name}].write_capacity`,
      { ...table, globalIndexes: new Map(table.globalIndexes).set(name, { ...index, capacity }) },
    ];
  },
  'other capacity': (table) =>
    table.billingMode !== 'PROVISIONED' || table.scaling?.read
      ? undefined
      : ['read_capacity', { ...table, capacity: { ...table.capacity, read: 50_000 } }],
  'other autoscaling': (table) =>
    table.scaling?.write
      ? [
          'aws_appautoscaling_target[write]',
          {
            ...table,
            scaling: { ...table.scaling, write: { ...table.scaling.write, max: table.scaling.write.max + 1 } },
          },
        ]
      : undefined,
  'other limits': (table) =>
    table.billingMode === 'PAY_PER_REQUEST'
      ? ['on_demand_throughput', { ...table, onDemandLimits: { read: 50_000 } }]
      : undefined,
  'another billing mode': (table) => [
    'billing_mode',
    {
      ...table,
      billingMode: table.billingMode === 'PROVISIONED' ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    },
  ],
  'another TTL': (table) => (table.timeToLive === null ? undefined : ['ttl', { ...table, timeToLive: 'other' }]),
  'another stream': (table) =>
    table.stream === null
      ? ['stream_enabled', { ...table, stream: 'NEW_IMAGE' }]
      : ['stream_view_type', { ...table, stream: 'NEW_IMAGE' }],
  'no stream': (table) => (table.stream === null ? undefined : ['stream_enabled', { ...table, stream: null }]),
  'the default encryption': (table) =>
    table.encryption === 'DEFAULT' ? undefined : ['server_side_encryption', { ...table, encryption: 'DEFAULT' }],
  'another customer key': (table) =>
    table.encryption?.startsWith('arn:')
      ? ['server_side_encryption', { ...table, encryption: 'arn:other' }]
      : undefined,
  'no recovery': (table) =>
    table.recovery === null ? undefined : ['point_in_time_recovery', { ...table, recovery: null }],
  protection: (table) => ['deletion_protection_enabled', { ...table, deletionProtection: !table.deletionProtection }],
  'another class': (table) => [
    'table_class',
    { ...table, tableClass: table.tableClass === 'STANDARD' ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD' },
  ],
  'a replica more': (table) => [
    'replica[ap-south-1]',
    { ...table, replicas: [...table.replicas!, { region: 'ap-south-1', recovery: false }] },
  ],
  'another replica': (table) => {
    const [one, ...others] = table.replicas!;
    if (!one) return undefined;
    return [
      `replica[${one.region}].point_in_time_recovery`,
      { ...table, replicas: [{ ...one, recovery: !one.recovery }, ...others] },
    ];
  },
  'a tag more': (table) => ['tags.More', { ...table, tags: { ...table.tags, More: 'x' } }],
  'another tag': (table) =>
    Object.hasOwn(table.tags!, 'Purpose')
      ? ['tags.Purpose', { ...table, tags: { ...table.tags, Purpose: 'other' } }]
      : undefined,
};
