import { subscriptionsCheck } from '../../../deployment/verify/subscriptions';
import { awsError, deployedWith, fakeAws, resource, run, throws, type Answers } from './fakes';

const arn = 'arn:aws:sns:eu-west-1:111111111111:trinity-alarms-dev';
const confirmed = (Endpoint: string) => ({ Endpoint, SubscriptionArn: `${arn}:0b1c` });
const waiting = (Endpoint: string) => ({ Endpoint, SubscriptionArn: 'PendingConfirmation' });

function check(notify: readonly string[], answers: Answers) {
  const deployed = deployedWith(resource('aws_sns_topic.alarms', { arn }));
  const { environment } = deployed;
  const telling = { ...environment, notify: [...notify] };
  return run(subscriptionsCheck({ ...deployed, environment: telling }, fakeAws(answers)));
}

test('everybody has confirmed, on whatever page', async () => {
  const answers: Answers = {
    ListSubscriptionsByTopicCommand: ({ TopicArn, NextToken }: { TopicArn: string; NextToken?: string }) => {
      expect(TopicArn).toBe(arn);
      return NextToken === undefined
        ? { Subscriptions: [confirmed('a@trinity.test')], NextToken: 'more' }
        : { Subscriptions: [confirmed('b@trinity.test')] };
    },
  };
  const detail = '2 of 2 confirmed';
  expect(await check(['a@trinity.test', 'b@trinity.test'], answers)).toEqual({ status: 'passed', detail });
});

test.each([
  ['has not followed the link', [confirmed('a@trinity.test'), waiting('b@trinity.test')]],
  ['is forgotten already', [confirmed('a@trinity.test')]],
])('one %s: said by name, and no failure', async (_, Subscriptions) => {
  const outcome = await check(['a@trinity.test', 'b@trinity.test'], {
    ListSubscriptionsByTopicCommand: () => ({ Subscriptions }),
  });
  expect(outcome).toEqual({
    status: 'passed',
    detail: expect.stringMatching(/^1 of 2 confirmed\nWARNING: b@trinity\.test hears of no alarm/) as string,
  });
});

test('nobody is to be told: nothing is asked', async () => {
  expect(await check([], {})).toMatchObject({ status: 'passed' });
});

test('credentials that may not look say so; another failure is one', async () => {
  const refused = { ListSubscriptionsByTopicCommand: throws(awsError('AuthorizationErrorException', 403)) };
  expect(await check(['a@trinity.test'], refused)).toEqual({
    status: 'skipped',
    reason: 'these credentials may not call sns:ListSubscriptionsByTopic',
  });
  const broken = { ListSubscriptionsByTopicCommand: throws(awsError('InternalError', 500)) };
  await expect(check(['a@trinity.test'], broken)).rejects.toThrow('InternalError');
});
