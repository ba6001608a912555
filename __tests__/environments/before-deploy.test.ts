import { beforeDeploy, loadEnvironments, type Environment } from '../../environments';
import { change, FILES } from './change';

const NOW = Date.parse('2027-01-01T12:00:00Z');

const ready = (changes: Record<string, unknown>): Environment[] => {
  const set = { account: '123456789012', 'systems.roomCache.api.auth.expires': '2027-06-01T00:00:00Z' };
  return [change(FILES['environments/dev.ts'], { ...set, ...changes }) as Environment];
};

test('an environment that is set up has nothing in its way', () => {
  expect(beforeDeploy(ready({}), NOW)).toEqual([]);
});

describe("the API key's expiry", () => {
  const allowed = 'a time between 2027-01-02 and 2028-01-01';

  test.each([
    ['2027-01-01T11:00:00Z', `${allowed}; this one is past`],
    ['2027-01-02T11:00:00Z', allowed],
    ['2028-01-01T13:00:00Z', allowed],
    ['2072-01-01T00:00:00Z', allowed],
  ])('may not be %s', (value, expected) => {
    expect(beforeDeploy(ready({ 'systems.roomCache.api.auth.expires': value }), NOW)).toEqual([
      { file: 'environments/dev.ts', path: 'systems.roomCache.api.auth.expires', value, allowed: expected },
    ]);
  });

  test.each(['2027-01-02T12:00:00Z', '2028-01-01T12:00:00Z'])('may be %s', (expires) => {
    expect(beforeDeploy(ready({ 'systems.roomCache.api.auth.expires': expires }), NOW)).toEqual([]);
  });

  test('is compared with the clock unless told otherwise', () => {
    const expired = beforeDeploy(ready({ 'systems.roomCache.api.auth.expires': '2020-01-01T00:00:00Z' }));
    expect(expired.map(({ path }) => path)).toEqual(['systems.roomCache.api.auth.expires']);
  });

  test('does not keep anybody from synthesizing', () => {
    const [dev] = ready({ 'systems.roomCache.api.auth.expires': '2020-01-01T00:00:00Z' });
    expect(loadEnvironments({ 'environments/dev.ts': dev })).toEqual([dev]);
  });
});

test('the placeholders that the project comes with are named', () => {
  const environments = ready({ account: '111111111111', notify: ['a@trinity.test', 'b@example.com'] });
  expect(beforeDeploy(environments, NOW)).toEqual([
    {
      file: 'environments/dev.ts',
      path: 'account',
      value: '111111111111',
      allowed: 'the id of an account of yours; this one is a placeholder',
    },
    {
      file: 'environments/dev.ts',
      path: 'notify',
      value: 'b@example.com',
      allowed: 'addresses that somebody reads; this one is a placeholder',
    },
  ]);
});
