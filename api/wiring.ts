import type { FunctionName } from '../model/room-cache/functions';
import type { TableName } from '../model/room-cache/tables';

/** What AppSync reads from or calls. */
export const dataSources = {
  rooms: { table: 'rooms' },
  'room-cache-metadata': { table: 'roomCacheMetadata' },
  'room-movie-cache': { table: 'roomMovieCache' },
  cache: { function: 'cache' },
  room: { function: 'room' },
  movie: { function: 'movie' },
} as const satisfies Record<string, { readonly table: TableName } | { readonly function: FunctionName }>;
type DataSourceName = keyof typeof dataSources;

export interface PipelineFunction {
  readonly dataSource: DataSourceName;
  /** IAM actions that it calls there, and no other. */
  readonly actions: readonly string[];
}

const invokes = <Name extends DataSourceName>(dataSource: Name) => ({
  dataSource,
  actions: ['lambda:InvokeFunction'],
});

/** The AppSync functions: `find-room` is `api/functions/find-room.ts`. */
export const functions = {
  'clean-cache': invokes('cache'),
  'close-room': invokes('room'),
  'create-room': invokes('room'),
  'find-room': { dataSource: 'rooms', actions: ['dynamodb:GetItem'] },
  'get-genres': invokes('movie'),
  'get-movie': invokes('movie'),
  'get-room': { dataSource: 'rooms', actions: ['dynamodb:GetItem'] },
  'get-room-cache': { dataSource: 'room-cache-metadata', actions: ['dynamodb:GetItem'] },
  'join-room': invokes('room'),
  'query-room-movies': { dataSource: 'room-movie-cache', actions: ['dynamodb:Query'] },
  // Where its condition does not hold, AppSync reads the item to return it.
  'requeue-fill': { dataSource: 'room-cache-metadata', actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'] },
  'start-fill': invokes('cache'),
} as const satisfies Record<string, PipelineFunction>;

/** The resolvers, by field, with the AppSync functions that each runs in turn: `query.room` is `api/resolvers/query.room.ts`. */
export const resolvers = {
  'query.genres': ['get-genres'],
  'query.movie': ['get-movie'],
  'query.room': ['get-room'],
  'query.roomCache': ['get-room-cache', 'find-room'],
  'query.roomMovies': ['get-room-cache', 'query-room-movies', 'start-fill', 'find-room'],
  'mutation.closeRoom': ['close-room', 'clean-cache'],
  'mutation.createRoom': ['get-genres', 'create-room', 'start-fill'],
  'mutation.joinRoom': ['join-room'],
  // Asks for the room again where its cache has vanished meanwhile.
  'mutation.refillRoom': ['get-room-cache', 'find-room', 'requeue-fill', 'start-fill', 'find-room'],
} as const satisfies Record<string, readonly (keyof typeof functions)[]>;

/** How the API hangs together. */
export interface Wiring {
  readonly functions: Readonly<Record<string, PipelineFunction>>;
  readonly resolvers: Readonly<Record<string, readonly string[]>>;
}

export const wiring: Wiring = { functions, resolvers };
