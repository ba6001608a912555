import { DescribeTableCommand, ListTablesCommand, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../environments';
import { COPY_TAG, OWNER_TAG } from '../environments/derived';
import { nameIn, resourceOf } from '../environments/physical-name';
import type { TableConfig } from '../environments/resources/table';
import type { SystemName } from '../model/systems';
import { many } from '../packages/plan-review/src/render/phrase';
import type { Aws } from './aws/clients';
import { unlessMissing } from './aws/errors';
import { allPages } from './aws/pages';
import type { FoundCopy, Holding } from './system';

type Dynamodb = Pick<Aws, 'dynamodb'>;

/**
 * The tables of a system that are there, a released one apart, which is somebody else's: one request each.
 *
 * @param tables as the environment configures them
 */
export async function tablesHeld(
  environment: Environment,
  system: SystemName,
  tables: Readonly<Record<string, TableConfig>>,
  aws: Dynamodb,
): Promise<Holding[]> {
  const found = await Promise.all(
    Object.entries(tables).map(async ([id, { adopt, released }]): Promise<Holding[]> => {
      if (released) return [];
      const name = adopt?.name ?? nameIn(environment, system, resourceOf(id));
      const table = await describe(name, aws);
      if (!table) return [];
      // DynamoDB counts about every six hours: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
      const what = `${many(table.ItemCount ?? 0, 'item')}, as DynamoDB counted some six hours ago or less`;
      return [{ name, what, isAdopted: adopt !== undefined }];
    }),
  );
  return found.flat();
}

const describe = async (TableName: string, { dynamodb }: Dynamodb) =>
  (await unlessMissing(dynamodb.send(new DescribeTableCommand({ TableName }))))?.Table;

/**
 * Copies that have a table of a system: what is called as one, and is not tagged as a copy of this environment, is none.
 *
 * @param table by which they are found, as the configuration calls it
 */
export async function copiesWith(
  environment: Environment,
  system: SystemName,
  table: string,
  aws: Dynamodb,
): Promise<FoundCopy[]> {
  const { name } = environment;
  const prefix = `${nameIn(environment, system, resourceOf(table))}-`;
  const names = await allPages(async (ExclusiveStartTableName) => {
    const page = await aws.dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName }));
    return { entries: page.TableNames, token: page.LastEvaluatedTableName };
  });
  const found = await Promise.all(
    names
      .filter((one) => one.startsWith(prefix))
      .map(async (one): Promise<FoundCopy[]> => {
        const { TableArn, CreationDateTime } = (await describe(one, aws)) ?? {};
        if (TableArn === undefined || CreationDateTime === undefined) return []; // it has just gone
        const tags = await tagsOf(TableArn, aws);
        if (tags.get(COPY_TAG) !== name) return [];
        const copy = `${name}-${one.slice(prefix.length)}`;
        return [{ environment: copy, owner: tags.get(OWNER_TAG), made: CreationDateTime }];
      }),
  );
  return found.flat();
}

async function tagsOf(ResourceArn: string, { dynamodb }: Dynamodb): Promise<ReadonlyMap<string, string>> {
  const tags = await allPages(async (NextToken) => {
    const page = await unlessMissing(dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken })));
    return { entries: page?.Tags, token: page?.NextToken };
  });
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
