import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { DataAwsDynamodbTable } from '@cdktf/provider-aws/lib/data-aws-dynamodb-table';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { Folder } from '../address';
import { Removed } from './removed';
import { attributesOf, scaledParts, type AnyTable, type TableProps } from './table';

export type ReleasedTableProps = Pick<
  TableProps,
  'name' | 'hashKey' | 'rangeKey' | 'timeToLive' | 'billing' | 'globalIndexes'
>;

/**
 * A DynamoDB table that somebody else looks after. It is used by its name, and was this project's, perhaps: what the state
 * knows of it is removed from there. A plan stops where there is no such table, or where it has another key.
 */
export class ReleasedTable extends Construct implements AnyTable {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ReleasedTableProps) {
    super(scope, id);
    const { name, hashKey, rangeKey, timeToLive } = props;
    // The local run makes a table of it.
    const keys = new TerraformLocal(this, 'keys', {
      name,
      hash_key: hashKey.name,
      ...(rangeKey && { range_key: rangeKey.name }),
      attribute: attributesOf({ hashKey, rangeKey }),
      ...(timeToLive !== false && { ttl: { attribute_name: timeToLive, enabled: true } }),
    });
    const table = new DataAwsDynamodbTable(this, 'Default', {
      name,
      lifecycle: {
        postcondition: [
          {
            condition: `\${${[
              `self.hash_key == ${keys.fqn}.hash_key`,
              rangeKey ? `self.range_key == ${keys.fqn}.range_key` : '(self.range_key == null || self.range_key == "")',
              `length(setsubtract(${keys.fqn}.attribute, self.attribute)) == 0`,
            ].join(' && ')}}`,
            errorMessage: `The table ${name} has another key than the application reads and writes: ${[
              hashKey,
              rangeKey,
            ]
              .flatMap((key) => (key ? [`${key.name} (${key.type})`] : []))
              .join(', ')}.`,
          },
        ],
      },
    });
    this.arn = table.arn;
    this.name = table.name;

    const removed = new Folder(this, 'removed');
    new Removed(removed, 'Default', DynamodbTable.tfResourceType);
    // The table's own whether it is scaled now or not: it may have been, and what scales a table goes with it.
    for (const part of new Set(['read', 'write', ...scaledParts(props).map(({ id }) => id)])) {
      const scaling = new Construct(removed, part);
      new Removed(scaling, 'target', AppautoscalingTarget.tfResourceType);
      new Removed(scaling, 'policy', AppautoscalingPolicy.tfResourceType);
    }
  }
}
