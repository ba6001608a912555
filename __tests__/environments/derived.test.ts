import { loadEnvironment, loadEnvironments, type Environment } from '../../environments';
import { copyOf, inFurtherRegions } from '../../environments/derived';
import { explainUnknown, fileOf, isName, type EnvironmentName } from '../../environments/names';
import type { S3State } from '../../deployment/project';
import { change, dev, FILES, problemsIn, problemsOf, prod, staging, withRoomCache } from './change';
import { omit } from '../../keys/entries';

const PROD = 'environments/prod.ts';

test.each(['dev', 'dev-ana', 'prod-us-east-1'])('%s can be the name of an environment', (name) => {
  expect(isName(name)).toBe(true);
});

test.each(['dve', 'dev-', 'dev-Ana', 'dev-1', 'dev_ana', 'devana', '-ana', 'dev-room-cache', 'constructor'])(
  '%s cannot',
  (name) => {
    expect(isName(name)).toBe(false);
  },
);

test('the file of one that is made of another is that of the other', () => {
  expect(['dev', 'dev-ana', 'prod-us-east-1', 'prod-room-cache'].map(fileOf)).toEqual([
    'environments/dev.ts',
    'environments/dev.ts',
    PROD,
    PROD,
  ]);
});

describe("a person's copy", () => {
  test('has its own name, state and tags, and the values of the environment', () => {
    expect(loadEnvironment('dev-ana')).toEqual({
      ...(change(dev, { copies: undefined }) as Environment),
      name: 'dev-ana',
      tags: { Project: 'Trinity', Environment: 'dev-ana', Owner: 'ana', CopyOf: 'dev' },
    });
  });

  test('has its own object in the bucket of the state, and mails nobody', () => {
    const state = { backend: 's3', bucket: 'states', key: 'trinity/dev.tfstate', region: 'eu-west-1' } as const;
    const copy = copyOf({ ...dev, notify: ['a@trinity.test'], state }, 'ana');
    expect(copy).toMatchObject({ notify: [], state: { ...state, key: 'trinity/dev-ana.tfstate' } });
    expect(copyOf({ ...dev, state: { ...state, key: 'states/dev' } }, 'ana').state).toMatchObject({
      key: 'states/dev-ana',
    });
  });

  test('adopts nothing, and owns each of its tables: what exists is the environment’s', () => {
    const { tables, api, alarms } = dev.systems.roomCache;
    const adopting = withRoomCache(dev, {
      tables: { ...tables, rooms: { ...tables.rooms, adopt: { name: 'rooms-of-old' }, released: true } },
      api: { ...api, adopt: { id: 'a'.repeat(26) } },
      alarms: { ...alarms, topic: { adopt: { arn: 'arn:aws:sns:eu-west-1:111111111111:ops' } } },
      logs: { adopt: { cache: { name: '/old/cache' } } },
    });
    const accepting: Environment = {
      ...adopting,
      review: { accept: { 'stateful-loss/aws_dynamodb_table.rooms': 'known' } },
    };
    expect(copyOf(accepting, 'ana')).toEqual(loadEnvironment('dev-ana'));
  });

  test.each<[EnvironmentName, string]>([
    [
      'prod-ana',
      "environments/prod.ts\n    copies  (missing)  allowed: true, for there to be prod-ana, a person's own copy of prod",
    ],
    [
      'dev-eu-central-1',
      "environments/dev.ts\n    regions  (missing)  allowed: a list with 'eu-central-1', for there to be dev-eu-central-1",
    ],
    [
      'dev-thirteenchars',
      "environments/dev.ts\n    copies  true  allowed: nothing that makes dev-thirteenchars: a person's copy is called dev- and 1 to 12 of a-z and 0-9, a letter first",
    ],
    [
      'dev-ana-2',
      "allowed: nothing that makes dev-ana-2: a person's copy is called dev- and 1 to 12 of a-z and 0-9, a letter first",
    ],
  ])('there is no %s, and what would make it is said', (name, message) => {
    expect(() => loadEnvironment(name)).toThrow(message);
  });

  test('nobody can have one of an environment whose tables are protected: nobody could take it down', () => {
    expect(problemsIn('environments/staging.ts', { copies: true })[0]).toEqual({
      file: 'environments/staging.ts',
      path: 'systems.roomCache.tables.rooms.deletionProtection.enabled',
      value: true,
      allowed: "false, with a reason: copies is true, and a person's copy is destroyed by who made it",
    });
  });
});

