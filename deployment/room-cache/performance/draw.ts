import { drawLatencies, type Latencies } from '../../performance/draw';
import type { Performance } from './schema';

/** Pages, as a picture. */
export const draw = (performance: Performance): string => drawLatencies(latenciesOf(performance));

function latenciesOf({ pages, errors, readers, pageMs, limits, histogram }: Performance): Latencies {
  return {
    ...{ title: 'Page latency', unit: 'pages', nothing: 'no page could be read' },
    subtitle: `${pages} pages of 30 films by ${readers} readers at once, ${errors} errors; one more on each connection is not counted`,
    ...{ count: pages, percentiles: pageMs, limitMs: limits.pageP95Ms, histogram },
  };
}
