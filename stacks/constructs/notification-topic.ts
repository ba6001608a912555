import { SnsTopic, type SnsTopicConfig } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import type { AdoptedTopic } from '../../environments/resources/adoption';
import { literal } from '../template';
import { ImportExisting } from './import-existing';

export interface NotificationTopicProps {
  readonly name: string;
  /** Email addresses. AWS sends each a link to confirm first. */
  readonly emails: readonly string[];
  /** One that exists: it is taken over, with those who have subscribed to it. @default it is made */
  readonly adopt?: AdoptedTopic | undefined;
}

/**
 * An SNS topic that people hear by email. Not encrypted with the account's KMS key for SNS, because CloudWatch may not
 * use that one: alarms would go nowhere.
 */
export class NotificationTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, emails, adopt }: NotificationTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'Default', adopt ? settingsOf(adopt) : { name });
    if (adopt) new ImportExisting(topic, { id: adopt.arn });
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

const settingsOf = ({ arn, displayName, encryptionKey, tags }: AdoptedTopic): SnsTopicConfig => ({
  name: arn.slice(arn.lastIndexOf(':') + 1),
  ...(displayName !== undefined && { displayName: literal(displayName) }),
  ...(encryptionKey !== undefined && { kmsMasterKeyId: encryptionKey }),
  ...(tags && { tags: { ...tags } }),
  lifecycle: { preventDestroy: true }, // others may be told by it, too
});
