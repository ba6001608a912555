import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import { mediaTypeSchema } from '../shared/media-type';
import type { Observability } from '../../shared/observability';
import type { MetricName } from '../shared/metrics';
import { succeed } from '../../shared/result';
import { fail } from '../shared/failure';
import { getDetails, isTmdbId } from './details';
import { getGenres } from './genres';
import type { MoviePorts } from './ports';

export interface MovieDependencies {
  readonly ports: MoviePorts;
  readonly filterTtlSeconds: number;
  readonly observability: Observability<MetricName>;
}

/** The queries that are answered by TMDB, through a cache. */
const tasksOf = ({ ports, filterTtlSeconds: freshSeconds }: MovieDependencies) => ({
  details: task(z.object({ id: z.string(), mediaType: mediaTypeSchema }), async ({ id, mediaType }, context) => {
    if (!isTmdbId(id)) {
      const message = `id is "${id.slice(0, 40)}": allowed are 1 to 10 digits. Use RoomMovie.id.`;
      return fail('ValidationError', message);
    }
    return succeed(await getDetails(ports, { id, mediaType, freshSeconds, timeLeft: timeLeftOf(context) }));
  }),
  genres: task(z.object({ mediaType: mediaTypeSchema }), async ({ mediaType }, context) =>
    succeed(await getGenres(ports, { mediaType, freshSeconds, timeLeft: timeLeftOf(context) })),
  ),
});
export type MovieTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: MovieDependencies): LambdaHandler {
  const { observability } = dependencies;
  return createLambda({ functionName: 'movie', tasks: tasksOf(dependencies), observability });
}

/** Milliseconds, and part of what remains at most: so long before the end the function stops asking and answers. */
const reserve = 1_500;
const largestReserve = 0.25;

function timeLeftOf(context: Context): () => number {
  const kept = Math.min(reserve, context.getRemainingTimeInMillis() * largestReserve);
  return () => context.getRemainingTimeInMillis() - kept;
}
