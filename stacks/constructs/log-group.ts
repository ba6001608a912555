import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups';
import { Construct } from 'constructs';
import type { AdoptedLogGroup } from '../../environments/resources/adoption';
import { ImportExisting } from './import-existing';

export interface LogGroupProps {
  readonly name: string;
  readonly retentionDays: number;
  /** One that exists, perhaps: it is taken over, and goes before what is said beside. @default it is made */
  readonly adopt?: AdoptedLogGroup | undefined;
}

/** Terraform's word for ever. */
const FOREVER = 0;

/** A log group of CloudWatch Logs. */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { adopt, ...props }: LogGroupProps) {
    super(scope, id);
    const { name, retentionDays, encryptionKey, tags } = { ...props, ...adopt };
    const group = new CloudwatchLogGroup(this, 'Default', {
      name,
      retentionInDays: retentionDays === 'NEVER' ? FOREVER : retentionDays,
      ...(encryptionKey !== undefined && { kmsKeyId: encryptionKey }),
      ...(tags && { tags: { ...tags } }),
      ...(adopt && { lifecycle: { preventDestroy: true } }), // its events were there before
    });
    this.arn = group.arn;
    this.name = group.name;
    if (!adopt) return;
    const { fqn } = new DataAwsCloudwatchLogGroups(this, 'existing', { logGroupNamePrefix: name });
    new ImportExisting(group, { id: name, among: { names: `${fqn}.log_group_names`, name } });
  }
}
