import { createDynamodbClient, startDynamodb } from '../../local/dynamodb';
import { dynamodbReadsOrWrites } from './door/faults';
import { jsonOf, without, type Answer, type AwsRequest, type AwsResponse, type JsonObject } from './door/messages';

/**
 * DynamoDB: moto keeps the tables' settings, dynalite the items, because its expressions and its errors are DynamoDB's
 * own. A table is made and deleted in both.
 *
 * @param moto answers what concerns settings
 */
export async function startTables(moto: Answer): Promise<{ answer: Answer; close(): Promise<void> }> {
  const engine = await startDynamodb('dynalite');
  const items = createDynamodbClient(engine.endpoint);
  const onDemand = new Map<string, unknown>();

  const settings = async (request: AwsRequest): Promise<AwsResponse> => {
    const input = jsonOf(request);
    const name = tableName(input);
    const response = await moto(request);
    if (response.status !== 200) return response;
    const { OnDemandThroughput } = input;
    switch (request.operation) {
      case 'CreateTable':
        await items.send('CreateTable', shapeOf(input));
        if (OnDemandThroughput) onDemand.set(name, OnDemandThroughput);
        break;
      case 'UpdateTable':
        if (OnDemandThroughput) onDemand.set(name, OnDemandThroughput);
        if (input['BillingMode'] === 'PROVISIONED') onDemand.delete(name);
        break;
      case 'DeleteTable':
        onDemand.delete(name);
        await items.send('DeleteTable', { TableName: name });
        break;
    }
    return withThroughput(response, onDemand.get(name));
  };

  return {
    async answer(request) {
      if (!dynamodbReadsOrWrites.has(request.operation)) return settings(request);
      const { statusCode, body } = await items.exchange(request.operation, request.body.toString('utf8'));
      return { status: statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
    },
    async close() {
      items.close();
      await engine.close();
    },
  };
}

/** Clients may name a table by its ARN. */
function tableName({ TableName }: JsonObject): string {
  const name = String(TableName);
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What dynalite needs of a table: keys and indexes, without limits. */
function shapeOf({
  TableName,
  AttributeDefinitions,
  KeySchema,
  GlobalSecondaryIndexes,
  LocalSecondaryIndexes,
}: JsonObject) {
  const indexes = (GlobalSecondaryIndexes ?? []) as JsonObject[];
  const global = indexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
    IndexName,
    KeySchema: keys,
    Projection,
  }));
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(Array.isArray(LocalSecondaryIndexes) && LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes }),
  };
}

/** moto 5.2 forgets the limits of a table that is paid by request. */
function withThroughput(response: AwsResponse, OnDemandThroughput: unknown): AwsResponse {
  if (OnDemandThroughput === undefined) return response;
  const body = JSON.parse(response.body.toString()) as JsonObject;
  const key = (['Table', 'TableDescription'] as const).find((one) => one in body);
  if (key === undefined) return response;
  const headers = without(response.headers, 'content-length', 'x-amz-crc32');
  return {
    ...response,
    headers,
    body: JSON.stringify({ ...body, [key]: { ...(body[key] as object), OnDemandThroughput } }),
  };
}
