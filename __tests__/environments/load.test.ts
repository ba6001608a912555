import { ConfigurationError, loadEnvironments } from '../../environments';
import { NAMES, partsOf } from '../../environments/names';
import { change, FILES, problemsIn } from './change';

test('every environment has its file', () => {
  const declared = loadEnvironments().map(({ name }) => partsOf(name)!.declared);
  expect([...new Set(declared)]).toEqual(NAMES);
});

test('what is loaded is a copy: who changes it does not change what the next one loads', () => {
  const before = JSON.stringify(loadEnvironments());
  const [dev] = loadEnvironments();
  dev!.systems.roomCache.tables.rooms.billing = { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 1 };
  dev!.systems.roomCache.cache.languages.push('xx');
  expect(JSON.stringify(loadEnvironments())).toBe(before);
});

const SCALED = {
  mode: 'PROVISIONED',
  read: { min: 5, max: 500, targetUtilization: 70 },
  write: { min: 5, max: 250, targetUtilization: 70 },
};

test('all problems of all files are reported in one go, and readably', () => {
  const files = {
    'environments/dev.ts': change(FILES['environments/dev.ts'], {
      'systems.roomCache.functions.cache.memorySize': '512',
      colour: 'red',
    }),
    'environments/staging.ts': FILES['environments/staging.ts'],
    'environments/prod.ts': change(FILES['environments/prod.ts'], {
      'systems.roomCache.tables.rooms.billing': SCALED,
      'systems.roomCache.tables.rooms.billing.read.max': 2,
      notify: [],
      'systems.roomCache.tmdb': undefined,
    }),
  };
  expect(() => loadEnvironments(files)).toThrow(ConfigurationError);
  expect(() => loadEnvironments(files)).toThrow(
    [
      'There are 5 problems in the environments:',
      '',
      '  environments/dev.ts',
      "    systems.roomCache.functions.cache.memorySize     '512'      allowed: a whole number from 128 to 10240 MB",
      "    colour                                           'red'      allowed: no key of this name, only name, account, region, regions, copies, namePrefix, tags, state, notify, logRetentionDays, review, systems",
      '',
      '  environments/prod.ts',
      '    systems.roomCache.tmdb                           (missing)  allowed: an object of url, parameterName',
      '    notify                                           []         allowed: at least one email address; an alarm in prod has to reach somebody',
      '    systems.roomCache.tables.rooms.billing.read.max  2          allowed: 5 (its min) or more',
    ].join('\n'),
  );
});

test('a single problem is one', () => {
  expect(() => loadEnvironments({ 'environments/dev.ts': undefined })).toThrow(
    [
      'There is 1 problem in the environments:',
      '',
      '  environments/dev.ts',
      '    (all of it)  (missing)  allowed: an object of name, account, region, regions, copies, namePrefix, tags, state, notify, logRetentionDays, review, systems',
    ].join('\n'),
  );
});

test('a long value is cut, so that what is allowed stays in sight', () => {
  const tables = FILES['environments/dev.ts'].systems.roomCache.tables;
  const files = { 'environments/dev.ts': change(FILES['environments/dev.ts'], { region: tables }) };
  expect(() => loadEnvironments(files)).toThrow(
    "    region  { rooms: { billing: { mode: 'PAY_PER_REQUEST', maxReadReque…  allowed: an AWS region, such as 'eu-west-1'",
  );
});

describe('a rule looks at what the schema left', () => {
  test('and does not guess at a list of which one item is wrong', () => {
    const problems = problemsIn('environments/prod.ts', { notify: ['nobody'] });
    expect(problems.map(({ path }) => path)).toEqual(['notify[0]']);
  });

  test('and does not look into a union that has no such option', () => {
    const problems = problemsIn('environments/prod.ts', {
      'systems.roomCache.tables.rooms.billing': { mode: 'RESERVED', read: { min: 9, max: 1 }, write: 5 },
    });
    expect(problems.map(({ path }) => path)).toEqual(['systems.roomCache.tables.rooms.billing.mode']);
  });

  test('and still sees the neighbours of what is wrong', () => {
    const problems = problemsIn('environments/prod.ts', {
      'systems.roomCache.tables.rooms.billing': SCALED,
      'systems.roomCache.tables.rooms.billing.write.min': -1,
      'systems.roomCache.tables.rooms.billing.read.max': 1,
      'systems.roomCache.api.tracing': 'x',
      'systems.roomCache.api.introspection': true,
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'systems.roomCache.tables.rooms.billing.write.min',
      'systems.roomCache.api.tracing',
      'systems.roomCache.api.introspection',
      'systems.roomCache.tables.rooms.billing.read.max',
    ]);
  });
});
