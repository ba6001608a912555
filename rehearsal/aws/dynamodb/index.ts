import { own } from '../../../keys/own';
import { dynamodbReadsOrWrites } from '../door/faults';
import { json, jsonOf, type Answer, type AwsRequest, type AwsResponse, type JsonObject } from '../door/messages';
import { regionOf } from '../door/region';
import { askMoto } from '../moto/ask';
import {
  describeContributorInsights,
  listContributorInsights,
  updateContributorInsights,
} from './contributor-insights';
import { createTable } from './create';
import { invalid, notFound } from './errors';
import { startItems } from './items';
import {
  describeKinesisStreamingDestination,
  disableKinesisStreamingDestination,
  enableKinesisStreamingDestination,
} from './kinesis-destinations';
import { refuseSource } from './replicas';
import { refuseWhileUnderway, type Table, Tables, type World } from './tables';
import type { Description } from './wire';
import { describeTimeToLive, updateTimeToLive } from './time-to-live';
import { updateTable } from './update';

/**
 * DynamoDB. dynalite has the items; what a table is like is kept here; moto has what is left: names, tags, backups and
 * resource policies.
 */
export async function startTables(moto: Answer): Promise<{ answer: Answer; close(): Promise<void> }> {
  const items = await startItems();
  const world: World = { items, moto, tables: new Tables() };
  return {
    async answer(request) {
      if (!dynamodbReadsOrWrites.has(request.operation)) return await settings(request, world);
      const { statusCode, body } = await items.exchange(request.operation, request.body.toString('utf8'));
      return { status: statusCode, headers: { 'content-type': TYPE }, body };
    },
    close: () => items.close(),
  };
}

const TYPE = 'application/x-amz-json-1.0';

type OfTable = (table: Table, input: JsonObject, world: World) => object | Promise<object>;

/** Operations on a table that was made here. One that moto has restored from a backup is moto's alone. */
const inPlaceOfMoto: Readonly<Record<string, OfTable>> = {
  DescribeTable: (table) => ({ Table: describe(table) }),
  UpdateTable: async (table, input, world) => ({ TableDescription: await updateTable(table, input, world) }),
  DeleteTable: async (table, _, world) => ({ TableDescription: await deleteTable(table, world) }),
  DescribeTimeToLive: describeTimeToLive,
  UpdateTimeToLive: (table, input, { tables }) => updateTimeToLive(table, input, tables),
};

const notInMoto: Readonly<Record<string, OfTable>> = {
  DescribeContributorInsights: describeContributorInsights,
  UpdateContributorInsights: updateContributorInsights,
  DescribeKinesisStreamingDestination: describeKinesisStreamingDestination,
  EnableKinesisStreamingDestination: enableKinesisStreamingDestination,
  DisableKinesisStreamingDestination: disableKinesisStreamingDestination,
};

async function settings(request: AwsRequest, world: World): Promise<AwsResponse> {
  const { operation } = request;
  if (operation === 'CreateTable') return await createTable(request, world);
  const input = jsonOf(request);
  const region = regionOf(request);
  if (operation === 'TagResource') await replaceTags(input, region, world);
  if (operation === 'ListContributorInsights' && input['TableName'] === undefined) {
    return json(200, listContributorInsights(world.tables.in(region), input), TYPE);
  }
  const ofTable =
    operation === 'ListContributorInsights'
      ? (one: Table) => listContributorInsights([one], input)
      : (own(inPlaceOfMoto, operation) ?? own(notInMoto, operation));
  if (!ofTable) return await world.moto(request);
  const name = String(input['TableName']);
  const table = world.tables.find(region, name);
  if (table) return json(200, await ofTable(table, input, world), TYPE);
  if (own(inPlaceOfMoto, operation)) return await world.moto(request);
  throw notFound(`Table: ${name}`);
}

/** What was underway is over when somebody asks for it. */
function describe(table: Table): Description {
  if (table.underway === 'work') return { ...table.description, TableStatus: 'UPDATING' };
  table.underway = undefined;
  return table.description;
}

async function deleteTable(table: Table, { tables, items, moto }: World): Promise<Description> {
  const { name, region, description } = table;
  if (description.DeletionProtectionEnabled) {
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  refuseWhileUnderway(table);
  refuseSource(table);
  const isLast = tables.group(table).length === 1;
  tables.remove(table);
  const ask = (operation: string, input: JsonObject) =>
    askMoto(moto, { service: 'dynamodb', region, target: `DynamoDB_20120810.${operation}`, input });
  await ask('DeleteResourcePolicy', { ResourceArn: description.TableArn }); // it may have none
  await ask('DeleteTable', { TableName: name });
  if (isLast) await items.remove(name);
  return { ...description, TableStatus: 'DELETING' };
}

/** moto adds a tag beside the one of the same name. */
async function replaceTags({ ResourceArn, Tags }: JsonObject, region: string, { moto }: World): Promise<void> {
  const input = { ResourceArn, TagKeys: (Tags as { Key: string }[]).map(({ Key }) => Key) };
  await askMoto(moto, { service: 'dynamodb', region, target: 'DynamoDB_20120810.UntagResource', input });
}
