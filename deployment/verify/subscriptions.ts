import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Aws } from '../aws/clients';
import { whyUnanswerable } from '../aws/errors';
import { allPages } from '../aws/pages';
import { passed, skipped, type Check } from '../checks';
import type { Deployed } from '../deployed';
import { resourcesOf } from './state';

/**
 * Who hears of an alarm: an address whose owner has not followed the link in AWS's mail hears nothing, and AWS forgets it after
 * three days. Said, and no failure: right after a first deploy nobody can have confirmed.
 */
export function subscriptionsCheck(deployed: Deployed, { sns }: Aws): Check {
  const { notify } = deployed.environment;
  return {
    name: 'alarm subscriptions',
    run: async (abortSignal) => {
      if (notify.length === 0) return passed('nobody is told of alarms (notify is empty)');
      const [topic] = resourcesOf(deployed, 'aws_sns_topic');
      const TopicArn = topic?.values.arn;
      try {
        const subscriptions = await allPages(async (NextToken) => {
          const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }), { abortSignal });
          return { entries: page.Subscriptions, token: page.NextToken };
        });
        const hears = (email: string) =>
          subscriptions.some(
            ({ Endpoint, SubscriptionArn }) => Endpoint === email && SubscriptionArn !== 'PendingConfirmation',
          );
        const deaf = notify.filter((email) => !hears(email));
        const detail = `${notify.length - deaf.length} of ${notify.length} confirmed`;
        if (deaf.length === 0) return passed(detail);
        return passed(
          `${detail}\nWARNING: ${deaf.join(', ')} hears of no alarm: the link in AWS's mail was not followed.\n` +
            'After three days AWS forgets the address, and the next deploy sends another mail.',
        );
      } catch (error) {
        const why = whyUnanswerable(error, 'sns:ListSubscriptionsByTopic');
        if (why === undefined) throw error;
        return skipped(why);
      }
    },
  };
}
