import type { MetricName } from '../../functions/room-cache/shared/metrics';
import type { FunctionName } from '../../model/room-cache/functions';
import { applicationMetric, type ApplicationMetric } from '../layers/metrics';

/** What the room cache's functions write. */
export const roomCacheMetric: ApplicationMetric<FunctionName, MetricName> = applicationMetric;
