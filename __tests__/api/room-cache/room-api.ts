import type { Api, ApiOptions } from '../../../packages/appsync-js/src';
import { cache, FakeBackends, movies, room, type RoomStore } from './room-store';
import { ask, createTrinityApi } from './trinity-api';

/** Trinity's API over a room's items, for the tests of a `describe` block. */
export function roomApi(options: ApiOptions) {
  const store: RoomStore = { movies: [] };
  const backends = new FakeBackends(store);
  let api: Api;
  beforeAll(async () => {
    api = await createTrinityApi(backends, options);
  });
  return {
    store,
    backends,
    ask: (query: string, variables?: object) => ask(api, query, variables),
    /** A room with 60 films unless said otherwise. What was asked and logged is forgotten, and nothing fails any more. */
    given: (state: Partial<RoomStore> = {}): void => {
      Object.assign(store, { room: room(), cache: cache(), movies: movies(60) }, state);
      backends.counts();
      backends.logged.length = 0;
      for (const operation of Object.keys(backends.failures)) delete backends.failures[operation];
      backends.answer = () => Promise.resolve({});
    },
  };
}