test('nobody can have one of prod', () => {
  expect(problemsIn(PROD, { copies: true })).toEqual([
    {
      file: PROD,
      path: 'copies',
      value: true,
      allowed: "false; prod's tables are protected, and a copy has to go again",
    },
  ]);
});

test('a name that only misses the rule is told it', () => {
  expect(explainUnknown('dev-Ana')).toMatch(
    / A person's copy is called dev- and 1 to 12 of a-z and 0-9, a letter first\.$/,
  );
});

describe('a further region', () => {
  const inRegions = (...regions: string[]) => ({ ...FILES, [PROD]: change(prod, { regions }) });

  test('is a line, and an environment with its own name, state and tags', () => {
    const all = loadEnvironments(inRegions('us-east-1', 'ap-southeast-2'));
    expect(all.map(({ name, region, state }) => [name, region, state])).toEqual([
      ['dev', 'eu-west-1', dev.state],
      ['staging', 'eu-west-1', FILES['environments/staging.ts'].state],
      ['prod', 'eu-west-1', prod.state],
      ['prod-us-east-1', 'us-east-1', { ...prod.state, key: 'trinity/prod-us-east-1.tfstate' }],
      ['prod-ap-southeast-2', 'ap-southeast-2', { ...prod.state, key: 'trinity/prod-ap-southeast-2.tfstate' }],
    ]);
    expect(all[3]).toEqual({
      ...omit(prod, 'review'),
      name: 'prod-us-east-1',
      region: 'us-east-1',
      tags: { Project: 'Trinity', Environment: 'prod-us-east-1' },
      state: { ...prod.state, key: 'trinity/prod-us-east-1.tfstate' },
    });
  });

  test.each([
    [['eu-west-1'], ['eu-west-1'], 'other regions than eu-west-1, where the environment is'],
    [
      ['us-gov-west-1'],
      'us-gov-west-1',
      'nothing that makes prod-us-gov-west-1: of it, region would have to be a region of aws or aws-cn: in aws-us-gov AWS has no AppSync; state.region would have to be a region of the partition aws-us-gov, as us-gov-west-1 is',
    ],
  ])('%j is refused', (regions, value, allowed) => {
    expect(problemsIn(PROD, { regions })).toEqual([{ file: PROD, path: 'regions', value, allowed }]);
  });

  test('has its own state, whichever file says it first', () => {
    const { key } = inFurtherRegions({ ...prod, regions: ['us-east-1'] })[0]!.state as S3State;
    const problems = problemsOf({
      ...inRegions('us-east-1'),
      'environments/staging.ts': change(staging, { state: { ...prod.state, key } }),
    });
    expect(problems).toEqual([
      {
        file: PROD,
        path: 'regions',
        value: 'us-east-1',
        allowed:
          'nothing that makes prod-us-east-1: of it, state.key would have to be another key than environments/staging.ts has in the same bucket; who deploys one would destroy the other',
      },
    ]);
  });

  test('has user pools of its own, or none: it is refused where the environment names one', () => {
    const problems = problemsIn(PROD, {
      regions: ['us-east-1'],
      'systems.roomCache.api.userPools': { 'eu-west-1_Ab1Cd2Ef3': {} },
    });
    expect(problems).toEqual([
      {
        file: PROD,
        path: 'regions',
        value: 'us-east-1',
        allowed:
          "nothing that makes prod-us-east-1: of it, systems.roomCache.api.userPools['eu-west-1_Ab1Cd2Ef3'] would have to be a user pool of us-east-1, where this environment is",
      },
    ]);
  });
});
