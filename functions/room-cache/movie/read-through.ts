import type * as z from 'zod/mini';
import { UpstreamError } from '../../shared/errors';
import { epochSeconds } from '../../shared/time';
import type { MoviePorts } from './ports';
import type { CachedValue } from './value-cache';

export interface ReadThroughProps<T> {
  readonly cacheKey: string;
  readonly schema: z.ZodMiniType<T>;
  /** Asks TMDB. @returns undefined when TMDB does not know it */
  readonly fetch: () => Promise<T | undefined>;
  /** How long an answer counts as fresh. It is kept as long again, for the case that TMDB fails, and never used after. */
  readonly freshSeconds: number;
}

/**
 * What is kept and fresh; otherwise what TMDB says; and when TMDB fails, what is kept and has not expired.
 *
 * @throws UpstreamError when TMDB fails and nothing is kept
 */
export async function readThrough<T>(ports: MoviePorts, props: ReadThroughProps<T>): Promise<T | undefined> {
  const { values, runtime, metrics, log } = ports;
  const cached = await values.get(props.cacheKey, props.schema);
  if (cached && cached.freshUntil > epochSeconds(runtime.now())) {
    metrics.count('CacheHit');
    return cached.value;
  }
  metrics.count('CacheMiss');
  let value: T | undefined;
  try {
    value = await props.fetch();
  } catch (error) {
    if (!cached || !(error instanceof UpstreamError)) throw error;
    log.warn('TMDB failed; an older answer is used', { cacheKey: props.cacheKey, operation: error.operation });
    return cached.value;
  }
  const freshUntil = epochSeconds(runtime.now()) + props.freshSeconds;
  const entry: CachedValue<T> = { value, freshUntil, ttl: freshUntil + props.freshSeconds };
  await values.put(props.cacheKey, entry);
  return value;
}
