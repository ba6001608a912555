import type { Plan, ResourceChange } from '../plan/model';
import { attributeAt, describeChange, isEmpty, isGone, isNew, isSet, lostFrom, show, textsOf } from './attributes';
import { blocking, foundFrom, warning, type Line } from './line';
import type { Rule } from './rule';
import { describeWorsened, grows, shrinks, sinksIn, turnsExplicitlyOff, type Setting } from './settings';

const ALARMS = ['aws_cloudwatch_composite_alarm', 'aws_cloudwatch_metric_alarm'];
const BUDGET = 'aws_budgets_budget';

/** They tell somebody; nothing else depends on them. */
const WATCHERS = [
  ...ALARMS,
  BUDGET,
  'aws_ce_anomaly_monitor',
  'aws_ce_anomaly_subscription',
  'aws_cloudwatch_log_metric_filter',
  'aws_route53_health_check',
  'google_monitoring_alert_policy',
  'azurerm_monitor_metric_alert',
];

const SETTINGS: readonly Setting[] = [
  ...['datapoints_to_alarm', 'evaluation_periods', 'period'].map((path) => ({ path, types: ALARMS, isWorse: grows })),
  { path: 'treat_missing_data', types: ALARMS, isWorse: sinksIn('breaching', 'missing', 'ignore', 'notBreaching') },
  { path: 'limit_amount', types: [BUDGET], isWorse: grows },
  { path: 'notification[notification_type].threshold', types: [BUDGET], isWorse: grows },
];

const SILENCES: readonly Setting[] = [{ path: 'actions_enabled', types: ALARMS, isWorse: turnsExplicitlyOff }];

export const alarmWeakened: Rule = {
  name: 'alarm-weakened',
  risk: 'Something goes wrong, and nobody is told, or only later.',
  find(change, plan) {
    const lines = [
      ...describeWorsened(change, SILENCES).map(blocking),
      ...describeWorsened(change, SETTINGS).map(warning),
      ...(isSet(change) && !isNew(change) ? [...threshold(change).map(warning), ...actions(change)] : []),
      ...ended(change, plan).map(warning),
    ];
    return foundFrom('An alarm says less than before.', lines);
  },
};

function threshold(change: ResourceChange): string[] {
  if (!ALARMS.includes(change.type)) return [];
  const operator = attributeAt(change, 'comparison_operator');
  const value = attributeAt(change, 'threshold');
  if (operator.before !== operator.after && !isEmpty(operator.before)) return [describeChange(operator)];
  const isLoosened = show(operator.after).startsWith('Less') ? shrinks : grows;
  return isLoosened(value.before, value.after) ? [`${describeChange(value)} (${show(operator.after)})`] : [];
}

function actions(change: ResourceChange): Line[] {
  if (!ALARMS.includes(change.type)) return [];
  const list = attributeAt(change, 'alarm_actions');
  const lost = lostFrom(list);
  if (lost.length === 0) return [];
  const left = Array.isArray(list.after) ? list.after.length : 0;
  return left === 0
    ? [blocking(`alarm_actions is empty: nobody is told, where ${lost.join(', ')} was`)]
    : lost.map((one) => warning(`alarm_actions: ${one} is removed`));
}

function ended(change: ResourceChange, plan: Plan): string[] {
  if (!isGone(change)) return [];
  if (change.type === 'aws_sns_topic_subscription') return subscription(change, plan);
  return WATCHERS.includes(change.type) ? ['it is destroyed'] : [];
}

/** Of a topic that alarms write to. */
function subscription({ before }: ResourceChange, { resources }: Plan): string[] {
  const topic = before?.topic_arn;
  if (typeof topic !== 'string') return [];
  const alarms = resources.filter(
    (one) => ALARMS.includes(one.type) && textsOf((one.after ?? one.before)?.alarm_actions).includes(topic),
  );
  return alarms.length > 0 ? [`${show(before?.protocol)} ${show(before?.endpoint)} hears of no alarm any more`] : [];
}
