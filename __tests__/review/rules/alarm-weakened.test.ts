import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { alarmWeakened } from '../../../packages/plan-review/src/rules/alarm-weakened';
import { because, change, find, nest } from './change';

const ALARM = 'aws_cloudwatch_metric_alarm';
const TITLE = 'An alarm says less than before.';
const OVER = 'GreaterThanThreshold';
const UNDER = 'LessThanOrEqualToThreshold';

test('a higher threshold warns', () => {
  const [before, after] = [
    { comparison_operator: OVER, threshold: 1 },
    { comparison_operator: OVER, threshold: 50 },
  ];
  expect(find(alarmWeakened, change(ALARM, before, after))).toEqual({
    blocks: false,
    title: TITLE,
    because: ['threshold goes from 1 to 50 (GreaterThanThreshold)'],
  });
  expect(because(alarmWeakened, ALARM, after, before)).toEqual([]);
});

test('of an alarm that looks for too little, a lower one', () => {
  const [before, after] = [
    { comparison_operator: UNDER, threshold: 5 },
    { comparison_operator: UNDER, threshold: 1 },
  ];
  expect(because(alarmWeakened, ALARM, before, after)).toEqual([
    'threshold goes from 5 to 1 (LessThanOrEqualToThreshold)',
  ]);
  expect(because(alarmWeakened, ALARM, after, before)).toEqual([]);
});

test('the other way round', () => {
  expect(because(alarmWeakened, ALARM, { comparison_operator: OVER }, { comparison_operator: UNDER })).toEqual([
    'comparison_operator goes from GreaterThanThreshold to LessThanOrEqualToThreshold',
  ]);
});

test.each<[string, JsonObject, JsonObject, string]>([
  [ALARM, { evaluation_periods: 1 }, { evaluation_periods: 5 }, 'evaluation_periods goes from 1 to 5'],
  [ALARM, { datapoints_to_alarm: 1 }, { datapoints_to_alarm: 2 }, 'datapoints_to_alarm goes from 1 to 2'],
  [ALARM, { period: 60 }, { period: 300 }, 'period goes from 60 to 300'],
  [
    ALARM,
    { treat_missing_data: 'breaching' },
    { treat_missing_data: 'missing' },
    'treat_missing_data goes from breaching to missing',
  ],
  [
    ALARM,
    { treat_missing_data: 'missing' },
    { treat_missing_data: 'notBreaching' },
    'treat_missing_data goes from missing to notBreaching',
  ],
  [ALARM, { alarm_actions: ['arn:a', 'arn:b'] }, { alarm_actions: ['arn:b'] }, 'alarm_actions: arn:a is removed'],
  ['aws_budgets_budget', { limit_amount: '100.0' }, { limit_amount: '500.0' }, 'limit_amount goes from 100.0 to 500.0'],
])('%s: %j to %j warns, and back is silent', (type, before, after, sentence) => {
  expect(find(alarmWeakened, change(type, before, after))).toEqual({
    blocks: false,
    title: TITLE,
    because: [sentence],
  });
  expect(because(alarmWeakened, type, after, before)).toEqual([]);
  expect(because(alarmWeakened, type, null, after)).toEqual([]);
});

test('silenced: blocks', () => {
  expect(find(alarmWeakened, change(ALARM, { actions_enabled: true }, { actions_enabled: false }))).toEqual({
    blocks: true,
    title: TITLE,
    because: ['actions_enabled goes from true to false'],
  });
  expect(find(alarmWeakened, change(ALARM, { name: 'x' }, { name: 'x', actions_enabled: false }))?.blocks).toBe(true);
  expect(find(alarmWeakened, change(ALARM, { actions_enabled: false }, { actions_enabled: true }))).toBeUndefined();
});

test('nobody left to tell: blocks', () => {
  expect(find(alarmWeakened, change(ALARM, { alarm_actions: ['arn:a'] }, { alarm_actions: [] }))).toEqual({
    blocks: true,
    title: TITLE,
    because: ['alarm_actions is empty: nobody is told, where arn:a was'],
  });
});

test('who is told may be known only after the apply', () => {
  const before = { alarm_actions: ['arn:a'] };
  expect(find(alarmWeakened, change(ALARM, before, {}, { unknown: { alarm_actions: true } }))).toBeUndefined();
  const partly = change(ALARM, before, { alarm_actions: [null] }, { unknown: { alarm_actions: [true] } });
  expect(find(alarmWeakened, partly)).toBeUndefined();
});

