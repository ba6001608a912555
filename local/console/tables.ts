import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { own } from '../../keys/own';
import type { Attributes } from '../../model/item';
import { localCredentials, localRegion } from '../dynamodb';
import type { TableItems } from '../system';
import type { LocalStack } from '../terraform';

export type OpenTables = TableItems & { close(): void };

/** Items of the run's tables. Such a read is in no figure. @param stack what runs now */
export function openTables(endpoint: string, stack: () => LocalStack): OpenTables {
  const plain = new DynamoDBClient({ endpoint, region: localRegion, credentials: localCredentials });
  const client = DynamoDBDocumentClient.from(plain);
  const nameOf = (dataSource: string): string | undefined => {
    const source = own(stack().api.dataSources, dataSource);
    return source?.type === 'AMAZON_DYNAMODB' ? source.tableName : undefined;
  };
  const gather = async (pages: AsyncIterable<{ readonly Items?: Attributes[] | undefined }>): Promise<Attributes[]> => {
    const items: Attributes[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items;
  };
  return {
    async all(dataSource) {
      const TableName = nameOf(dataSource);
      return TableName === undefined ? [] : gather(paginateScan({ client }, { TableName }));
    },
    async below(dataSource, key, value) {
      const TableName = nameOf(dataSource);
      if (TableName === undefined) return [];
      const input = {
        TableName,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': value },
      };
      return gather(paginateQuery({ client }, input));
    },
    close: () => plain.destroy(),
  };
}
