import { change, dev, prod, problemsOf, type Changes } from '../../environments/change';
import { disposable, guarded, withBooking } from './section';

/** What the loader says of prod, or dev, with a changed section. */
const inProd = (changes: Changes) =>
  problemsOf({ 'environments/prod.ts': withBooking(change(guarded, changes) as typeof guarded, prod) });
const inDev = (changes: Changes) =>
  problemsOf({ 'environments/dev.ts': withBooking(change(disposable, changes) as typeof disposable, dev) });
const off = { enabled: false, reason: 'nobody has asked' };

test('prod takes what is guarded, dev what is not', () => {
  expect(inProd({})).toEqual([]);
  expect(inDev({})).toEqual([]);
});

test.each(['deletionProtection', 'pointInTimeRecovery'])('prod does not do without %s of a table', (protection) => {
  expect(inProd({ [`tables.bookings.${protection}`]: off })).toEqual([
    {
      file: 'environments/prod.ts',
      path: `systems.booking.tables.bookings.${protection}.enabled`,
      value: false,
      allowed: "true; prod's tables hold what businesses and their customers cannot get back",
    },
  ]);
});

test('prod does not do without deletion protection of its administrators', () => {
  expect(inProd({ 'administrators.deletionProtection': off })).toEqual([
    {
      file: 'environments/prod.ts',
      path: 'systems.booking.administrators.deletionProtection.enabled',
      value: false,
      allowed: "true; prod's user pool holds what businesses cannot get back: who may manage which",
    },
  ]);
});

test('a person’s copy can go, with its administrators', () => {
  expect(inDev({ 'administrators.deletionProtection': { enabled: true } })).toMatchObject([
    { path: 'systems.booking.administrators.deletionProtection.enabled', value: true },
  ]);
  expect(inDev({ 'tables.tenants.deletionProtection': { enabled: true } })).toMatchObject([
    { path: 'systems.booking.tables.tenants.deletionProtection.enabled', value: true },
  ]);
});

test('prod wants a second factor of its administrators, dev may leave it to them', () => {
  expect(inProd({ 'administrators.mfa': 'OPTIONAL' })).toEqual([
    {
      file: 'environments/prod.ts',
      path: 'systems.booking.administrators.mfa',
      value: 'OPTIONAL',
      allowed: "'ON'; prod's administrators see what customers have said of themselves",
    },
  ]);
  expect(inDev({ 'administrators.mfa': 'ON' })).toEqual([]);
});

test('prod shows its schema to nobody', () => {
  expect(inProd({ 'api.introspection': true })).toMatchObject([{ path: 'systems.booking.api.introspection' }]);
});

test('an authorizer answers while AppSync waits', () => {
  expect(inDev({ 'functions.authorizer.timeout': 10 })).toEqual([]);
  expect(inDev({ 'functions.authorizer.timeout': 11 })).toEqual([
    {
      file: 'environments/dev.ts',
      path: 'systems.booking.functions.authorizer.timeout',
      value: 11,
      allowed: 'at most 10 seconds; AppSync waits no longer for who lets clients in',
    },
  ]);
});

test('what is misspelled, left out or too large is named with its path', () => {
  const problems = inDev({
    'tables.conversatons': disposable.tables.conversations,
    'tables.conversations': undefined,
    'widgets.authorizerTtlSeconds': 3601,
    'administrators.mfa': 'OFF',
  });
  expect(problems.map(({ path }) => path).sort()).toEqual([
    'systems.booking.administrators.mfa',
    'systems.booking.tables.conversations',
    'systems.booking.tables.conversatons',
    'systems.booking.widgets.authorizerTtlSeconds',
  ]);
});
