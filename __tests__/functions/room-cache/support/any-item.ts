import fc from 'fast-check';

/** Names of attributes that this project writes, and some of the system before. */
const NAMES = [
  ...['id', 'name', 'hostId', 'mediaType', 'genreIds', 'inviteCode', 'status', 'createdAt', 'ttl', 'roomId', 'fence'],
  ...['loaded', 'batches', 'prefetchFrom', 'fences', 'leaseUntil', 'leaseOwner', 'catalogueVersion', 'repinned'],
  ...['reason', 'updatedAt', 'movieId', 'title', 'overview', 'voteAverage', 'batchNumber', 'films', 'parts', 'version'],
  ...[
    'freshUntil',
    'failedFence',
    'value',
    'signedIn',
    'GSI1PK',
    'totalMovies',
    'length',
    'constructor',
    '__proto__',
    'toJSON',
  ],
];

const words = fc.constantFrom('MOVIE', 'tv', 'ACTIVE', 'closed', 'PENDING', 'ready', 'LOADING', 'FAILED', 'v1', '');
const number = fc.oneof(
  fc.nat(60),
  fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
  fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  fc.integer().map((whole) => whole / 8), // within what DynamoDB keeps
  fc.constantFrom(1e-20, 2 ** 53 - 1, 1 - 2 ** 53),
);
const scalar = fc.oneof(number, number.map(String), words, fc.string(), fc.boolean(), fc.constant(null));
const film = fc.record({ id: fc.oneof(fc.nat(), fc.string()), title: words, genreIds: fc.array(fc.nat(99)) });

/** An attribute as the document client gives it. */
const anyValue = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(fc.oneof(scalar, film), { maxLength: 4 }),
  fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 3 }).map((numbers) => new Set(numbers)),
  fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }).map((texts) => new Set(texts)),
  fc.uint8Array({ minLength: 1, maxLength: 4 }),
  fc.dictionary(fc.constantFrom('a', 'length', 'map', 'toJSON'), scalar, { maxKeys: 3 }),
);

/** Right mostly, so that an item is understood now and then, and is wrong in one place only. */
const rightly: Record<string, fc.Arbitrary<unknown>> = {
  mediaType: fc.constantFrom('MOVIE', 'movie'),
  genreIds: fc.constantFrom([], ['28'], [28, 35], new Set([28])),
  status: fc.constantFrom('PENDING', 'ready', 'LOADING', 'FAILED', 'ACTIVE', undefined),
  loaded: fc.constantFrom(0, '30', 30, undefined),
  batches: fc.constantFrom(0, '1', 1, undefined),
  fences: fc.constantFrom([1], ['1'], new Set([1]), undefined),
  fence: fc.constantFrom(1, '1', undefined),
  ttl: fc.constantFrom(1_900_000_000, '1900000000', 1_900_000_000_000, undefined),
  movieId: fc.constantFrom('603', 603),
  title: fc.constant('Heat'),
};

/** An item of any shape, whoever wrote it. */
export const anyItem: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record(rightly),
    fc.array(fc.tuple(fc.constantFrom(...NAMES), anyValue), { maxLength: 6 }),
    fc.subarray([...Object.keys(rightly)]),
    fc.boolean(),
  )
  .map(([right, wrong, left, isForeign]) => {
    const known = Object.entries(right).filter(
      ([name, value]) => value !== undefined && !(isForeign && left.includes(name)),
    );
    return Object.fromEntries([...known, ...wrong]);
  });
