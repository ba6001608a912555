import type { AwsTable } from './aws';
import type { Path } from './lenient';

/** Where a description says that its table is. */
export interface Place {
  /** What says so. */
  readonly path: Path;
  /** Absent: it does not say. */
  readonly account?: string;
  /** All that the table is in: its own, and those of its replicas. Absent: it does not say, or not all can be read. */
  readonly regions?: readonly string[];
}

/**
 * By its ARN, by that of its stream, of an index or of the Kinesis stream that has to be where it is; or, in a template of a
 * global table, by its replicas.
 *
 * @param region of the environment: a replica there may be of another account
 * @param isGlobal whether `Replicas` names all regions, the table's own among them
 */
export function placeOf(table: AwsTable, region: string, isGlobal: boolean): Place | undefined {
  const { Replicas: replicas = [] } = table;
  const others = replicas.map((one) => one?.Region ?? one?.RegionName);
  const arns: [Path, unknown][] = [
    ...replicas.map((one, at): [Path, unknown] => [
      ['Replicas', at, 'ReplicaArn'],
      others[at] === region ? one?.ReplicaArn : undefined,
    ]),
    [['TableArn'], table.TableArn],
    [['LatestStreamArn'], table.LatestStreamArn],
    ...(['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const).flatMap((list) =>
      (table[list] ?? []).map((one, at): [Path, unknown] => [[list, at, 'IndexArn'], one?.IndexArn]),
    ),
    [['KinesisStreamSpecification', 'StreamArn'], table.KinesisStreamSpecification?.StreamArn],
  ];
  const said = arns.flatMap(([path, arn]) => {
    const [, home, account] = ARN.exec(String(arn)) ?? [];
    return home !== undefined && account !== undefined ? [{ path, home, account }] : [];
  });
  const [first] = said;
  if (!first && !(isGlobal && others.length > 0)) return undefined;
  const all = new Set([...said.map(({ home }) => home), ...others]);
  const regions = [...all].filter((one) => one !== undefined);
  return {
    ...(first ? { path: first.path, account: first.account } : { path: ['Replicas'] }),
    ...(!others.includes(undefined) && { regions }),
  };
}

const ARN = /^arn:[\w-]+:(?:dynamodb|kinesis):([\w-]+):(\d{12}):/;