test.each([
  [ALARM, true],
  ['aws_cloudwatch_composite_alarm', true],
  ['aws_budgets_budget', false],
])('%s destroyed blocks: %j', (type, blocks) => {
  expect(find(alarmWeakened, change(type, {}, null))).toEqual({
    blocks,
    title: 'What watches, and tells somebody, is destroyed.',
    because: ['it is destroyed'],
  });
});

test('who hears of alarms by a subscription', () => {
  const gone = change(
    'aws_sns_topic_subscription',
    { topic_arn: 'arn:t', protocol: 'email', endpoint: 'ops@example.org' },
    null,
  );
  const alarm = change(ALARM, { alarm_actions: ['arn:t'] }, null, { action: 'no-op' });
  expect(find(alarmWeakened, gone, alarm)?.because).toEqual(['email ops@example.org hears of no alarm any more']);
  expect(find(alarmWeakened, gone)).toBeUndefined();
});

test('something else with a threshold is no alarm', () => {
  expect(
    because(alarmWeakened, 'acme_thing', { threshold: 1, alarm_actions: ['a'] }, { threshold: 2, alarm_actions: [] }),
  ).toEqual([]);
});

test.each([
  ...['aws_ce_anomaly_monitor', 'aws_ce_anomaly_subscription', 'aws_cloudwatch_log_metric_filter'],
  ...['aws_route53_health_check', 'google_monitoring_alert_policy', 'azurerm_monitor_metric_alert'],
])('%s destroyed', (type) => {
  expect(find(alarmWeakened, change(type, {}, null))?.because).toEqual(['it is destroyed']);
});

test('a budget tells later', () => {
  const path = 'notification[notification_type].threshold';
  expect(because(alarmWeakened, 'aws_budgets_budget', nest(path, 80), nest(path, 100))).toEqual([
    'notification[a].threshold goes from 80 to 100',
  ]);
});

test('what others call period is not judged', () => {
  const [before, after] = [
    { period: 1, limit_amount: '1', actions_enabled: true },
    { period: 2, limit_amount: '2', actions_enabled: false },
  ];
  expect(because(alarmWeakened, 'acme_thing', before, after)).toEqual([]);
});

test('an alarm that goes is no quieter than one that is silenced; nor one that was silent, or watches what goes', () => {
  const alarm = (more: JsonObject) =>
    change(ALARM, { namespace: 'AWS/Lambda', dimensions: { FunctionName: 'fill' }, ...more }, null);
  const gone = (type: string) => change(type, { function_name: 'fill' }, null);
  expect(find(alarmWeakened, alarm({ actions_enabled: true }))).toMatchObject({ blocks: true });
  expect(find(alarmWeakened, alarm({ actions_enabled: false }))).toMatchObject({ blocks: false });
  expect(find(alarmWeakened, alarm({}), gone('aws_lambda_function'))).toMatchObject({ blocks: false });
  expect(find(alarmWeakened, alarm({}), gone('aws_lambda_alias'))).toMatchObject({ blocks: true });
  expect(find(alarmWeakened, alarm({}), gone('aws_dynamodb_table'))).toMatchObject({ blocks: true });
});

test('an alarm of a bucket goes with the bucket, and not with what is a setting of it', () => {
  const alarm = change(ALARM, { namespace: 'AWS/S3', dimensions: { BucketName: 'films' } }, null);
  const gone = (type: string) => change(type, { id: 'films', bucket: 'films' }, null);
  expect(find(alarmWeakened, alarm, gone('aws_s3_bucket'))).toMatchObject({ blocks: false });
  expect(find(alarmWeakened, alarm, gone('aws_s3_bucket_notification'))).toMatchObject({ blocks: true });
});

test('missing data: from ignored to taken for good', () => {
  expect(
    because(alarmWeakened, ALARM, { treat_missing_data: 'ignore' }, { treat_missing_data: 'notBreaching' }),
  ).toHaveLength(1);
});

test('nobody left, in a synthesis; who was told stands there', () => {
  expect(find(alarmWeakened, change(ALARM, { alarm_actions: ['arn:a', 'arn:b'] }, { name: 'x' }))).toMatchObject({
    blocks: true,
    because: ['alarm_actions is empty: nobody is told, where arn:a, arn:b was'],
  });
});

