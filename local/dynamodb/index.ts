import { startDynalite } from './dynalite';
import { startDynamodbLocal } from './dynamodb-local';

export { createDynamodbClient, localCredentials, localRegion, type DynamodbClient } from './client';
export { createTables, type TableDefinition } from './tables';
export { addCost, DynamodbMeter, noCost, type OperationCost, type Units } from './meter';

/** `dynalite`: embedded, needs nothing else. `local`: Amazon's DynamoDB Local, needs Java 17. */
export type DynamodbKind = 'dynalite' | 'local';

export interface LocalDynamodb {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * A DynamoDB on a free port of this machine, without tables.
 * @param options.dataDir keeps the tables between runs, each engine in a directory of its own below it; in memory when absent
 * @throws UserError when the engine cannot start
 */
export function startDynamodb(kind: DynamodbKind, options: { dataDir?: string } = {}): Promise<LocalDynamodb> {
  return kind === 'local' ? startDynamodbLocal(options.dataDir) : startDynalite(options.dataDir);
}
