import type { FunctionName } from '../../model/room-cache/functions';
import type { TableName } from '../../model/room-cache/tables';
import type { PipelineFunction, Wiring } from '../../model/wiring';

/** What AppSync reads from or calls. */
const dataSources = {
  rooms: { table: 'rooms' },
  'room-cache-metadata': { table: 'roomCacheMetadata' },
  'room-movie-cache': { table: 'roomMovieCache' },
  'room-members': { table: 'roomMembers' },
  votes: { table: 'votes' },
  'room-matches': { table: 'roomMatches' },
  cache: { function: 'cache' },
  room: { function: 'room' },
  movie: { function: 'movie' },
} as const satisfies Wiring<TableName, FunctionName>['dataSources'];
type DataSourceName = keyof typeof dataSources;

const invokes = <Name extends DataSourceName>(dataSource: Name) => ({
  dataSource,
  actions: ['lambda:InvokeFunction'],
});

export const functions = {
  'clean-cache': invokes('cache'),
  'close-room': invokes('room'),
  'count-like': { dataSource: 'votes', actions: ['dynamodb:UpdateItem'] },
  'create-room': invokes('room'),
  'find-room': { dataSource: 'rooms', actions: ['dynamodb:GetItem'] },
  'get-genres': invokes('movie'),
  'get-movie': invokes('movie'),
  'get-room': { dataSource: 'rooms', actions: ['dynamodb:GetItem'] },
  'get-room-cache': { dataSource: 'room-cache-metadata', actions: ['dynamodb:GetItem'] },
  'get-voted-movie': { dataSource: 'room-movie-cache', actions: ['dynamodb:GetItem'] },
  'join-room': invokes('room'),
  'put-match': { dataSource: 'room-matches', actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'] },
  'put-vote': { dataSource: 'votes', actions: ['dynamodb:PutItem'] },
  'query-matches': { dataSource: 'room-matches', actions: ['dynamodb:Query'] },
  'query-members': { dataSource: 'room-members', actions: ['dynamodb:Query'] },
  'query-room-movies': { dataSource: 'room-movie-cache', actions: ['dynamodb:Query'] },
  'query-votes': { dataSource: 'votes', actions: ['dynamodb:Query'] },
  // Where its condition does not hold, AppSync reads the item to return it.
  'requeue-fill': { dataSource: 'room-cache-metadata', actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'] },
  'start-fill': invokes('cache'),
} as const satisfies Record<string, PipelineFunction<DataSourceName>>;

export const resolvers = {
  'query.genres': ['get-genres'],
  'query.movie': ['get-movie'],
  'query.room': ['get-room'],
  'query.roomCache': ['get-room-cache', 'find-room'],
  'query.roomMatches': ['find-room', 'query-matches'],
  'query.roomMembers': ['find-room', 'query-members'],
  'query.roomMovies': ['get-room-cache', 'query-room-movies', 'start-fill', 'find-room'],
  'query.votes': ['find-room', 'query-votes', 'query-matches'],
  'mutation.closeRoom': ['close-room', 'clean-cache'],
  'mutation.createRoom': ['get-genres', 'create-room', 'start-fill'],
  'mutation.joinRoom': ['join-room'],
  // Asks for the room again where its cache has vanished meanwhile.
  'mutation.refillRoom': ['get-room-cache', 'find-room', 'requeue-fill', 'start-fill', 'find-room'],
  'mutation.vote': [
    'get-room-cache',
    'find-room',
    'get-voted-movie',
    'query-members',
    'put-vote',
    'count-like',
    'put-match',
  ],
  'subscription.onMatch': ['find-room', 'query-members'],
} as const satisfies Record<string, readonly (keyof typeof functions)[]>;

export const wiring: Wiring<TableName, FunctionName> = { dataSources, functions, resolvers };
