import type { ReplicaStatus, TableStatus } from '@aws-sdk/client-dynamodb';
import { own } from '../keys/own';
import type { TableDescription } from './description';
import { showScaled } from './scaled';

/** Why a table cannot be adopted as it is now. */
export interface Stop {
  /** What in it, in Terraform's words, as its differences begin: `replica[us-east-1]`. Absent: the table itself. */
  readonly path?: string;
  /** A sentence or more: what it is, and what to do. */
  readonly why: string;
}

/** Terraform imports a table whatever it, or a part of it, is doing, and whatever moves its capacity. */
export function stopsOf(table: TableDescription): Stop[] {
  const { status, globalIndexes, replicas = [], timeToLiveStatus: ttl = 'DISABLED' } = table;
  if (!isSettled(status))
    return [{ why: `It is ${status}: ${own(OF_TABLES, status) ?? 'adopt it when it is ACTIVE.'}` }];
  return [
    ...[...(globalIndexes ?? [])].flatMap(([name, one]) =>
      isSettled(one.status)
        ? []
        : [{ path: `global_secondary_index[${name}]`, why: `Its index ${name} is ${one.status}: ${WHEN_ALL}` }],
    ),
    ...replicas.flatMap(({ region, status: is }) =>
      isSettled(is)
        ? []
        : [
            {
              path: `replica[${region}]`,
              why: `Its replica in ${region} is ${is}: ${(own(OF_REPLICAS, is) ?? WHEN_ALL).replaceAll('REGION', region)}`,
            },
          ],
    ),
    ...(['ENABLED', 'DISABLED'].includes(ttl) ? [] : [{ path: 'ttl', why: switching(ttl) }]),
    ...movedByOthers(table),
  ];
}

const isSettled = (status: string | undefined): status is undefined | 'ACTIVE' =>
  status === undefined || status === 'ACTIVE';

const WHEN_ALL = 'adopt the table when all of it is ACTIVE.';

const NOT_REPLICATED =
  'its resource policy denies what DynamoDB replicates with (AWSServiceRoleForDynamoDBReplication), and after 20 hours it is a ' +
  'table of its own for good. Take the denial out of the policy first.';

/** Waiting brings a table that is busy to ACTIVE, and no other. A state that a later AWS adds does not compile. */
const OF_TABLES: Readonly<Record<Exclude<TableStatus, 'ACTIVE'>, string>> = {
  CREATING: 'adopt it when it is ACTIVE.',
  UPDATING: 'adopt it when it is ACTIVE.',
  DELETING: 'it goes with its items, and there will be nothing to adopt. A backup of it can be restored, and adopted.',
  INACCESSIBLE_ENCRYPTION_CREDENTIALS:
    'its key is disabled, deleted, or not granted any more, and after 7 days DynamoDB archives it. Restore the key first.',
  ARCHIVING:
    'DynamoDB moves its items into a backup, since its key was out of reach for 7 days. Then restore that backup.',
  ARCHIVED:
    'its items are in a backup, since its key was out of reach for 7 days: aws dynamodb describe-table names it ' +
    '(ArchivalBackupArn). Restore that, under another name or after this table is deleted, and adopt what is restored.',
  REPLICATION_NOT_AUTHORIZED: NOT_REPLICATED,
};

const REMOVED = 'aws dynamodb update-table, --replica-updates \'[{"Delete":{"RegionName":"REGION"}}]\'';

/** Hours: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ReplicaDescription.html */
const OF_REPLICAS: Readonly<Record<Exclude<ReplicaStatus, 'ACTIVE'>, string>> = {
  CREATING: WHEN_ALL,
  UPDATING: WHEN_ALL,
  DELETING: WHEN_ALL,
  CREATION_FAILED: `it is not made, and will not be. Remove it (${REMOVED}), make it again if it is wanted, and adopt the table then.`,
  REGION_DISABLED:
    'the account has switched the region off, and after 20 hours it is a table of its own. Switch the region on again ' +
    `(aws account enable-region), or remove the replica (${REMOVED}), and adopt the table then.`,
  INACCESSIBLE_ENCRYPTION_CREDENTIALS:
    'its key is disabled, deleted, or not granted any more, and after 20 hours it is a table of its own. Restore the key first.',
  ARCHIVING: `DynamoDB moves its items into a backup, since its key was out of reach for 7 days. Remove the replica when that is done (${REMOVED}), make it again if it is wanted, and adopt the table then.`,
  ARCHIVED: `its items are in a backup, since its key was out of reach for 7 days. Remove the replica (${REMOVED}), make it again if it is wanted, and adopt the table then.`,
  REPLICATION_NOT_AUTHORIZED: NOT_REPLICATED,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html ("up to one hour") */
const switching = (ttl: string): string =>
  `Its TTL is ${ttl}, which takes up to an hour, and a plan takes it for off: adopt the table when it is ENABLED or DISABLED.`;

/** Beside the policy that the configuration can say, others do no harm; alone, they cannot be said. */
function movedByOthers({ scaling, globalIndexes = new Map() }: TableDescription): Stop[] {
  const parts = [
    { whose: 'Its', of: {}, scaling },
    ...[...globalIndexes].map(([index, one]) => ({
      whose: `Index ${index}'s`,
      of: { index },
      scaling: one.scaling,
    })),
  ];
  return parts.flatMap(({ whose, of, scaling: moved }) =>
    (['read', 'write'] as const).flatMap((kind): Stop[] => {
      const range = moved?.[kind];
      if (!range?.otherPolicies || range.policy) return [];
      const why = `${whose} ${kind} capacity is moved only by ${range.otherPolicies.join(', ')}, ${NOT_SAID}`;
      return [{ path: `aws_appautoscaling_target[${showScaled({ kind, ...of })}]`, why }];
    }),
  );
}

const NOT_SAID =
  "by another measure than DynamoDB's own of what is in use: the configuration cannot say that, and a capacity or a " +
  'policy that it can say would fight it. Put a policy of DynamoDBReadCapacityUtilization or DynamoDBWriteCapacityUtilization ' +
  'in its place, or delete it (aws application-autoscaling delete-scaling-policy), before the table is adopted.';
