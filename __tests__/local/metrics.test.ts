import { addMetrics, type MetricTotal, parseLogLine } from '../../local/metrics';
import { INHERITED_NAMES } from '../support/inherited-names';

test.each(['CacheHits', ...INHERITED_NAMES])('a metric called %s is counted and summed', (name) => {
  const embedded = JSON.stringify({ CloudWatchMetrics: [{ Metrics: [{ Name: name }] }] });
  const totals: Record<string, MetricTotal> = {};
  for (const line of [
    `{"_aws":${embedded},"${name}":[1,2]}`,
    `{"_aws":${embedded},"${name}":4}`,
    `{"_aws":${embedded}}`,
  ]) {
    const parsed = parseLogLine(line);
    if (parsed.kind === 'metrics') addMetrics(totals, parsed.values);
  }
  expect(Object.entries(totals)).toEqual([[name, { count: 3, sum: 7 }]]);
});
