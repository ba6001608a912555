import { DescribeTableCommand, ListTablesCommand, type TableDescription as AwsAnswer } from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../deployment/aws/clients';
import { unlessMissing, whyUnanswerable } from '../../deployment/aws/errors';
import { allPages } from '../../deployment/aws/pages';
import type { TableDescription } from '../description';
import { awsTable, settingsOf } from '../files/aws';
import { describeTable } from '../files/describe';
import { join } from '../files/find';
import { notSeenIn, readLeniently } from '../files/lenient';
import type { FoundTable } from '../inspect';
import { asAnswered } from './answered';
import { DETAILS } from './details';
import { inParallel } from './in-parallel';
import { lastWrites } from './last-write';

/** Tables at a time, with one request each. DynamoDB takes most of these calls ten times a second; refused, the SDK waits and asks again. */
const AT_A_TIME = 8;

export interface AccountOptions {
  readonly region: string;
  /** Which tables are read whole, of all names. Of the others, DescribeTable says enough. */
  readonly wanted: (names: readonly string[]) => ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * Reads the tables of an account and a region, and changes nothing.
 *
 * @throws what AWS answers to ListTables or DescribeTable. What else it refuses to tell is `notSeen`
 */
export async function tablesOfAccount(aws: Aws, { region, wanted, signal }: AccountOptions): Promise<FoundTable[]> {
  const abortSignal = signal;
  const names = await allPages(async (ExclusiveStartTableName) => {
    const page = await aws.dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName }), { abortSignal });
    return { entries: page.TableNames, token: page.LastEvaluatedTableName };
  });
  const whole = wanted(names);
  // CloudWatch takes its time, and is asked meanwhile.
  const [found, written] = await Promise.all([
    inParallel(names, AT_A_TIME, async (name) => {
      const answer = await unlessMissing(
        aws.dynamodb.send(new DescribeTableCommand({ TableName: name }), { abortSignal }),
      );
      if (!answer?.Table) return []; // deleted since it was listed
      const described = answeredTable(name, answer.Table, region);
      return [whole.has(name) ? await withDetails(described, answer.Table.TableArn ?? '', aws, signal) : described];
    }),
    writesOf(
      names.filter((name) => !whole.has(name)),
      aws,
      signal,
    ),
  ]);
  return found.flat().map((one) => (whole.has(one.name) ? one : withLastWrite(one, written)));
}

/** A table as DescribeTable answers it. */
export function answeredTable(name: string, answer: AwsAnswer, region: string): FoundTable {
  const read = readLeniently(awsTable, asAnswered(answer), settingsOf, (path) => path.reduce(join, ''));
  const notSeen = notSeenIn(read);
  if (!read.value) return { name, notSeen, reason: 'AWS answers what is not known here.' };
  return { name, ...(notSeen.length > 0 && { notSeen }), table: describeTable(read.value, region) };
}

/** All that can be asked of a table; what AWS will not answer is not said. */
async function withDetails(found: FoundTable, arn: string, aws: Aws, signal: AbortSignal): Promise<FoundTable> {
  const { table } = found;
  if (!table) return found;
  const notSeen = [...(found.notSeen ?? [])];
  let whole: TableDescription = table;
  for (const [operation, ask] of Object.entries(DETAILS)) {
    try {
      whole = { ...whole, ...(await ask({ ...whole, name: found.name }, arn, aws, signal)) };
    } catch (error) {
      const why = whyUnanswerable(error, operation);
      if (why === undefined) throw error;
      notSeen.push(`${why}.`);
    }
  }
  return { ...found, ...(notSeen.length > 0 && { notSeen }), table: whole };
}

/** Days by name, or why CloudWatch will not say. */
interface Written {
  readonly days: ReadonlyMap<string, string>;
  readonly why?: string;
}

async function writesOf(names: readonly string[], { cloudwatch }: Aws, signal: AbortSignal): Promise<Written> {
  try {
    return { days: await lastWrites(names, cloudwatch, signal) };
  } catch (error) {
    const why = whyUnanswerable(error, 'GetMetricData');
    if (why === undefined) throw error;
    return { days: new Map(), why };
  }
}

function withLastWrite(found: FoundTable, { days, why }: Written): FoundTable {
  if (why !== undefined) return { ...found, notSeen: [...(found.notSeen ?? []), `${why}.`] };
  const lastWrite = days.get(found.name);
  return lastWrite === undefined ? found : { ...found, lastWrite };
}
