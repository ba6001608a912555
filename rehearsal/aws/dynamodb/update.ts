import type { UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { collisionIn, MEMBERS } from '../../../packages/plan-review/src/resources/table-updates';
import { encryptionOf, withEncryption } from './encryption';
import { invalid, invalidParameter, refuseOthers } from './errors';
import { withIndexes } from './indexes';
import { updateReplicas } from './replicas';
import { withStream } from './stream';
import { refuseWhileUnderway, type Table, type World } from './tables';
import type { Description } from './wire';
import { grownWarm, withThroughput } from './throughput';

type Input = Partial<UpdateTableInput>;

/**
 * Changes a table. It is being changed until somebody asks for it again, and refuses other changes meanwhile.
 * @returns its description while it is being changed
 */
export async function updateTable(table: Table, input: Input, world: World): Promise<Description> {
  refuseOthers('UpdateTable', input, [...MEMBERS, 'TableName', 'AttributeDefinitions']);
  checkCombination(input);
  const { SSESpecification, ReplicaUpdates, DeletionProtectionEnabled: isProtected } = input;
  if (isProtected === undefined && table.underway !== 'encryption') refuseWhileUnderway(table);

  if (isProtected !== undefined) {
    table.description.DeletionProtectionEnabled = isProtected;
    return table.description;
  }
  if (SSESpecification) {
    const encryption = await encryptionOf(SSESpecification, table.region, world.moto);
    table.description = withEncryption(table.description, SSESpecification, encryption);
    table.underway = 'encryption';
    return { ...table.description, SSEDescription: { ...encryption, Status: 'UPDATING' } };
  }
  const before = table.underway;
  table.underway = 'work';
  try {
    if (ReplicaUpdates) await updateReplicas(table, ReplicaUpdates, world);
    else await changeAll(table, input, world);
  } catch (error) {
    table.underway = before;
    throw error;
  }
  const isDone = input.OnDemandThroughput && !input.BillingMode; // limits are in force at once
  table.underway = isDone ? before : 'update';
  return underway(table, input);
}

/** The table, and what replicas have in common with it. */
async function changeAll(table: Table, input: Input, { tables, items }: World): Promise<void> {
  const changed = tables.group(table).map((one) => [one, change(one.description, input)] as const);
  const own = changed[0]?.[1];
  if (own && input.GlobalSecondaryIndexUpdates?.some(({ Update }) => !Update)) await items.reshape(own);
  for (const [one, description] of changed) {
    const left = new Set(description.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
    for (const index of one.insights.keys()) if (index !== '' && !left.has(index)) one.insights.delete(index);
    one.description = description;
  }
}

function change(table: Description, input: Input): Description {
  let next = withIndexes(withThroughput(table, input), input);
  if (input.StreamSpecification) next = withStream(next, input.StreamSpecification);
  if (input.WarmThroughput) next.WarmThroughput = grownWarm(next.WarmThroughput, input.WarmThroughput, 'table');
  const { TableClass } = input;
  // What is STANDARD from the beginning has no summary, and gets none by being set to it.
  if (TableClass && (next.TableClassSummary || TableClass !== 'STANDARD')) {
    next.TableClassSummary = { TableClass, LastUpdateDateTime: Date.now() / 1000 };
  }
  return next;
}

function checkCombination(input: Input): void {
  if (MEMBERS.every((name) => input[name] === undefined)) {
    throw invalid(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, ' +
        'SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, ' +
        'DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required',
    );
  }
  const collision = collisionIn(input);
  if (collision) throw invalidParameter(collision.message);
}

function underway(
  { description, underway: state }: Table,
  { GlobalSecondaryIndexUpdates: updates = [] }: Input,
): Description {
  if (state !== 'update') return description;
  const created = new Set(updates.map(({ Create }) => Create?.IndexName));
  const indexes = description.GlobalSecondaryIndexes?.map((one) =>
    created.has(one.IndexName) ? { ...one, IndexStatus: 'CREATING' as const } : one,
  );
  return { ...description, TableStatus: 'UPDATING', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
}
