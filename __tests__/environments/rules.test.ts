import { change, dev, FILES, problemsIn, problemsOf, staging, type Changes } from './change';

test('the environments as they stand keep every rule', () => {
  expect(problemsOf(FILES)).toEqual([]);
});

const disabled = { enabled: false, reason: 'to save money' };

describe('prod', () => {
  test.each(['rooms', 'roomMovieCache', 'roomCacheMetadata', 'filterCache'])('protects %s', (table) => {
    const allowed = "true; prod's tables hold what members cannot get back";
    const protections = [
      `systems.roomCache.tables.${table}.deletionProtection`,
      `systems.roomCache.tables.${table}.pointInTimeRecovery`,
    ];
    // What TMDB has, too, needs a reason only.
    const wanted = protections.slice(0, table === 'filterCache' ? 1 : 2);
    for (const protection of wanted)
      expect(problemsIn('environments/prod.ts', { [protection]: disabled })).toEqual([
        { file: 'environments/prod.ts', path: `${protection}.enabled`, value: false, allowed },
      ]);
    const all = Object.fromEntries(protections.map((path) => [path, disabled]));
    expect(problemsIn('environments/prod.ts', all)).toHaveLength(wanted.length);
    expect(problemsIn('environments/staging.ts', all)).toEqual([]);
  });

  test.each<[string, Changes, object]>([
    [
      'keeps remote state',
      { state: { backend: 'local' } },
      {
        path: 'state.backend',
        value: 'local',
        allowed: "'s3'; prod's state has to outlive the machine that deploys it",
      },
    ],
    [
      'notifies somebody',
      { notify: [] },
      {
        path: 'notify',
        value: [],
        allowed: 'at least one email address; an alarm in prod has to reach somebody',
      },
    ],
    [
      'hides its schema',
      { 'systems.roomCache.api.introspection': true },
      { path: 'systems.roomCache.api.introspection', value: true, allowed: 'false; prod shows its schema to nobody' },
    ],
  ])('%s', (_, changes, problem) => {
    expect(problemsIn('environments/prod.ts', changes)).toEqual([{ file: 'environments/prod.ts', ...problem }]);
    expect(problemsIn('environments/staging.ts', changes)).toEqual([]);
  });
});

describe('a pool of members', () => {
  const path = 'systems.roomCache.api.auth.members.deletionProtection.enabled';
  const members = (expires: string, deletionProtection: object) => ({
    'systems.roomCache.api.auth': { mode: 'COGNITO', expires, members: { mfa: 'OPTIONAL', deletionProtection } },
  });
  const ofProd = (protection: object) =>
    problemsIn('environments/prod.ts', members('2027-11-01T00:00:00Z', protection));
  const ofDev = (protection: object) => problemsIn('environments/dev.ts', members('2027-09-01T00:00:00Z', protection));

  test('is protected in prod, which needs no booking chat to have one', () => {
    expect(ofProd(disabled)).toEqual([
      {
        ...{ file: 'environments/prod.ts', path, value: false },
        allowed: "true; prod's user pool holds what members cannot get back: who they are",
      },
    ]);
    expect(ofProd({ enabled: true })).toEqual([]);
  });

  test('can go with a person’s copy', () => {
    expect(ofDev({ enabled: true })).toEqual([
      {
        ...{ file: 'environments/dev.ts', path, value: true },
        allowed: "false, with a reason: copies is true, and a person's copy is destroyed by who made it",
      },
    ]);
    expect(ofDev(disabled)).toEqual([]);
  });
});

describe('capacity', () => {
  const capacity = (min: number, max: number) => ({ min, max, targetUtilization: 70 });
  const provisioned = (read: object, write: object) => ({
    'systems.roomCache.tables.filterCache.billing': { mode: 'PROVISIONED', read, write },
  });

  test.each([
    ['read', provisioned(capacity(10, 9), capacity(1, 2))],
    ['write', provisioned(capacity(1, 2), capacity(10, 9))],
  ])('to %s goes from min up to max', (direction, changes) => {
    const path = `systems.roomCache.tables.filterCache.billing.${direction}.max`;
    expect(problemsIn('environments/dev.ts', changes)).toEqual([
      { file: 'environments/dev.ts', path, value: 9, allowed: '10 (its min) or more' },
    ]);
  });

  test('may be the same at both ends', () => {
    expect(problemsIn('environments/dev.ts', provisioned(capacity(9, 9), capacity(9, 9)))).toEqual([]);
  });
});

describe('concurrency', () => {
  const reserved = (reservedConcurrency: number, provisionedConcurrency: number) => ({
    'systems.roomCache.functions.movie': { memorySize: 512, timeout: 5, reservedConcurrency, provisionedConcurrency },
  });

  test('that is provisioned is part of what is reserved', () => {
    expect(problemsIn('environments/dev.ts', reserved(5, 6))).toEqual([
      {
        file: 'environments/dev.ts',
        path: 'systems.roomCache.functions.movie.provisionedConcurrency',
        value: 6,
        allowed: 'at most 5, its reservedConcurrency',
      },
    ]);
    expect(problemsIn('environments/dev.ts', reserved(5, 5))).toEqual([]);
  });
});

