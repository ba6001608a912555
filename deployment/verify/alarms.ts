import { DescribeAlarmsCommand, type Dimension, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws/clients';
import { type Check } from '../checks';
import type { Deployed } from '../deployed';
import { differences, judge, namedFacts, putBack, set, unordered } from './compare';
import { allPages } from '../aws/pages';
import { resourcesOf, type StateOf } from './state';

type Alarm = StateOf<'aws_cloudwatch_metric_alarm'>;

/** Names that one DescribeAlarms takes. */
const NAMES_PER_REQUEST = 100;

/** The alarms: all there, as deployed, and awake. */
export function alarmsCheck(deployed: Deployed, { cloudwatch }: Aws): Check {
  const alarms = resourcesOf(deployed, 'aws_cloudwatch_metric_alarm').map(({ values }) => values);
  return {
    name: 'alarms',
    run: async (abortSignal) => {
      const found = new Map<string, MetricAlarm>();
      for (let start = 0; start < alarms.length; start += NAMES_PER_REQUEST) {
        const AlarmNames = alarms.slice(start, start + NAMES_PER_REQUEST).map(({ alarm_name }) => alarm_name);
        const described = await allPages(async (NextToken) => {
          const page = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames, NextToken }), { abortSignal });
          return { entries: page.MetricAlarms, token: page.NextToken };
        });
        for (const alarm of described) found.set(alarm.AlarmName ?? '', alarm);
      }
      const different = alarms.flatMap((alarm) => {
        const problems = problemsOf(found.get(alarm.alarm_name), alarm);
        return problems.map((problem) => `${alarm.alarm_name}: ${problem}`);
      });
      return judge('Alarms', different, {
        detail: `${alarms.length} alarms as deployed, their actions enabled`,
        next: putBack(deployed.environment.name),
      });
    },
  };
}

function problemsOf(found: MetricAlarm | undefined, alarm: Alarm): string[] {
  if (!found) return ['does not exist'];
  return differences([
    { attribute: 'actions enabled', found: found.ActionsEnabled, expected: alarm.actions_enabled },
    { attribute: 'threshold', found: found.Threshold, expected: alarm.threshold },
    { attribute: 'comparison', found: found.ComparisonOperator, expected: alarm.comparison_operator },
    { attribute: 'evaluation periods', found: found.EvaluationPeriods, expected: alarm.evaluation_periods },
    { attribute: 'period (s)', found: set(found.Period), expected: set(alarm.period) },
    { attribute: 'namespace', found: set(found.Namespace), expected: set(alarm.namespace) },
    { attribute: 'metric', found: set(found.MetricName), expected: set(alarm.metric_name) },
    { attribute: 'dimensions', found: dimensionsOf(found.Dimensions), expected: alarm.dimensions ?? {} },
    {
      attribute: 'statistic',
      found: statistic(found),
      expected: set(alarm.extended_statistic) ?? set(alarm.statistic),
    },
    { attribute: 'missing data', found: set(found.TreatMissingData), expected: set(alarm.treat_missing_data) },
    { attribute: 'actions', found: unordered(found.AlarmActions), expected: unordered(alarm.alarm_actions) },
    { attribute: 'OK actions', found: unordered(found.OKActions), expected: unordered(alarm.ok_actions) },
    {
      attribute: 'insufficient data actions',
      found: unordered(found.InsufficientDataActions),
      expected: unordered(alarm.insufficient_data_actions),
    },
    ...namedFacts('metric query', foundQueries(found), expectedQueries(alarm)),
  ]);
}

const statistic = ({ ExtendedStatistic, Statistic }: MetricAlarm): string | undefined =>
  set(ExtendedStatistic) ?? set(Statistic);

const dimensionsOf = (dimensions: readonly Dimension[] | undefined): Record<string, string | undefined> =>
  Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value]));

/** By id. */
function foundQueries({ Metrics }: MetricAlarm): Record<string, unknown> {
  const queries = (Metrics ?? []).map(({ Id, Expression, ReturnData, MetricStat }) => {
    const metric = MetricStat && {
      namespace: MetricStat.Metric?.Namespace,
      name: MetricStat.Metric?.MetricName,
      dimensions: dimensionsOf(MetricStat.Metric?.Dimensions),
      statistic: MetricStat.Stat,
      period: MetricStat.Period,
    };
    const isResult = ReturnData ?? true; // CloudWatch's default
    return [Id ?? '', { expression: set(Expression), isResult, metric }] as const;
  });
  return Object.fromEntries(queries);
}

function expectedQueries({ metric_query: queries }: Alarm): Record<string, unknown> {
  const entries = (queries ?? []).map(({ id, expression, return_data, metric: block }) => {
    const one = block?.[0];
    const metric = one && {
      namespace: one.namespace,
      name: one.metric_name,
      dimensions: one.dimensions ?? {},
      statistic: one.stat,
      period: one.period,
    };
    const isResult = return_data ?? false; // the provider's default
    return [id, { expression: set(expression), isResult, metric }] as const;
  });
  return Object.fromEntries(entries);
}
