import { own } from '../../keys/own';
import type { Need } from './decide';

type Input = Readonly<Record<string, unknown>>;
type ArnOf = (tableName: string) => string;

/** What a request to DynamoDB is about: its tables, or the index of one. @param arnOf of a table by its name */
export function resourcesOfTables(input: Input, arnOf: ArnOf): string[] {
  const text = (member: string): string | undefined => {
    const value = own(input, member);
    return typeof value === 'string' ? value : undefined;
  };
  const tables = [
    ...Object.keys(own(input, 'RequestItems') ?? {}),
    ...[text('TableName') ?? text('TargetTableName') ?? text('ResourceArn') ?? text('TableArn') ?? []].flat(),
  ];
  const index = text('IndexName');
  return tables.map((name) => {
    const table = name.startsWith('arn:') ? name.split('/').slice(0, 2).join('/') : arnOf(name);
    return index === undefined ? table : `${table}/index/${index}`;
  });
}

/** By the members of a transaction's part. */
const PARTS: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/**
 * The permissions that an operation on items takes. A transaction takes those of its parts
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 */
export function dynamodbNeeds(operation: string, input: Input, arnOf: ArnOf): Need[] {
  if (!operation.startsWith('Transact')) {
    return resourcesOfTables(input, arnOf).map((resource) => ({ action: `dynamodb:${operation}`, resource }));
  }
  const parts = (own(input, 'TransactItems') ?? []) as readonly Readonly<Record<string, Input>>[];
  return parts.flatMap((part) =>
    Object.entries(part).flatMap(([member, of]) =>
      resourcesOfTables(of, arnOf).map((resource) => ({
        action: `dynamodb:${own(PARTS, member) ?? member}`,
        resource,
      })),
    ),
  );
}
