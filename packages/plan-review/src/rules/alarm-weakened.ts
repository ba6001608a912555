import { own } from '../../../../keys/own';
import { isObject, isSame } from '../plan/json';
import type { Plan, ResourceChange } from '../plan/model';
import type { Json } from '../plan/value';
import {
  attributeAt,
  describeChange,
  isEmpty,
  isGone,
  isNew,
  isOff,
  isSet,
  lostFrom,
  show,
  textsOf,
} from '../judging/attributes';
import { changesUnseen } from '../judging/hidden';
import { judge } from '../judging/judge';
import { blocking, warning, type Line } from '../judging/line';
import {
  goesAway,
  grows,
  onlyWhileItIs,
  shrinks,
  sinksIn,
  turnsExplicitlyOff,
  unseenAt,
  type Setting,
} from '../judging/settings';

const ALARMS = ['aws_cloudwatch_composite_alarm', 'aws_cloudwatch_metric_alarm'];
const BUDGET = 'aws_budgets_budget';

/** They tell somebody; nothing else depends on them. */
const WATCHERS = [
  ...ALARMS,
  BUDGET,
  'aws_applicationinsights_application',
  'aws_autoscaling_notification',
  'aws_backup_vault_notifications',
  'aws_budgets_budget_action',
  'aws_ce_anomaly_monitor',
  'aws_ce_anomaly_subscription',
  'aws_chatbot_slack_channel_configuration',
  'aws_chatbot_teams_channel_configuration',
  'aws_cloudwatch_contributor_insight_rule',
  'aws_cloudwatch_contributor_managed_insight_rule',
  'aws_cloudwatch_log_anomaly_detector',
  'aws_cloudwatch_log_metric_filter',
  'aws_codestarnotifications_notification_rule',
  'aws_db_event_subscription',
  'aws_dms_event_subscription',
  'aws_docdb_event_subscription',
  'aws_internetmonitor_monitor',
  'aws_neptune_event_subscription',
  'aws_notifications_channel_association',
  'aws_notifications_event_rule',
  'aws_notifications_notification_configuration',
  'aws_prometheus_alert_manager_definition',
  'aws_prometheus_rule_group_namespace',
  'aws_prometheus_scraper',
  'aws_redshift_event_subscription',
  'aws_route53_health_check',
  'aws_rum_app_monitor',
  'aws_ses_identity_notification_topic',
  'aws_shield_proactive_engagement',
  'aws_shield_protection_health_check_association',
  'aws_synthetics_canary',
  'aws_vpc_endpoint_connection_notification',
  'azurerm_monitor_action_group',
  'azurerm_monitor_metric_alert',
  'datadog_monitor',
  'google_logging_metric',
  'google_monitoring_alert_policy',
  'google_monitoring_notification_channel',
];

const SETTINGS: readonly Setting[] = [
  ...['datapoints_to_alarm', 'evaluation_periods', 'period'].map((path) => ({ path, types: ALARMS, isWorse: grows })),
  // Judged below, together; here, whether they can be seen.
  ...['comparison_operator', 'threshold'].map((path) => ({ path, types: ALARMS, isWorse: onlyWhileItIs(() => false) })),
  {
    path: 'treat_missing_data',
    types: ALARMS,
    isWorse: onlyWhileItIs(sinksIn('breaching', 'missing', 'ignore', 'notBreaching')),
  },
  { path: 'message', types: ['datadog_monitor'], isWorse: onlyWhileItIs(goesAway) }, // names whom it tells
  { path: 'limit_amount', types: [BUDGET], isWorse: grows },
  { path: 'notification[notification_type].threshold', types: [BUDGET], isWorse: grows },
];

const SILENCES: readonly Setting[] = [
  { path: 'actions_enabled', types: ALARMS, isWorse: onlyWhileItIs(turnsExplicitlyOff) },
];

export const alarmWeakened = judge({
  name: 'alarm-weakened',
  risk: 'Something goes wrong, and nobody is told, or only later.',
  title: (change) =>
    isGone(change) && WATCHERS.includes(change.type)
      ? 'What watches, and tells somebody, is destroyed.'
      : 'An alarm says less than before.',
  blocks: SILENCES,
  warns: SETTINGS,
  more: (change, plan) => [
    ...(isSet(change) && !isNew(change)
      ? [...[...threshold(change), ...watched(change)].map(warning), ...actions(change)]
      : []),
    ...ended(change, plan),
  ],
  unseen: (change) =>
    ALARMS.includes(change.type) ? unseenAt(change, ['alarm_actions', ...WATCHED]).map(warning) : [],
});

