import { Alarm, type AlarmProps } from '../../../stacks/constructs/alarm';
import { Dashboard } from '../../../stacks/constructs/dashboard';
import type { Metric } from '../../../stacks/constructs/metric';
import { NotificationTopic } from '../../../stacks/constructs/notification-topic';
import { SecureParameter } from '../../../stacks/constructs/secure-parameter';
import { addresses, synthesizeConstructs } from '../synthesize';

const metric = (metricName: string, stat = 'Sum'): Metric => ({
  namespace: 'Test',
  metricName,
  dimensions: { Function: 'cache' },
  stat,
});

describe('an alarm', () => {
  const alarm = (metrics: AlarmProps['metrics']) =>
    synthesizeConstructs(
      (scope) =>
        new Alarm(scope, 'errors', {
          name: 'errors-test',
          memberLoses: 'Rooms get no films.',
          metrics,
          threshold: 5,
          topicArn: 'arn:topic',
        }),
    ).resource['aws_cloudwatch_metric_alarm']!['errors'];

  test('says what a member loses, goes off when five minutes reach the threshold, and tells when it is over', () => {
    expect(alarm([metric('Errors')])).toEqual({
      alarm_name: 'errors-test',
      alarm_description: 'Rooms get no films.',
      namespace: 'Test',
      metric_name: 'Errors',
      dimensions: { Function: 'cache' },
      period: 300,
      statistic: 'Sum',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 5,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
      alarm_actions: ['arn:topic'],
      ok_actions: ['arn:topic'],
    });
  });

  test('on a percentile waits for enough requests to speak of one', () => {
    expect(alarm([metric('Latency', 'p95')])).toMatchObject({
      extended_statistic: 'p95',
      evaluate_low_sample_count_percentiles: 'ignore',
    });
    expect(alarm([metric('Latency', 'p95')])).not.toHaveProperty('statistic');
  });

  test('on several metrics adds them up, the silent ones as zero', () => {
    expect(alarm([metric('Reads'), metric('Writes')])).toMatchObject({
      metric_query: [
        { id: 'total', expression: 'FILL(m1, 0) + FILL(m2, 0)', return_data: true },
        { id: 'm1', metric: { metric_name: 'Reads', namespace: 'Test', stat: 'Sum', period: 300 } },
        { id: 'm2', metric: { metric_name: 'Writes', dimensions: { Function: 'cache' } } },
      ],
    });
    expect(alarm([metric('Reads'), metric('Writes')])).not.toHaveProperty('period');
  });
});

describe('a notification topic', () => {
  const topic = (emails: string[]) =>
    synthesizeConstructs((scope) => new NotificationTopic(scope, 'alarms', { name: 'alarms-test', emails }));

  test('is heard by each address', () => {
    expect(topic(['Ops@Example.com']).resource).toEqual({
      aws_sns_topic: { alarms: { name: 'alarms-test' } },
      aws_sns_topic_subscription: {
        alarms_ops_example_com: {
          topic_arn: '${aws_sns_topic.alarms.arn}',
          protocol: 'email',
          endpoint: 'Ops@Example.com',
        },
      },
    });
  });

  test('one address more moves no other', () => {
    expect(addresses(topic(['first@example.com', 'ops@example.com']))).toEqual(
      expect.arrayContaining(addresses(topic(['ops@example.com']))),
    );
  });
});

describe('a dashboard', () => {
  const graphs = [1, 2, 3, 4].map((number) => ({
    title: `Graph ${number}`,
    metrics: { errors: metric('Errors'), slow: metric('Duration', 'p99') },
  }));
  const dashboard = () => {
    const { resource } = synthesizeConstructs(
      (scope) => new Dashboard(scope, 'dashboard', { name: 'test', region: 'eu-west-1', alarms: ['arn:a'], graphs }),
    );
    return JSON.parse(resource['aws_cloudwatch_dashboard']!['dashboard']!['dashboard_body'] as string) as {
      widgets: { type: string; x: number; y: number; width: number; height: number; properties: object }[];
    };
  };

  test('shows the alarms on top, and below them three graphs in a row', () => {
    const places = dashboard().widgets.map(({ type, x, y, width }) => [type, x, y, width]);
    expect(places).toEqual([
      ['alarm', 0, 0, 24],
      ['metric', 0, 4, 8],
      ['metric', 8, 4, 8],
      ['metric', 16, 4, 8],
      ['metric', 0, 10, 8],
    ]);
    expect(dashboard().widgets[0]!.properties).toEqual({ title: 'Alarms', alarms: ['arn:a'] });
  });

  test("writes a metric in CloudWatch's way", () => {
    expect(dashboard().widgets[1]!.properties).toEqual({
      title: 'Graph 1',
      region: 'eu-west-1',
      view: 'timeSeries',
      period: 300,
      metrics: [
        ['Test', 'Errors', 'Function', 'cache', { stat: 'Sum', label: 'errors' }],
        ['Test', 'Duration', 'Function', 'cache', { stat: 'p99', label: 'slow' }],
      ],
    });
  });

  test.each([
    ['eu-west-1', 'eu-west-1.console.aws.amazon.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
  ])('has an address in %s', (region, host) => {
    synthesizeConstructs((scope) => {
      const { url } = new Dashboard(scope, 'dashboard', { name: 'test', region, alarms: [], graphs: [] });
      expect(url).toBe(`https://${host}/cloudwatch/home?region=${region}#dashboards/dashboard/test`);
    });
  });
});

test.each([
  ['eu-west-1', 'arn:aws:ssm:eu-west-1:123456789012:parameter/trinity/key'],
  ['us-gov-west-1', 'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/trinity/key'],
  ['us-isob-east-1', 'arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/trinity/key'],
  ['cn-north-1', 'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/trinity/key'],
])('a parameter in %s is %s', (region, arn) => {
  expect(new SecureParameter({ name: '/trinity/key', account: '123456789012', region })).toEqual({
    name: '/trinity/key',
    arn,
  });
});
