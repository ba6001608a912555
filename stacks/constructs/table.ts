import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import type { Billing, Protection } from '../../environments/schema';
import { CapacityScaling } from './capacity-scaling';

export interface Key {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface TableProps {
  readonly name: string;
  readonly hashKey: Key;
  /** @default one item for each hash key */
  readonly rangeKey?: Key;
  /** Attribute with the time, in epoch seconds, after which DynamoDB deletes an item. */
  readonly ttlAttribute: string;
  readonly billing: Billing;
  /** Also keeps Terraform from destroying or replacing the table. */
  readonly deletionProtection: Protection;
  readonly pointInTimeRecovery: Protection;
}

/** A DynamoDB table, encrypted with the account's KMS key for DynamoDB. */
export class Table extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const keys = [props.hashKey, ...(props.rangeKey ? [props.rangeKey] : [])];
    const table = new DynamodbTable(this, 'Default', {
      name: props.name,
      hashKey: props.hashKey.name,
      ...(props.rangeKey && { rangeKey: props.rangeKey.name }),
      attribute: keys.map(({ name, type }) => ({ name, type })),
      ttl: { attributeName: props.ttlAttribute, enabled: true },
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: props.pointInTimeRecovery.enabled },
      deletionProtectionEnabled: props.deletionProtection.enabled,
      ...billingOf(props.billing),
      lifecycle: {
        preventDestroy: props.deletionProtection.enabled,
        // Autoscaling moves the capacity; a plan must not move it back.
        ...(props.billing.mode === 'PROVISIONED' && { ignoreChanges: ['read_capacity', 'write_capacity'] }),
      },
    });
    this.arn = table.arn;
    this.name = table.name;

    if (props.billing.mode === 'PROVISIONED') {
      new CapacityScaling(this, 'read', { table, dimension: 'Read', capacity: props.billing.read });
      new CapacityScaling(this, 'write', { table, dimension: 'Write', capacity: props.billing.write });
    }
  }
}

function billingOf(billing: Billing) {
  if (billing.mode === 'PROVISIONED') {
    return { billingMode: billing.mode, readCapacity: billing.read.min, writeCapacity: billing.write.min };
  }
  const { mode, ...onDemandThroughput } = billing;
  return { billingMode: mode, ...(Object.keys(onDemandThroughput).length > 0 && { onDemandThroughput }) };
}
