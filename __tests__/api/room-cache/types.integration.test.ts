import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Sources } from '../sources';

const root = join(__dirname, '../../..');

const sources = new Sources('room-cache');

test('the resolvers and the functions fit the schema', () => {
  expect(sources.errors()).toEqual([]);
});

/** What is changed, in which file, from what to what, and the file with what the compiler says there. */
type Break = [string, string, string, string, RegExp];

const breaks: Break[] = [
  // what a resolver answers
  [
    'a misspelled field',
    'api/room-cache/shared/room.ts',
    'hostId: item',
    'hostID: item',
    /^api\/room-cache\/shared\/room\.ts:\d+ .*'hostID' does not exist.* 'hostId'\?/,
  ],
  [
    'a field that may be null, left out',
    'api/room-cache/shared/room-cache.ts',
    '    reason: item.reason,\n',
    '',
    /^api\/room-cache\/shared\/room-cache\.ts:\d+ .*'reason' is missing/,
  ],
  [
    'a field too many',
    'api/room-cache/shared/room.ts',
    'id: item.id,',
    'id: item.id,\n    ttl: item.ttl,',
    /^api\/room-cache\/shared\/room\.ts:\d+ .*'ttl' does not exist/,
  ],
  [
    'a misspelled field of a page',
    'api/room-cache/resolvers/query.roomMovies.ts',
    'nextFrom: status',
    'nextForm: status',
    /^api\/room-cache\/resolvers\/query\.roomMovies\.ts:\d+ .*'nextForm' does not exist.* 'nextFrom'\?/,
  ],
  [
    'a field of another type',
    'api/room-cache/resolvers/query.roomMovies.ts',
    'id: item.movieId',
    'id: item.sequenceIndex',
    /^api\/room-cache\/resolvers\/query\.roomMovies\.ts:\d+ .*'number' is not assignable to type 'string'/,
  ],
  [
    'a misspelled value of an enum',
    'api/room-cache/resolvers/query.roomMovies.ts',
    "? 'FAILED' : 'PENDING'",
    "? 'FAILD' : 'PENDING'",
    /^api\/room-cache\/resolvers\/query\.roomMovies\.ts:\d+ .*'"FAILD"' is not assignable to type 'CacheStatus'/,
  ],
  [
    'null where there is no null',
    'api/room-cache/resolvers/query.genres.ts',
    'return ctx.prev.result',
    'return null',
    /^api\/room-cache\/resolvers\/query\.genres\.ts:\d+ .*'null' is not assignable/,
  ],
  [
    "another field's answer",
    'api/room-cache/resolvers/mutation.refillRoom.ts',
    'return toRoomCache(cache)',
    'return openRoomOf(ctx)',
    /^api\/room-cache\/resolvers\/mutation\.refillRoom\.ts:\d+ .*'Room' is missing .* 'RoomCache'/,
  ],
  // what it is asked
  [
    'a misspelled argument',
    'api/room-cache/resolvers/query.roomMovies.ts',
    'ctx.args.from',
    'ctx.args.form',
    /^api\/room-cache\/resolvers\/query\.roomMovies\.ts:\d+ .*'form' does not exist on type 'QueryRoomMoviesArgs'/,
  ],
  [
    'a misspelled argument of an AppSync function',
    'api/room-cache/functions/get-movie.ts',
    '{ id, mediaType } = ',
    '{ id, mediatype } = ',
    /^api\/room-cache\/functions\/get-movie\.ts:\d+ .*'mediatype' does not exist/,
  ],
  [
    'an argument that one of its fields does not have',
    'api/room-cache/functions/get-room-cache.ts',
    'roomIdOf(ctx.args)',
    'ctx.args.roomId',
    /^api\/room-cache\/functions\/get-room-cache\.ts:\d+ .*'roomId' does not exist on type '.*MutationRefillRoomArgs'/,
  ],
  // what passes through a pipeline
  [
    'a pipeline that comes to something else',
    'api/room-cache/wiring.ts',
    "'query.room': ['get-room']",
    "'query.room': ['get-room-cache']",
    /^api\/room-cache\/resolvers\/query\.room\.ts:\d+ .*'RoomCache' is .*not assignable|^api\/room-cache\/resolvers\/query\.room\.ts:\d+ .*missing the following properties from type 'Room'/,
  ],
  [
    'a function that is not given what it needs',
    'api/room-cache/wiring.ts',
    "['get-genres', 'create-room', 'start-fill']",
    "['get-room-cache', 'create-room', 'start-fill']",
    /^api\/room-cache\/functions\/create-room\.ts:\d+ .*'genres'/,
  ],
  [
    'a misspelled part of the stash',
    'api/room-cache/resolvers/query.genres.ts',
    'ctx.stash.genresOf',
    'ctx.stash.genreOf',
    /^api\/room-cache\/resolvers\/query\.genres\.ts:\d+ .*'genreOf' does not exist/,
  ],
  [
    "another field's part of the stash",
    'api/room-cache/functions/get-room-cache.ts',
    'ctx.stash.unusable = ',
    'ctx.stash.page = ',
    /^api\/room-cache\/functions\/get-room-cache\.ts:\d+ .*'page' does not exist/,
  ],
  [
    'something else where a function passes on what it was given',
    'api/room-cache/functions/start-fill.ts',
    'return ctx.prev.result',
    'return {}',
    /^api\/room-cache\/functions\/start-fill\.ts:\d+ .*not assignable|^api\/room-cache\/functions\/start-fill\.ts:\d+ .*missing in type '\{\}'/,
  ],
  // what a Lambda function is asked
  [
    'a task that it does not have',
    'api/room-cache/functions/get-movie.ts',
    "action: 'details'",
    "action: 'detials'",
    /^api\/room-cache\/functions\/get-movie\.ts:\d+ .*'"detials"' is not assignable/,
  ],
  [
    'a misspelled part of a task',
    'api/room-cache/functions/clean-cache.ts',
    'roomId: ctx',
    'roomID: ctx',
    /^api\/room-cache\/functions\/clean-cache\.ts:\d+ .*'roomID' does not exist/,
  ],
  [
    'a misspelled part of a task that may be left out',
    'api/room-cache/functions/create-room.ts',
    'genres: ctx',
    'genre: ctx',
    /^api\/room-cache\/functions\/create-room\.ts:\d+ .*'genre' does not exist.* 'genres'\?/,
  ],
  [
    'a misspelled part of an event',
    'api/room-cache/functions/query-room-movies.ts',
    'ifLost:',
    'ifLots:',
    /^api\/room-cache\/functions\/query-room-movies\.ts:\d+ .*'ifLots' does not exist/,
  ],
  // what it answers
  [
    "a misspelled field of a Lambda function's result",
    'functions/room-cache/shared/tmdb/details.ts',
    'tagline: shown',
    'tagLine: shown',
    /^functions\/room-cache\/shared\/tmdb\/details\.ts:\d+ .*'tagline' is missing/,
  ],
  [
    'a misspelled field of what it has kept',
    'functions/room-cache/movie/details.ts',
    'backdropPath: z',
    'backdroppath: z',
    /^functions\/room-cache\/movie\/details\.ts:\d+ .*'backdroppath' does not exist/,
  ],
  [
    'a misspelled field in a list of its result',
    'functions/room-cache/shared/genre.ts',
    'name: z.string()',
    'title: z.string()',
    /^functions\/room-cache\/shared\/genre\.ts:\d+ .*'title' does not exist/,
  ],
  [
    "a field that a Lambda function's result lacks",
    'functions/room-cache/room/create-room.ts',
    '    createdAt,\n',
    '',
    /^functions\/room-cache\/room\/create-room\.ts:\d+ .*'createdAt' is missing/,
  ],
  [
    'an answer of another task',
    'functions/room-cache/movie/handler.ts',
    'succeed(await getGenres(ports, {',
    "succeed(await getDetails(ports, { id: '1',",
    /^api\/room-cache\/functions\/get-genres\.ts:\d+ .*'MovieDetails \| null' is not assignable to type 'Genre\[\]'/,
  ],
  [
    'a misspelled input',
    'functions/room-cache/room/create-room.ts',
    'hostId: memberIdSchema',
    'hostid: memberIdSchema',
    /^functions\/room-cache\/room\/create-room\.ts:\d+ .*'hostid' does not exist/,
  ],
  // what is read from a table, and written into it
  [
    'a misspelled field of a film that is read',
    'model/room-cache/items/room-movie.ts',
    ': { posterPath }',
    ': { posterpath: posterPath }',
    /^model\/room-cache\/items\/room-movie\.ts:\d+ .*'posterPath'/,
  ],
  [
    'a misspelled field of a state that is read',
    'model/room-cache/items/room-cache.ts',
    ': { reason }',
    ': { reson: reason }',
    /^model\/room-cache\/items\/room-cache\.ts:\d+ .*'reason'/,
  ],
  [
    'a misspelled field of a film that is written',
    'functions/room-cache/shared/tmdb/discover.ts',
    '? { posterPath:',
    '? { posterpath:',
    /^functions\/room-cache\/shared\/tmdb\/discover\.ts:\d+ .*'posterPath'/,
  ],
  [
    'a status that there is not',
    'model/room-cache/items/room.ts',
    "['ACTIVE', 'CLOSED']",
    "['ACTIVE', 'CLOSE']",
    /^model\/room-cache\/items\/room\.ts:\d+ .*'"CLOSE"' is not assignable/,
  ],
];

