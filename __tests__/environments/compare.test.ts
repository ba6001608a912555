import { loadEnvironments } from '../../environments';
import { compareEnvironments } from '../../environments/compare';
import { change, FILES } from './change';
import { renderBeforeDeploy, renderSettings } from '../../cli/compare-environments';

const settings = compareEnvironments(loadEnvironments(FILES));
const setting = (path: string) => settings.find((one) => one.path === path);

test('a setting has the value of each environment, and whether they differ', () => {
  expect(setting('systems.roomCache.api.introspection')).toEqual({
    path: 'systems.roomCache.api.introspection',
    values: { dev: true, staging: true, prod: false },
    differs: true,
  });
  expect(setting('systems.roomCache.cache.batchSize')).toEqual({
    path: 'systems.roomCache.cache.batchSize',
    values: { dev: 30, staging: 30, prod: 30 },
    differs: false,
  });
});

test('a setting that an environment leaves out differs from one that it has', () => {
  expect(setting('systems.roomCache.functions.cache.reservedConcurrency')).toEqual({
    path: 'systems.roomCache.functions.cache.reservedConcurrency',
    values: { prod: 100 },
    differs: true,
  });
});

test('a list is one value', () => {
  expect(setting('notify')?.values['dev']).toEqual([]);
  expect(setting('systems.roomCache.cache.languages')?.differs).toBe(false);
});

test('the settings of one part stand side by side, even those that one environment has alone', () => {
  const prod = change(FILES['environments/prod.ts'], {
    'systems.roomCache.tables.rooms.billing': {
      mode: 'PROVISIONED',
      read: { min: 5, max: 9, targetUtilization: 70 },
      write: 5,
    },
  });
  const paths = compareEnvironments(loadEnvironments({ ...FILES, 'environments/prod.ts': prod })).map(
    ({ path }) => path,
  );
  const capacity = paths.indexOf('systems.roomCache.tables.rooms.billing.read.min');
  expect(capacity).toBeGreaterThan(paths.indexOf('systems.roomCache.tables.rooms.billing.mode'));
  expect(capacity).toBeLessThan(paths.indexOf('systems.roomCache.tables.rooms.deletionProtection.enabled'));
});

test('an environment compared with itself differs nowhere', () => {
  const [dev] = loadEnvironments();
  expect(compareEnvironments([dev!, dev!]).filter(({ differs }) => differs)).toEqual([]);
});

describe('the table', () => {
  const few = [
    { path: 'name', values: { dev: 'dev', prod: 'prod' }, differs: true },
    { path: 'systems.roomCache.cache.ttlDays', values: { dev: 7, prod: 7 }, differs: false },
    { path: 'notify', values: { dev: [], prod: ['a@trinity.test', 'b@trinity.test'] }, differs: true },
    { path: 'systems.roomCache.functions.room.provisionedConcurrency', values: { prod: 2 }, differs: true },
  ];

  test('shows what differs and counts the rest', () => {
    expect(renderSettings(['dev', 'prod'], few, false)).toBe(
      [
        '                                                         dev     prod',
        'name                                                     dev     prod',
        'notify                                                   (none)  a@trinity.test, b@trinity.test',
        'systems.roomCache.functions.room.provisionedConcurrency  -       2',
        '',
        'The same everywhere: 1 more. --all shows all.',
      ].join('\n'),
    );
  });

  test('shows everything when asked', () => {
    expect(renderSettings(['dev', 'prod'], few, true)).toBe(
      [
        '                                                         dev     prod',
        'name                                                     dev     prod',
        'systems.roomCache.cache.ttlDays                          7       7',
        'notify                                                   (none)  a@trinity.test, b@trinity.test',
        'systems.roomCache.functions.room.provisionedConcurrency  -       2',
      ].join('\n'),
    );
  });

  test('says what is to be set before a deploy, or nothing', () => {
    const problem = { file: 'environments/dev.ts', path: 'account', value: '1', allowed: 'another' };
    expect(renderBeforeDeploy([])).toBe('');
    expect(renderBeforeDeploy([problem])).toBe(
      "\n\nTo be set before a deploy:\n\n  environments/dev.ts\n    account  '1'  allowed: another",
    );
  });
});
