import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
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

const actions = {
  details: z.object({ id: z.string(), mediaType: mediaTypeSchema }),
  genres: z.object({ mediaType: mediaTypeSchema }),
};

interface Values {
  readonly details: Awaited<ReturnType<typeof getDetails>>;
  readonly genres: Awaited<ReturnType<typeof getGenres>>;
}
export type MovieTasks = Tasks<typeof actions, Values>;

/** `details` and `genres`: the queries that are answered by TMDB, through a cache. */
export function createHandler({ ports, filterTtlSeconds, observability }: MovieDependencies): LambdaHandler {
  return createLambda<typeof actions, Values>({
    functionName: 'movie',
    actions,
    observability,
    run: async (payload, context) => {
      const request = {
        mediaType: payload.mediaType,
        freshSeconds: filterTtlSeconds,
        timeLeft: timeLeftOf(context),
      };
      if (payload.action === 'genres') return succeed(await getGenres(ports, request));
      if (!isTmdbId(payload.id)) {
        const message = `id is "${payload.id.slice(0, 40)}": allowed are 1 to 10 digits. Use RoomMovie.id.`;
        return fail('ValidationError', message);
      }
      return succeed(await getDetails(ports, { ...request, id: payload.id }));
    },
  });
}

/** Milliseconds, and part of what remains at most: so long before the end the function stops asking and answers. */
const reserve = 1_500;
const largestReserve = 0.25;

function timeLeftOf(context: Context): () => number {
  const kept = Math.min(reserve, context.getRemainingTimeInMillis() * largestReserve);
  return () => context.getRemainingTimeInMillis() - kept;
}