describe('a request to AppSync ends after 30 seconds', () => {
  test.each(['cache', 'room', 'movie'])('so %s has less', (name) => {
    const path = `systems.roomCache.functions.${name}.timeout`;
    const allowed = 'at most 29 seconds; a resolver waits for it, and AppSync ends a request after 30';
    expect(problemsIn('environments/dev.ts', { [path]: 30 })).toEqual([
      { file: 'environments/dev.ts', path, value: 30, allowed },
    ]);
  });

  test('so what closeRoom calls one after the other has less in sum', () => {
    const timeouts = (room: number, cache: number) => ({
      'systems.roomCache.functions.room.timeout': room,
      'systems.roomCache.functions.cache.timeout': cache,
    });
    expect(problemsIn('environments/dev.ts', timeouts(10, 20))).toEqual([
      {
        file: 'environments/dev.ts',
        path: 'systems.roomCache.functions.cache.timeout',
        value: 20,
        allowed:
          'at most 19 seconds; closeRoom waits for room (10) and then for cache, and AppSync ends a request after 30',
      },
    ]);
    expect(problemsIn('environments/dev.ts', timeouts(10, 19))).toEqual([]);
    expect(problemsIn('environments/dev.ts', timeouts(40, 20)).map(({ path }) => path)).toEqual([
      'systems.roomCache.functions.room.timeout',
    ]);
  });
});

describe('tags', () => {
  const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag-${n}`, 'x']));
  const mine = (count: number) => ({ Environment: 'dev', ...tagsOf(count - 1) });

  test('that differ in case only are one for IAM', () => {
    expect(problemsIn('environments/dev.ts', { tags: { Environment: 'dev', Owner: 'ana', owner: 'ben' } })).toEqual([
      {
        file: 'environments/dev.ts',
        path: 'tags.owner',
        value: 'ben',
        allowed: 'a name that is not Owner in other letters, which IAM takes for one',
      },
    ]);
  });

  test('are 50 of a resource at most, those of an adopted one among them', () => {
    expect(problemsIn('environments/dev.ts', { tags: mine(50) })).toEqual([]);
    expect(problemsIn('environments/dev.ts', { tags: mine(51) })).toMatchObject([{ path: 'tags', value: '51 tags' }]);
    const adopting = (tags: object) => ({
      tags: mine(49),
      'systems.roomCache.tables.rooms.adopt': { name: 'rooms-of-old', tags },
    });
    expect(problemsIn('environments/dev.ts', adopting({ Owner: 'ana', 'tag-1': 'y' }))).toEqual([]);
    expect(problemsIn('environments/dev.ts', adopting({ Owner: 'ana', owner: 'ben' }))).toMatchObject([
      { path: 'systems.roomCache.tables.rooms.adopt.tags', value: '51 tags' },
    ]);
  });
});

describe('a file that was copied from another', () => {
  test('says whose name it still has', () => {
    const problems = problemsOf({ ...FILES, 'environments/staging.ts': change(staging, { name: 'dev' }) });
    expect(problems).toEqual([
      { file: 'environments/staging.ts', path: 'name', value: 'dev', allowed: "'staging', as the file is called" },
    ]);
  });

  test('says whose tag it still has', () => {
    expect(problemsIn('environments/prod.ts', { 'tags.Environment': 'staging' })).toEqual([
      {
        file: 'environments/prod.ts',
        path: 'tags.Environment',
        value: 'staging',
        allowed: "'prod', as the file is called",
      },
    ]);
  });

  test('says which resources it shares with the other', () => {
    const copy = (changes: Changes) =>
      problemsOf({ 'environments/dev.ts': dev, 'environments/copy/dev.ts': change(dev, changes) });
    expect(copy({})).toEqual([
      {
        file: 'environments/copy/dev.ts',
        path: 'namePrefix',
        value: 'trinity',
        allowed:
          'another prefix than environments/dev.ts, or another account, region or name; both name trinity-rooms-dev in 111111111111, eu-west-1',
      },
    ]);
    expect(copy({ namePrefix: 'trinity2' })).toEqual([]);
    expect(copy({ account: '444444444444' })).toEqual([]);
    expect(copy({ region: 'us-east-1' })).toEqual([]);
  });

  test('says which state it shares with the other', () => {
    const problem = {
      file: 'environments/prod.ts',
      path: 'state.key',
      value: 'trinity/staging.tfstate',
      allowed:
        'another key than environments/staging.ts has in the same bucket; who deploys one would destroy the other',
    };
    expect(problemsIn('environments/prod.ts', { state: staging.state })).toEqual([problem]);
    expect(problemsIn('environments/prod.ts', { 'state.key': 'trinity/staging.tfstate' })).toEqual([]);
    const beside = { ...staging.state, key: 'trinity/staging' }; // its records would lie where staging's do
    expect(problemsIn('environments/prod.ts', { state: beside })).toEqual([{ ...problem, value: 'trinity/staging' }]);
  });
});

test('the state is within reach of the credentials that deploy', () => {
  const at = (region: string) => problemsIn('environments/staging.ts', { 'state.region': region });
  expect(at('us-east-1')).toEqual([]);
  expect(at('cn-north-1')).toMatchObject([
    { path: 'state.region', value: 'cn-north-1', allowed: 'a region of the partition aws, as eu-west-1 is' },
  ]);
  expect(problemsIn('environments/staging.ts', { 'state.region': 'cn-north-1', region: 'cn-northwest-1' })).toEqual([]);
});
