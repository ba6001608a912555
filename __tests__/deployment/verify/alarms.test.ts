import { alarmsCheck } from '../../../deployment/verify/alarms';
import { change, deployedWith, fakeAws, resource, run } from './fakes';

const topic = 'arn:aws:sns:eu-west-1:111111111111:trinity-alarms-dev';
/** As the AWS provider 5.100.0 writes them. */
const single = {
  actions_enabled: true,
  alarm_actions: [topic],
  alarm_name: 'trinity-api-latency-dev',
  comparison_operator: 'GreaterThanOrEqualToThreshold',
  datapoints_to_alarm: 0,
  dimensions: { GraphQLAPIId: 'abc' },
  evaluation_periods: 1,
  extended_statistic: 'p95',
  insufficient_data_actions: null,
  metric_name: 'Latency',
  metric_query: [],
  namespace: 'AWS/AppSync',
  ok_actions: [topic],
  period: 300,
  statistic: '',
  threshold: 1000,
  treat_missing_data: 'notBreaching',
};
const query = { account_id: '', expression: '', id: 'm1', label: '', period: null, return_data: false };
const metric = {
  dimensions: { TableName: 't' },
  metric_name: 'ReadThrottleEvents',
  namespace: 'AWS/DynamoDB',
  period: 300,
  stat: 'Sum',
};
const sum = {
  ...single,
  alarm_name: 'trinity-rooms-throttles-dev',
  dimensions: null,
  extended_statistic: '',
  metric_name: '',
  namespace: '',
  period: 0,
  threshold: 5,
  metric_query: [
    { ...query, metric: [{ ...metric, unit: '' }] },
    { ...query, id: 'total', expression: 'FILL(m1, 0)', label: 'Total', metric: [], return_data: true },
  ],
};
const aws = {
  single: {
    AlarmName: 'trinity-api-latency-dev',
    ActionsEnabled: true,
    AlarmActions: [topic],
    OKActions: [topic],
    InsufficientDataActions: [],
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Dimensions: [{ Name: 'GraphQLAPIId', Value: 'abc' }],
    EvaluationPeriods: 1,
    ExtendedStatistic: 'p95',
    MetricName: 'Latency',
    Namespace: 'AWS/AppSync',
    Period: 300,
    Threshold: 1000,
    TreatMissingData: 'notBreaching',
  },
  sum: {
    AlarmName: 'trinity-rooms-throttles-dev',
    ActionsEnabled: true,
    AlarmActions: [topic],
    OKActions: [topic],
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 5,
    TreatMissingData: 'notBreaching',
    Metrics: [
      { Id: 'total', Expression: 'FILL(m1, 0)', Label: 'Total', ReturnData: true },
      {
        Id: 'm1',
        ReturnData: false,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/DynamoDB',
            MetricName: 'ReadThrottleEvents',
            Dimensions: [{ Name: 'TableName', Value: 't' }],
          },
          Period: 300,
          Stat: 'Sum',
        },
      },
    ],
  },
};

const deployed = deployedWith(
  resource('aws_cloudwatch_metric_alarm.api_latency', single),
  resource('aws_cloudwatch_metric_alarm.rooms_throttles', sum),
);

/** CloudWatch hands them out one to a page. */
function check(alarms: object[] = Object.values(aws)) {
  const clients = fakeAws({
    DescribeAlarmsCommand: ({ NextToken }: { NextToken?: string }) => {
      const page = Number(NextToken ?? 0);
      return {
        MetricAlarms: alarms.slice(page, page + 1),
        NextToken: page + 1 < alarms.length ? String(page + 1) : undefined,
      };
    },
  });
  return run(alarmsCheck(deployed, clients));
}

it('passes when all are as deployed', async () => {
  expect(await check()).toEqual({ status: 'passed', detail: '2 alarms as deployed, their actions enabled' });
});

it.each([
  ['single.ActionsEnabled', false, 'actions enabled is false, expected true'],
  ['single.Threshold', 1, 'threshold is 1, expected 1000'],
  [
    'single.ComparisonOperator',
    'LessThanThreshold',
    'comparison is "LessThanThreshold", expected "GreaterThanOrEqualToThreshold"',
  ],
  ['single.EvaluationPeriods', 2, 'evaluation periods is 2, expected 1'],
  ['single.Period', 60, 'period (s) is 60, expected 300'],
  ['single.Namespace', 'AWS/SQS', 'namespace is "AWS/SQS", expected "AWS/AppSync"'],
  ['single.MetricName', '5XXError', 'metric is "5XXError", expected "Latency"'],
  ['single.Dimensions', [], 'dimensions is {}, expected {"GraphQLAPIId":"abc"}'],
  ['single.ExtendedStatistic', 'p99', 'statistic is "p99", expected "p95"'],
  ['single.TreatMissingData', 'breaching', 'missing data is "breaching", expected "notBreaching"'],
  ['single.AlarmActions', [], `actions is [], expected ["${topic}"]`],
  ['single.OKActions', [], `OK actions is [], expected ["${topic}"]`],
  ['single.InsufficientDataActions', [topic], `insufficient data actions is ["${topic}"], expected []`],
  [
    'sum.Metrics.0.Expression',
    'm1',
    'metric query total is {"expression":"m1","isResult":true}, expected {"expression":"FILL(m1, 0)","isResult":true}',
  ],
  ['sum.Metrics.1.MetricStat.Period', 60, 'metric query m1 is {'],
  ['sum.Metrics', undefined, 'metric query m1 is not set, expected {'],
])('fails when %s is %j', async (path, value, difference) => {
  const name = path.startsWith('single') ? single.alarm_name : sum.alarm_name;
  expect(await check(Object.values(change(aws, path, value)))).toEqual({
    status: 'failed',
    reason: expect.stringContaining(`Alarms: ${name}: ${difference}`) as string,
    next: 'Something changed it after the deploy. `npx cdktf deploy dev` puts it back.',
  });
});

it('names the alarm that is gone', async () => {
  expect(await check([aws.single])).toMatchObject({ reason: 'Alarms: trinity-rooms-throttles-dev: does not exist.' });
});
