import { own } from '../../../../../keys/own';
import type { Backends } from '../../definition';
import { FieldError } from '../../errors';
import type { ValueFactory } from '../attribute-values';
import { missing, type SourceResult, type Request } from '../source-result';
import { BatchDeleteItem, BatchGetItem, BatchPutItem } from './batches';
import { type Operation, Refusal, send } from './call';
import { GetItem, Query, Scan } from './reading';
import { TransactGetItems, TransactWriteItems } from './transactions';
import { DeleteItem, PutItem, UpdateItem } from './writing';

export interface DynamodbProps {
  readonly tableName: string;
  readonly dynamodb: Backends['dynamodb'];
  readonly values: ValueFactory;
}

const operations: Readonly<Record<string, Operation>> = {
  ...{ GetItem, PutItem, UpdateItem, DeleteItem, Query, Scan },
  ...{ BatchGetItem, BatchPutItem, BatchDeleteItem, TransactGetItems, TransactWriteItems },
};

/**
 * Runs one request against one table, or, in a batch or a transaction, the tables that it names.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html
 */
export async function runDynamodb(
  request: Request,
  { tableName, dynamodb, values }: DynamodbProps,
): Promise<SourceResult> {
  const operation = request['operation'] as string | undefined;
  if (operation === undefined) throw missing('operation');
  const run = own(operations, operation);
  if (!run) {
    const known = Object.keys(operations).join(', ');
    throw new FieldError(
      `The local run does not know DynamoDB's operation ${operation}. It knows ${known}.`,
      'MappingTemplate',
    );
  }
  try {
    return await run(request, { tableName, send: (name, input) => send(dynamodb, name, input), values });
  } catch (error) {
    if (error instanceof Refusal) return { result: null, error: error.error };
    throw error;
  }
}
