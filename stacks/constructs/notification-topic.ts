import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';

export interface NotificationTopicProps {
  readonly name: string;
  /** Email addresses. AWS sends each a link to confirm first. */
  readonly emails: readonly string[];
}

/**
 * An SNS topic that people hear by email. Not encrypted with the account's KMS key for SNS, because CloudWatch may not
 * use that one: alarms would go nowhere.
 */
export class NotificationTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, emails }: NotificationTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'Default', { name });
    for (const email of emails) {
      // Named by the address, so that one more in the list moves no other.
      new SnsTopicSubscription(this, email.toLowerCase().replace(/[^a-z0-9]+/g, '-'), {
        topicArn: topic.arn,
        protocol: 'email',
        endpoint: email,
      });
    }
    this.arn = topic.arn;
  }
}