function threshold(change: ResourceChange): string[] {
  if (!ALARMS.includes(change.type)) return [];
  const operator = attributeAt(change, 'comparison_operator');
  const value = attributeAt(change, 'threshold');
  if (changesUnseen(operator) || changesUnseen(value)) return [];
  const [from, to] = [operator.before, operator.after].map(directionOf);
  if (operator.before !== operator.after && !isEmpty(operator.before) && (from === undefined || from !== to)) {
    return [describeChange(operator)];
  }
  const isLoosened = show(operator.after).startsWith('Less') ? shrinks : grows;
  if (isLoosened(value.before, value.after)) return [`${describeChange(value)} (${show(operator.after)})`];
  const losesEqual = includesEqual(operator.before) && !includesEqual(operator.after);
  return losesEqual && value.before === value.after ? [describeChange(operator)] : [];
}

/** Undefined for a band, whose threshold is another metric. */
const directionOf = (operator: Json | undefined): string | undefined =>
  /^(Greater|Less)Than(OrEqualTo)?Threshold$/.exec(show(operator))?.[1];

const includesEqual = (operator: Json | undefined): boolean => show(operator).includes('OrEqualTo');

/** What an alarm looks at. */
const WATCHED = [
  'alarm_rule',
  'dimensions',
  'extended_statistic',
  'metric_name',
  'metric_query',
  'namespace',
  'statistic',
];

/** Another metric may be as good, but it is not the one that was agreed on. */
function watched(change: ResourceChange): string[] {
  if (!ALARMS.includes(change.type)) return [];
  return WATCHED.map((name) => attributeAt(change, name))
    .filter((one) => !changesUnseen(one))
    .filter(({ before, after }) => !(isEmpty(before) && isEmpty(after)) && !isSame(inOrder(before), inOrder(after)))
    .map((attribute) => `it watches something else: ${describeChange(attribute)}`);
}

/** Blocks of a set come in any order. */
const inOrder = (value: Json | undefined): unknown =>
  Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value;

function actions(change: ResourceChange): Line[] {
  if (!ALARMS.includes(change.type)) return [];
  const list = attributeAt(change, 'alarm_actions');
  if (changesUnseen(list)) return [];
  const lost = lostFrom(list);
  if (lost.length === 0) return [];
  const left = Array.isArray(list.after) ? list.after.length : 0;
  return left === 0
    ? [blocking(`alarm_actions is empty: nobody is told, where ${lost.join(', ')} was`)]
    : lost.map((one) => warning(`alarm_actions: ${one} is removed`));
}

/** One that could speak blocks, as when it is silenced; unless it goes with what it watches. */
function ended(change: ResourceChange, plan: Plan): Line[] {
  if (!isGone(change)) return [];
  if (change.type === 'aws_sns_topic_subscription') return subscription(change, plan).map(warning);
  if (!WATCHERS.includes(change.type)) return [];
  if (!ALARMS.includes(change.type)) return [warning('it is destroyed')];
  const isSilent = isOff(change.before?.actions_enabled) || watchesWhatGoes(change, plan);
  return [{ text: 'it is destroyed', blocks: !isSilent }];
}

/** `AWS/Lambda` with the `FunctionName` of a function that is destroyed, too; not of what is only called as it is. */
function watchesWhatGoes({ before }: ResourceChange, { resources }: Plan): boolean {
  const service = show(before?.namespace).replace('AWS/', '').toLowerCase();
  const dimensions = Object.entries(isObject(before?.dimensions) ? before.dimensions : {}).map(
    ([dimension, value]) => [dimension.toLowerCase().replace(/(arn|id|identifier|name)$/, ''), textsOf(value)] as const,
  );
  return resources.filter(isGone).some((one) => {
    const type = one.type.replaceAll('_', '');
    const names = namesOf(one);
    return (
      type.startsWith(`aws${service}`) &&
      dimensions.some(([kind, values]) => type.endsWith(kind) && values.some((value) => names.includes(value)))
    );
  });
}

/** A function's is `function_name`, most others' is `name`; the id often says the same. */
const namesOf = ({ type, before }: ResourceChange): string[] =>
  ['id', 'name', `${type.split('_').at(-1)}_name`].flatMap((name) => textsOf(own(before, name)));

/** Of a topic that alarms write to. */
function subscription({ before }: ResourceChange, { resources }: Plan): string[] {
  const topic = before?.topic_arn;
  if (typeof topic !== 'string') return [];
  const alarms = resources.filter(
    (one) => ALARMS.includes(one.type) && textsOf((one.after ?? one.before)?.alarm_actions).includes(topic),
  );
  return alarms.length > 0 ? [`${show(before?.protocol)} ${show(before?.endpoint)} hears of no alarm any more`] : [];
}
