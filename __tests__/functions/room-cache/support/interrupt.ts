import type { CachePorts } from '../../../../functions/room-cache/cache/ports';
import { interceptTable, type Interceptor } from '../../support/interrupt';

/** The same ports, with an interceptor at every await of the filler: each table call, each TMDB call, each pause. */
export function intercept(ports: CachePorts, interceptor: Interceptor): CachePorts {
  const table = <T extends object>(target: T, name: string): T => interceptTable(target, name, interceptor);
  return {
    ...ports,
    metadata: table(ports.metadata, 'metadata'),
    movies: table(ports.movies, 'movies'),
    filters: table(ports.filters, 'filters'),
    discover: (query, call) =>
      interceptor(() => ports.discover(query, call), 'discover') as ReturnType<CachePorts['discover']>,
    runtime: {
      ...ports.runtime,
      sleep: (ms) => interceptor(() => ports.runtime.sleep(ms), 'sleep') as Promise<void>,
    },
  };
}
