import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { answeredTable } from '../../import/account';
import { DETAILS } from '../../import/account/details';
import { compareTables } from '../../import/compare';
import { compareKey } from '../../import/compare/key';
import type { Difference } from '../../import/schema';
import { deployedTable } from '../../import/deployed';
import type { TableDescription } from '../../import/description';
import { scaledBy } from '../../import/scaled';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { failed, passed, type Check } from '../checks';
import type { Deployed } from '../deployed';
import { putBack, set } from './compare';
import { releasedTables, resourcesOf, type StateOf } from './state';

type Table = StateOf<'aws_dynamodb_table'>;
type Target = StateOf<'aws_appautoscaling_target'>;

/** What is asked beside DescribeTable: the rest stands beside the table, or costs more calls than it tells. */
const ASKED = ['DescribeTimeToLive', 'DescribeContinuousBackups'] as const;

/**
 * Each table: whether it is as it was deployed, as `trinity import` judges it. Of one that is released, whether it can be used:
 * all else is its owner's.
 */
export const tableChecks = (deployed: Deployed, aws: Aws): Check[] => [
  ...ownTables(deployed, aws),
  ...usedTables(deployed, aws),
];

function ownTables(deployed: Deployed, aws: Aws): Check[] {
  const all = resourcesOf(deployed, 'aws_appautoscaling_target').map(({ values }) => values);
  const { name: environment, region } = deployed.environment;

  return resourcesOf(deployed, 'aws_dynamodb_table').map(({ values: table }) => {
    const targets = all.filter((target) => scaledBy(target)?.table === table.name);
    const expected = deployedTable(table, targets);
    return {
      name: `table ${table.name}`,
      run: async (abortSignal) => {
        const input = { TableName: table.name };
        const described = await unlessMissing(aws.dynamodb.send(new DescribeTableCommand(input), { abortSignal }));
        if (!described?.Table) {
          return failed(
            `The table ${table.name} does not exist, though the Terraform state has it.`,
            `Its items are gone with it: restore it from a backup before \`npx cdktf deploy ${environment}\` makes an empty one.`,
          );
        }
        const answered = answeredTable(table.name, described.Table, region);
        if (!answered.table) {
          const unknown = (answered.notSeen ?? []).join(' ');
          return failed(
            `Table ${table.name}: ${answered.reason ?? 'It cannot be read.'} ${unknown}`,
            putBack(environment),
          );
        }
        let found: TableDescription & { readonly name: string } = { ...answered.table, name: table.name };
        for (const operation of ASKED) {
          found = { ...found, ...(await DETAILS[operation]!(found, table.arn, aws, abortSignal)) };
        }
        const different = compareTables(found, expected).filter((one) => one.effect !== 'unseen' || isLeft(one));
        const sentences = [
          ...different.map(({ path, cost }) => `${path}: ${cost}`),
          ...targets.flatMap((target) => outside(target, found)),
        ];
        if (sentences.length === 0) return passed(summary(table));
        return failed(
          `Table ${table.name} is not as it was deployed. What a deploy would do about it: ${sentences.join(' ')}`,
          different.some(({ effect }) => effect === 'replace')
            ? 'Do not deploy: it would destroy the table with its items. docs/adopting-tables.md says what can be changed.'
            : different.some((one) => one.effect === 'refused' || isLeft(one))
              ? 'Something changed it after the deploy, and no deploy puts all of it back: change it with the AWS CLI, or say it in the configuration.'
              : putBack(environment),
        );
      },
    };
  });
}

/** States of a table in which DynamoDB answers requests. */
const IN_USE: readonly (string | undefined)[] = ['ACTIVE', 'UPDATING'];

const usedTables = (deployed: Deployed, { dynamodb }: Aws): Check[] =>
  releasedTables(deployed).map((table) => ({
    name: `table ${table.name} (released)`,
    run: async (abortSignal) => {
      const input = { TableName: table.name };
      const described = await unlessMissing(dynamodb.send(new DescribeTableCommand(input), { abortSignal }));
      const { region } = deployed.environment;
      const found = described?.Table && answeredTable(table.name, described.Table, region).table;
      const wrong = found
        ? [
            ...(IN_USE.includes(found.status) ? [] : [`It is ${found.status}.`]),
            ...compareKey(found, deployedTable(table, [])).map(({ path }) => `${path} is another than it was.`),
          ]
        : [described ? 'It cannot be read.' : 'It does not exist.'];
      if (wrong.length === 0) return passed(`key ${keyOf(table)}; all else is its owner's`);
      return failed(
        `Table ${table.name}, which the application uses and somebody else looks after: ${wrong.join(' ')}`,
        'Ask its owner. docs/runbooks/releasing.md says what can be done here.',
      );
    },
  }));

/** Limits that somebody added: a plan leaves them, and they are not what was deployed. */
const isLeft = ({ effect, path }: Difference): boolean =>
  effect === 'unseen' && /(^|\.)on_demand_throughput$/.test(path);

/** Autoscaling moves the capacity between its bounds. */
function outside(target: Target, table: TableDescription): string[] {
  const { min_capacity: min, max_capacity: max } = target;
  const { index, kind } = scaledBy(target)!;
  const of = index === undefined ? table : table.globalIndexes?.get(index);
  const units = of?.capacity?.[kind];
  if (units === undefined || (units >= min && units <= max)) return [];
  const path = `${index === undefined ? '' : `global_secondary_index[${index}].`}${kind}_capacity`;
  return [`${path}: It is ${units}, and autoscaling keeps it from ${min} to ${max}.`];
}

function summary(table: Table): string {
  const recovery = table.point_in_time_recovery?.[0]?.enabled ? 'recovery' : 'no recovery';
  const protection = table.deletion_protection_enabled ? 'protected' : 'not protected';
  const ttl = table.ttl?.[0]?.enabled ? `TTL on ${table.ttl[0].attribute_name}` : 'no TTL';
  return `key ${keyOf(table)}, ${ttl}, ${recovery}, ${protection}, ${set(table.billing_mode) ?? 'PROVISIONED'}`;
}

const keyOf = (table: Pick<Table, 'hash_key' | 'range_key'>): string =>
  [table.hash_key, set(table.range_key)].filter(Boolean).join(' + ');
