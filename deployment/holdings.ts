import { DescribeTableCommand, ListTablesCommand, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../environments';
import { COPY_TAG, isCopy, OWNER_TAG } from '../../environments/derived';
import { physicalName, resourceOf } from '../../environments/physical-name';
import { keysOf } from '../../keys/entries';
import { TABLES } from '../../model/room-cache/tables';
import { many } from '../../packages/plan-review/src/render/phrase';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { allPages } from '../aws/pages';
import type { FoundCopy, Holding } from '../system';

type Dynamodb = Pick<Aws, 'dynamodb'>;

/** The tables that are there, a released one apart, which is somebody else's: one request each. */
export async function holdings(environment: Environment, aws: Dynamodb): Promise<Holding[]> {
  const { tables } = environment.systems.roomCache;
  const found = await Promise.all(
    keysOf(TABLES).map(async (id): Promise<Holding[]> => {
      const { adopt, released } = tables[id];
      if (released) return [];
      const name = adopt?.name ?? physicalName(environment, resourceOf(id));
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

/** A copy has TMDB's key of the environment that it is a copy of. */
export async function leaves(environment: Environment, aws: Dynamodb): Promise<string[]> {
  if (isCopy(environment)) return [];
  const { parameterName } = environment.systems.roomCache.tmdb;
  const readers = (await copies(environment, aws)).map((copy) => copy.environment);
  if (readers.length > 0) return [`TMDB's key stays for ${readers.join(', ')}: ${parameterName}.`];
  return [
    `TMDB's key stays: aws ssm delete-parameter --region ${environment.region} --name ${parameterName} removes it.`,
  ];
}

/** Copies that have a table of rooms: what is called as one, and is not tagged as a copy of this environment, is none. */
export async function copies(environment: Environment, aws: Dynamodb): Promise<FoundCopy[]> {
  const { name } = environment;
  const prefix = `${physicalName(environment, resourceOf('rooms'))}-`;
  const names = await allPages(async (ExclusiveStartTableName) => {
    const page = await aws.dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName }));
    return { entries: page.TableNames, token: page.LastEvaluatedTableName };
  });
  const found = await Promise.all(
    names
      .filter((table) => table.startsWith(prefix))
      .map(async (table): Promise<FoundCopy[]> => {
        const { TableArn, CreationDateTime } = (await describe(table, aws)) ?? {};
        if (TableArn === undefined || CreationDateTime === undefined) return []; // it has just gone
        const tags = await tagsOf(TableArn, aws);
        if (tags.get(COPY_TAG) !== name) return [];
        const copy = `${name}-${table.slice(prefix.length)}`;
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
