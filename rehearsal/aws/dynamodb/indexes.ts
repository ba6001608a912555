import type { CreateGlobalSecondaryIndexAction, UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../door/messages';
import { invalid, invalidParameter } from './errors';
import { omit } from './tables';
import type { Description, GlobalIndex } from './wire';
import { capacity, changedCapacity, changedLimits, checkMode, grownWarm, isOnDemand, newLimits } from './throughput';

type Changes = Pick<Partial<UpdateTableInput>, 'AttributeDefinitions' | 'GlobalSecondaryIndexUpdates' | 'BillingMode'>;

/** Global indexes that come, go or change, with their attribute definitions. @param table as it is paid for after the change */
export function withIndexes(table: Description, changes: Changes): Description {
  const { AttributeDefinitions: given = [], GlobalSecondaryIndexUpdates: updates } = changes;
  if (updates) checkUpdates(updates);
  const indexes = new Map((table.GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName ?? '', one]));
  const unchanged = new Set(indexes.keys());
  const existing = (name: string | undefined): [string, GlobalIndex] => {
    const index = indexes.get(name ?? '');
    if (index) return [name ?? '', index];
    if (!table.LocalSecondaryIndexes?.some(({ IndexName }) => IndexName === name)) {
      throw new AwsError(400, 'ResourceNotFoundException', 'Requested resource not found');
    }
    throw invalid(`Cannot change an index that is not a GlobalSecondaryIndex: ${name ?? ''}`);
  };
  for (const { Create, Update, Delete } of updates ?? []) {
    if (Create) {
      if (indexes.has(Create.IndexName ?? '')) throw invalid('Attempting to create an index which already exists');
      indexes.set(Create.IndexName ?? '', newIndex(table, Create));
    }
    if (Delete) {
      const [name] = existing(Delete.IndexName);
      indexes.delete(name);
      unchanged.delete(name);
    }
    if (Update) {
      const [name, now] = existing(Update.IndexName);
      indexes.set(name, changedIndex(table, now, Update));
      if (Update.ProvisionedThroughput) unchanged.delete(name);
    }
  }
  if (changes.BillingMode === 'PROVISIONED') {
    const [without] = [...unchanged].filter((name) => !indexes.get(name)?.ProvisionedThroughput?.ReadCapacityUnits);
    if (without !== undefined) {
      throw invalidParameter(`ProvisionedThroughput must be specified for index: ${without}`);
    }
  }
  const next: Description = {
    ...omit(table, 'GlobalSecondaryIndexes'),
    ...(indexes.size > 0 && { GlobalSecondaryIndexes: [...indexes.values()] }),
  };
  return { ...next, AttributeDefinitions: usedOf(next, given) };
}

/**
 * The definitions that a key uses, each once. What is known stays as it is; what no key uses is dropped without a word.
 * @throws AwsError for a key that has none
 */
function usedOf(table: Description, given: NonNullable<Description['AttributeDefinitions']>) {
  const known = new Map([...given, ...(table.AttributeDefinitions ?? [])].map((one) => [one.AttributeName, one]));
  const keyed = [table, ...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])];
  const used = new Map(
    keyed.flatMap((one) =>
      (one.KeySchema ?? []).map(({ AttributeName: name }) => {
        const definition = known.get(name);
        if (definition) return [name, definition] as const;
        const index = 'IndexName' in one ? String(one.IndexName) : '';
        throw invalidParameter(`AttributeDefinitions is not specified for index: ${index}`);
      }),
    ),
  );
  return [...used.values()];
}

function checkUpdates(updates: NonNullable<Changes['GlobalSecondaryIndexUpdates']>): void {
  if (updates.length === 0) throw invalidParameter('List of GlobalSecondaryIndexUpdates is empty');
  const names = updates.map(({ Create, Update, Delete }) => (Create ?? Update ?? Delete)?.IndexName);
  for (const [at, update] of updates.entries()) {
    const actions = Object.values(update).filter(Boolean).length;
    if (actions === 0) {
      throw invalidParameter(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    }
    if (actions > 1) {
      throw invalidParameter('Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object');
    }
    if (names.indexOf(names[at]) !== at) {
      const index = names[at] ?? '';
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${index}`,
      );
    }
  }
  if (updates.filter(({ Update }) => !Update).length > 1) {
    throw new AwsError(
      400,
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
}

function newIndex(table: Description, wanted: CreateGlobalSecondaryIndexAction): GlobalIndex {
  const { ProvisionedThroughput: throughput, OnDemandThroughput: limits, WarmThroughput: warm, ...rest } = wanted;
  const name = wanted.IndexName ?? '';
  if (isOnDemand(table) && throughput) {
    throw invalidParameter(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!isOnDemand(table) && !throughput) {
    throw invalidParameter(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`);
  }
  if (limits) checkMode(limits, isOnDemand(table), ` for index : ${name}`);
  return {
    ...indexOf(table, rest),
    ProvisionedThroughput: capacity(throughput ?? { ReadCapacityUnits: 0, WriteCapacityUnits: 0 }),
    ...(limits && { OnDemandThroughput: newLimits(limits, `index : ${name}`) }),
    ...(warm && { WarmThroughput: { ...warm, Status: 'ACTIVE' } }),
  };
}

/** What every global index has in its description. */
export const indexOf = ({ TableArn = '' }: Description, index: GlobalIndex): GlobalIndex => ({
  ...index,
  IndexStatus: 'ACTIVE',
  IndexArn: `${TableArn}/index/${index.IndexName ?? ''}`,
  IndexSizeBytes: 0,
  ItemCount: 0,
});

function changedIndex(
  table: Description,
  now: GlobalIndex,
  {
    ProvisionedThroughput: wanted,
    OnDemandThroughput: limits,
    WarmThroughput: warm,
  }: Omit<NonNullable<NonNullable<Changes['GlobalSecondaryIndexUpdates']>[number]['Update']>, 'IndexName'>,
): GlobalIndex {
  const name = now.IndexName ?? '';
  if (isOnDemand(table) && wanted) {
    throw invalidParameter(
      `The only Updates for index: ${name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    );
  }
  const { OnDemandThroughput: limitsNow, ...rest } = now;
  if (limits) checkMode(limits, isOnDemand(table), ` for index : ${name}`);
  const left = limits ? changedLimits(limitsNow, limits, `index : ${name}`) : limitsNow;
  return {
    ...rest,
    ...(left && { OnDemandThroughput: left }),
    ...(wanted && {
      ProvisionedThroughput: changedCapacity(now.ProvisionedThroughput, wanted, `the index ${name}`),
    }),
    ...(warm && { WarmThroughput: grownWarm(now.WarmThroughput, warm, `index ${name}`) }),
  };
}
