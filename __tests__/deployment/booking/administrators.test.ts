import { Administrators } from '../../../deployment/booking/administrators';
import { claimOf, rolesOf } from '../../../model/booking/administrators';
import { fakeAws } from '../aws';
import { MemoryPool } from './cognito';
import { dev } from './support';

const NAME = 'trinity-booking-administrators-dev';
function open(most?: number) {
  const pool = new MemoryPool(NAME, most);
  return { pool, administrators: new Administrators(dev, fakeAws(pool.answers).cognito) };
}

test('a claim says whose tenants, and as what; words that are none of ours say nothing', () => {
  const roles = new Map([
    ['a', 'OWNER'],
    ['b', 'STAFF'],
  ] as const);
  expect(rolesOf(claimOf(roles))).toEqual(roles);
  expect(rolesOf('')).toEqual(new Map());
  expect(rolesOf(undefined)).toEqual(new Map());
  expect(rolesOf(' a:BOSS b:STAFF  c toString:constructor ')).toEqual(new Map([['b', 'STAFF']]));
});

test('who is new is invited by mail, without a password; who is there is given the business beside their own', async () => {
  const { pool, administrators } = open();
  expect(await administrators.add('hair', 'ana@example.com', 'OWNER')).toBe('INVITED');
  expect(pool.members[0]!.Attributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  pool.members[0]!.UserStatus = 'CONFIRMED';
  expect(await administrators.add('garage', 'ana@example.com', 'STAFF')).toBe('CHANGED');
  expect(await administrators.add('hair', 'ana@example.com', 'STAFF')).toBe('CHANGED');
  expect(pool.claims()).toEqual({ 'ana@example.com': 'hair:STAFF garage:STAFF' });
  expect(pool.invited).toEqual(['ana@example.com']);
});

test('who has not answered is invited again', async () => {
  const { pool, administrators } = open();
  for (const role of ['OWNER', 'STAFF'] as const) {
    expect(await administrators.add('hair', 'ana@example.com', role)).toBe('INVITED');
  }
  expect(pool.invited).toEqual(['ana@example.com', 'ana@example.com']);
  expect(pool.claims()).toEqual({ 'ana@example.com': 'hair:STAFF' });
});

test('who is disabled is given nothing, and it is said how they are enabled', async () => {
  const { pool, administrators } = open();
  await administrators.add('hair', 'ana@example.com', 'OWNER');
  pool.members[0]!.Enabled = false;
  await expect(administrators.add('garage', 'ana@example.com', 'OWNER')).rejects.toMatchObject({
    stage: 'invalid',
    message: 'ana@example.com is disabled in the user pool: nobody can sign in as them.',
    next: expect.stringContaining(
      'admin-enable-user --region eu-west-1 --user-pool-id eu-west-1_a --username sub-0',
    ) as string,
  });
  expect(pool.claims()).toEqual({ 'ana@example.com': 'hair:OWNER' });
});

test('all of a business are listed, over all pages, and it is taken from one of them, or from all', async () => {
  const { pool, administrators } = open(2);
  const both = ['ana', 'leo', 'eva', 'tom', 'zoe'].map((name) => `${name}@example.com`);
  for (const email of both) await administrators.add('hair', email, 'STAFF');
  await administrators.add('garage', 'eva@example.com', 'OWNER');
  await administrators.add('hair-2', 'kim@example.com', 'OWNER');
  pool.members[1]!.Enabled = false;
  pool.members[2]!.UserStatus = 'CONFIRMED';
  expect(await administrators.ofTenant('hair')).toEqual([
    { email: 'ana@example.com', role: 'STAFF', state: 'INVITED' },
    { email: 'eva@example.com', role: 'STAFF', state: 'ACTIVE' },
    { email: 'leo@example.com', role: 'STAFF', state: 'DISABLED' },
    { email: 'tom@example.com', role: 'STAFF', state: 'INVITED' },
    { email: 'zoe@example.com', role: 'STAFF', state: 'INVITED' },
  ]);
  expect(await administrators.remove('hair', 'tom@example.com')).toBe(true);
  expect(await administrators.remove('hair', 'tom@example.com')).toBe(false);
  expect(await administrators.remove('hair', 'nobody@example.com')).toBe(false);
  const none = ['ana', 'leo', 'tom', 'zoe'].map((name) => `${name}@example.com`);
  expect(await administrators.removeAll('hair')).toEqual(none);
  expect(await administrators.removeAll('hair')).toEqual(none);
  expect(pool.claims()).toEqual({
    ...Object.fromEntries(none.map((email) => [email, ''])),
    ...{ 'eva@example.com': 'garage:OWNER', 'kim@example.com': 'hair-2:OWNER' },
  });
});

test('a pool that is not there is not deployed', async () => {
  const administrators = new Administrators(dev, fakeAws({ ListUserPoolsCommand: () => ({ UserPools: [] }) }).cognito);
  await expect(administrators.ofTenant('hair')).rejects.toMatchObject({
    stage: 'invalid',
    message: `There is no user pool ${NAME} in eu-west-1.`,
    next: 'Run bin/trinity deploy dev-booking.',
  });
});
