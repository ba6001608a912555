import { randomUUID } from 'node:crypto';
import type { CreateTableInput } from '@aws-sdk/client-dynamodb';
import { type AwsRequest, type AwsResponse, json, jsonOf, type JsonObject } from '../door/messages';
import { regionOf } from '../door/region';
import { askMoto } from '../moto/ask';
import { encryptionOf } from './encryption';
import { refuseOthers } from './errors';
import { indexOf } from './indexes';
import { checkNewStream } from './stream';
import { omit, type World } from './tables';
import type { Description } from './wire';
import { capacity, checkMode, newLimits } from './throughput';

const KNOWN: readonly (keyof CreateTableInput)[] = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes',
  'BillingMode',
  'ProvisionedThroughput',
  'StreamSpecification',
  'SSESpecification',
  'Tags',
  'TableClass',
  'DeletionProtectionEnabled',
  'WarmThroughput',
  'ResourcePolicy',
  'OnDemandThroughput',
];

/** In the items' engine, which refuses what DynamoDB refuses; in moto, for tags and backups; and here. */
export async function createTable(request: AwsRequest, { items, moto, tables }: World): Promise<AwsResponse> {
  const input = jsonOf(request) as unknown as CreateTableInput;
  const region = regionOf(request);
  refuseOthers('CreateTable', input, KNOWN);
  checkLimits(input);
  checkNewStream(input.StreamSpecification);
  const encryption = input.SSESpecification && (await encryptionOf(input.SSESpecification, region, moto));

  const askForIt = (operation: string, about: JsonObject) =>
    askMoto(moto, { service: 'dynamodb', region, target: `DynamoDB_20120810.${operation}`, input: about });
  await items.create(input);
  try {
    const response = await moto({
      ...request,
      body: Buffer.from(JSON.stringify({ ...input, DeletionProtectionEnabled: false })),
    });
    if (response.status !== 200) {
      await items.remove(String(input.TableName));
      return response;
    }
    const { TableDescription } = jsonOf({ body: Buffer.from(response.body) }) as { TableDescription: Description };
    const description = complete(TableDescription, input, encryption);
    if (input.ResourcePolicy !== undefined) {
      await askForIt('PutResourcePolicy', { ResourceArn: description.TableArn, Policy: input.ResourcePolicy });
    }
    tables.add(region, description);
    return json(200, { TableDescription: description }, 'application/x-amz-json-1.0');
  } catch (error) {
    await askForIt('DeleteTable', { TableName: input.TableName }); // half a table is none
    await items.remove(String(input.TableName));
    throw error;
  }
}

function checkLimits({ BillingMode, OnDemandThroughput, GlobalSecondaryIndexes = [] }: CreateTableInput): void {
  const onDemand = BillingMode === 'PAY_PER_REQUEST';
  if (OnDemandThroughput) {
    checkMode(OnDemandThroughput, onDemand, '');
    newLimits(OnDemandThroughput, 'table');
  }
  for (const { IndexName = '', OnDemandThroughput: limits } of GlobalSecondaryIndexes) {
    if (!limits) continue;
    checkMode(limits, onDemand, ` for index : ${IndexName}`);
    newLimits(limits, `index : ${IndexName}`);
  }
}

const ANEW = ['BillingModeSummary', 'SSEDescription', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const;

/** What moto leaves out, and without what AWS leaves out. */
function complete(moto: Description, input: CreateTableInput, encryption: Description['SSEDescription']): Description {
  const { BillingModeSummary, GlobalSecondaryIndexes, LocalSecondaryIndexes } = moto;
  const table: Description = { ...omit(moto, ...ANEW), TableId: randomUUID() };
  table.DeletionProtectionEnabled = input.DeletionProtectionEnabled ?? false;
  if (BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST') {
    table.BillingModeSummary = {
      ...BillingModeSummary,
      ...(moto.CreationDateTime !== undefined && { LastUpdateToPayPerRequestDateTime: moto.CreationDateTime }),
    };
  }
  if (input.OnDemandThroughput) table.OnDemandThroughput = input.OnDemandThroughput;
  if (input.TableClass === 'STANDARD_INFREQUENT_ACCESS') table.TableClassSummary = { TableClass: input.TableClass };
  if (encryption) table.SSEDescription = encryption;
  if (LocalSecondaryIndexes?.length) {
    table.LocalSecondaryIndexes = LocalSecondaryIndexes.map((one) => omit(indexOf(moto, one), 'IndexStatus'));
  }
  if (GlobalSecondaryIndexes?.length) {
    table.GlobalSecondaryIndexes = GlobalSecondaryIndexes.map((one) => {
      const limits = input.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === one.IndexName);
      const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = one.ProvisionedThroughput ?? {};
      return {
        ...indexOf(moto, one),
        ProvisionedThroughput: capacity({ ReadCapacityUnits, WriteCapacityUnits }),
        ...(limits?.OnDemandThroughput && { OnDemandThroughput: limits.OnDemandThroughput }),
      };
    });
  }
  return table;
}