test('what is no alarm may go, and a topic that only others know', () => {
  expect(find(alarmWeakened, change('aws_iam_role', {}, null))).toBeUndefined();
  const gone = change('aws_sns_topic_subscription', { topic_arn: 'arn:t', protocol: 'sqs', endpoint: 'arn:q' }, null);
  expect(find(alarmWeakened, gone, change('acme_alarm', {}, { alarm_actions: ['arn:t'] }))).toBeUndefined();
  expect(find(alarmWeakened, gone, change(ALARM, {}, { alarm_actions: ['arn:other'] }))).toBeUndefined();
  expect(find(alarmWeakened, { ...gone, before: {} }, change(ALARM, {}, { alarm_actions: [] }))).toBeUndefined();
});

test.each([
  ['GreaterThanThreshold', 'GreaterThanOrEqualToThreshold'],
  ['LessThanThreshold', 'LessThanOrEqualToThreshold'],
])('%s is looser than %s', (looser, stricter) => {
  const [loose, strict] = [looser, stricter].map((comparison_operator) => ({ comparison_operator, threshold: 5 }));
  expect(because(alarmWeakened, ALARM, loose!, strict!)).toEqual([]);
  expect(because(alarmWeakened, ALARM, strict!, loose!)).toEqual([
    `comparison_operator goes from ${stricter} to ${looser}`,
  ]);
  const worse = looser.startsWith('Less') ? 4 : 6;
  expect(because(alarmWeakened, ALARM, loose!, { ...strict!, threshold: worse })).toEqual([
    `threshold goes from 5 to ${worse} (${stricter})`,
  ]);
});

test('an operator of another kind is another alarm', () => {
  const band = { comparison_operator: 'LessThanLowerOrGreaterThanUpperThreshold' };
  expect(because(alarmWeakened, ALARM, { comparison_operator: 'LessThanThreshold' }, band)).toHaveLength(1);
  expect(because(alarmWeakened, ALARM, band, { comparison_operator: 'GreaterThanUpperThreshold' })).toHaveLength(1);
});

test.each<[string, Json, Json]>([
  ['metric_name', 'Errors', 'Invocations'],
  ['namespace', 'AWS/Lambda', 'AWS/SQS'],
  ['dimensions', { FunctionName: 'a' }, { FunctionName: 'b' }],
  ['statistic', 'Sum', 'Average'],
  ['extended_statistic', 'p99', 'p50'],
  ['metric_query', [{ id: 'a' }], [{ id: 'b' }]],
  ['alarm_rule', 'ALARM(a)', 'ALARM(b)'],
])('%s that is another one warns', (name, one, other) => {
  const found = find(alarmWeakened, change(ALARM, { [name]: one }, { [name]: other }));
  expect(found).toMatchObject({ blocks: false });
  expect(found?.because[0]).toMatch(new RegExp(`^it watches something else: ${name} goes from .* to `));
  expect(because(alarmWeakened, ALARM, { [name]: one }, { [name]: one })).toEqual([]);
  expect(because(alarmWeakened, ALARM, null, { [name]: other })).toEqual([]);
  expect(because(alarmWeakened, 'acme_thing', { [name]: one }, { [name]: other })).toEqual([]);
});

test('the same queries in another order, and nothing in other words, are the same', () => {
  const queries = (...ids: readonly string[]) => ({ metric_query: ids.map((id) => ({ id })) });
  expect(because(alarmWeakened, ALARM, queries('a', 'b'), queries('b', 'a'))).toEqual([]);
  expect(because(alarmWeakened, ALARM, { statistic: '', dimensions: {} }, { statistic: null })).toEqual([]);
});

test.each(['threshold', 'comparison_operator', 'alarm_actions', 'dimensions'])('%s that cannot be seen', (name) => {
  const one = change(ALARM, { [name]: '(sensitive 1)' }, { [name]: '(sensitive 2)' });
  expect(find(alarmWeakened, one)).toBeUndefined();
  expect(find(hiddenChange, one)).toMatchObject({
    blocks: false,
    because: [`${name} is sensitive: whether it got worse cannot be seen`],
  });
});

test.each([
  ...['aws_autoscaling_notification', 'aws_db_event_subscription', 'aws_synthetics_canary', 'datadog_monitor'],
  ...['azurerm_monitor_action_group', 'google_logging_metric', 'google_monitoring_notification_channel'],
])('%s that is destroyed warns', (type) => {
  expect(find(alarmWeakened, change(type, {}, null))).toMatchObject({ blocks: false, because: ['it is destroyed'] });
});

test('a monitor that tells nobody', () => {
  const [told, silent] = [{ message: '@pagerduty' }, { message: '' }];
  expect(because(alarmWeakened, 'datadog_monitor', told, silent)).toEqual(['message goes from @pagerduty to ""']);
  expect(because(alarmWeakened, 'datadog_monitor', silent, told)).toEqual([]);
});