describe('the compiler sees, at its place,', () => {
  test.each(breaks)('%s', (_, file, from, to, expected) => {
    expect(sources.errorsWith(file, from, to, expected)).toContainEqual(expect.stringMatching(expected));
  });
});

/** A new field of each type, which may be null: who does not know of it shows null for ever. */
describe('the compiler sees who shows nothing of a new field that may be null, of', () => {
  const types = readFileSync(join(root, 'api/room-cache/schema.types.ts'), 'utf8');
  test.each([
    [
      'Room',
      'api/room-cache/shared/room.ts',
      'functions/room-cache/room/create-room.ts',
      'model/room-cache/items/room.ts',
    ],
    ['MoviePage', 'api/room-cache/resolvers/query.roomMovies.ts'],
    ['RoomMovie', 'functions/room-cache/shared/tmdb/discover.ts', 'model/room-cache/items/room-movie.ts'],
    ['RoomCache', 'api/room-cache/shared/room-cache.ts', 'model/room-cache/items/room-cache.ts'],
    ['MovieDetails', 'functions/room-cache/movie/details.ts', 'functions/room-cache/shared/tmdb/details.ts'],
    ['Genre', 'functions/room-cache/shared/genre.ts'],
    ['CreateRoomInput', 'functions/room-cache/room/create-room.ts'],
  ])('%s', (type, ...places) => {
    const head = `export interface ${type} {\n`;
    expect(types).toContain(head);
    const errors = sources.errorsWith(
      'api/room-cache/schema.types.ts',
      head,
      `${head}  readonly novelty?: Maybe<string>;\n`,
    );
    const files = errors.filter((error) => error.includes("'novelty'")).map((error) => error.split(':')[0]);
    expect([...new Set(files)].sort()).toEqual(places);
  });
});

describe('the code of each name is typed by that name', () => {
  const files = ['resolvers', 'functions'].flatMap((folder) =>
    readdirSync(join(root, 'api/room-cache', folder)).map((file) => `api/room-cache/${folder}/${file}`),
  );

  test.each(files)('%s', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const typed = [...text.matchAll(/\b(Answer|(?:Resolver|Step)Context|PayloadOf|ResultOf|invoke|send)<'([^']+)'/g)];
    expect(new Set(typed.map(([, , name]) => name))).toEqual(new Set([basename(file, '.ts')]));
    expect(typed.map(([, by]) => by)).toEqual(expect.arrayContaining([expect.stringMatching(/Context$/), 'Answer']));
  });
});
