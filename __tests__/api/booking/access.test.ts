import { TENANTS_CLAIM } from '../../../model/booking/administrators';
import { createUserPool } from '../../../packages/appsync-js/src';
import { keysOf } from '../../../keys/entries';
import { POOL } from './booking-api';
import { ROOT_FIELDS, takesTenantId } from './operations';
import { FIELDS, type Access } from './fields';
import { openTwoBusinesses, type TwoBusinesses } from './two-businesses';

test('each root field of the schema has its place in the table', () => {
  expect(keysOf(FIELDS).sort()).toEqual([...ROOT_FIELDS].sort());
});

/** Who asks, and the tenant that they name. */
interface Asker {
  readonly token: (world: TwoBusinesses) => string | undefined;
  readonly names?: 'hair' | 'garage' | 'nobody' | 'hair:OWNER';
  /** Of which business they get the field where they may have it. Default: of none, ever. */
  readonly of?: 'hair' | 'garage';
  readonly as?: 'WIDGET' | 'STAFF' | 'OWNER';
  /** What they are told where they are not answered. Default: that they may not. */
  readonly told?: 'which' | 'at the door';
}

const member =
  (tenants: string | undefined) =>
  ({ api }: TwoBusinesses): string =>
    api.tokenOf(tenants);
const widget =
  (of: 'hair' | 'garage') =>
  (world: TwoBusinesses): string =>
    world[of].key;
const BOTH = 'hair:OWNER garage:OWNER';
const MIXED = 'hair:STAFF garage:OWNER';

const ASKERS: Readonly<Record<string, Asker>> = {
  'a widget of hair': { token: widget('hair'), of: 'hair', as: 'WIDGET' },
  'a widget of garage': { token: widget('garage'), of: 'garage', as: 'WIDGET' },
  'a widget of hair that names it': { token: widget('hair'), names: 'hair', of: 'hair', as: 'WIDGET' },
  'a widget of hair that names garage': { token: widget('hair'), names: 'garage' },
  'a widget of hair that names nobody there is': { token: widget('hair'), names: 'nobody' },
  'an owner of hair': { token: member('hair:OWNER'), of: 'hair', as: 'OWNER' },
  'an owner of hair who names garage': { token: member('hair:OWNER'), names: 'garage' },
  'an owner of hair who names an entry of their claim': { token: member('hair:OWNER'), names: 'hair:OWNER' },
  'staff of hair': { token: member('hair:STAFF'), of: 'hair', as: 'STAFF' },
  'staff of hair who name garage': { token: member('hair:STAFF'), names: 'garage' },
  'an owner of both who names none': { token: member(BOTH), told: 'which' },
  'an owner of both who names hair': { token: member(BOTH), names: 'hair', of: 'hair', as: 'OWNER' },
  'an owner of both who names garage': { token: member(BOTH), names: 'garage', of: 'garage', as: 'OWNER' },
  'staff of hair, owner of garage, who names hair': { token: member(MIXED), names: 'hair', of: 'hair', as: 'STAFF' },
  'staff of hair, owner of garage, who names garage': {
    ...{ token: member(MIXED), names: 'garage', of: 'garage', as: 'OWNER' },
  },
  'a member without tenants': { token: member(undefined) },
  'a member whose tenants are empty': { token: member(' ') },
  'a member without tenants who names hair': { token: member(undefined), names: 'hair' },
  'a member of a role that there is not': { token: member('hair:ADMIN') },
  'a member of no role': { token: member('hair') },
  'somebody without a token': { token: () => undefined, told: 'at the door' },
  'somebody with a key that was never made': { token: () => `bk_${'x'.repeat(32)}`, told: 'at the door' },
};

const MAY: Readonly<Record<Access, readonly Asker['as'][]>> = {
  EVERYBODY: ['WIDGET', 'STAFF', 'OWNER'],
  WIDGET: ['WIDGET'],
  STAFF: ['STAFF', 'OWNER'],
  OWNER: ['OWNER'],
};

describe.each(keysOf(FIELDS))('%s', (field) => {
  const [access, argumentsOf] = FIELDS[field];
  const askers = Object.entries(ASKERS).filter(([, { names }]) => names === undefined || takesTenantId(field));

  test.each(askers)('of %s', async (_, { token, names, of, as, told }) => {
    const world = await openTwoBusinesses();
    const { api } = world;
    const variables = {
      ...argumentsOf(world[of === 'garage' || (!of && names === 'garage') ? 'garage' : 'hair']),
      ...(names !== undefined && { tenantId: names }),
    };
    const { status, data, errors } = await api.ask(token(world), field, variables);

    if (of && MAY[access].includes(as)) {
      expect(errors).toEqual([]);
      expect(data).not.toBeNull();
      expect(api.invoked).toHaveLength(1);
      const { tenantId, isWidget, apiKeyId } = api.invoked[0]!.payload;
      expect({ tenantId, isWidget }).toEqual({ tenantId: of, isWidget: as === 'WIDGET' });
      expect(typeof apiKeyId).toBe(as === 'WIDGET' ? 'string' : 'undefined');
      return;
    }
    // Whoever may not have it has asked no function.
    expect(api.invoked).toEqual([]);
    expect(data).toBeNull();
    const isAsked = told === 'which' && access !== 'WIDGET';
    const type = told === 'at the door' ? 'UnauthorizedException' : isAsked ? 'ValidationError' : 'Unauthorized';
    expect([status, errors.map(({ errorType }) => errorType)]).toEqual([told === 'at the door' ? 401 : 200, [type]]);
    if (isAsked) {
      expect(errors[0]!.message).toBe(
        'You manage 2 businesses: say of which you ask, as tenantId. They are hair, garage.',
      );
    }
  });
});

describe('the resolvers refuse by themselves, whomever the directives let in', () => {
  test.each(keysOf(FIELDS))('%s', async (field) => {
    const [access, argumentsOf] = FIELDS[field];
    for (const name of ['a widget of hair', 'staff of hair', 'an owner of hair']) {
      const { token, as } = ASKERS[name]!;
      const world = await openTwoBusinesses('everybody');
      const { errors } = await world.api.ask(token(world), field, argumentsOf(world.hair));
      const told = MAY[access].includes(as) ? [] : ['Unauthorized'];
      expect([name, errors.map(({ errorType }) => errorType)]).toEqual([name, told]);
    }
  });
});

test('what a key or a token was is not enough: revoked, ended, or of another pool', async () => {
  const { town, api, hair } = await openTwoBusinesses();
  const forged = createUserPool(POOL, () => town.functions.runtime.time).sign({ [TENANTS_CLAIM]: 'hair:OWNER' });
  expect((await api.ask(forged, 'query.business')).status).toBe(401);

  const owner = api.tokenOf('hair:OWNER');
  const shown = await api.ask(hair.key, 'query.services');
  expect(shown.errors).toEqual([]);
  const [key] = town.functions.apiKeys.keys.keys();
  expect((await api.ask(owner, 'mutation.revokeApiKey', { id: key })).data).toMatchObject({ status: 'REVOKED' });
  // AppSync remembers for a minute that the key was let in; what writes asks for it each time.
  expect((await api.ask(hair.key, 'mutation.sendChatMessage', { input: { text: 'Hola' } })).errors).toMatchObject([
    { errorType: 'NotFound' },
  ]);
  town.functions.runtime.time += 60_000;
  expect((await api.ask(hair.key, 'query.services')).status).toBe(401);

  town.functions.runtime.time += 3_600_000;
  expect((await api.ask(owner, 'query.business')).status).toBe(401);
});

test('a widget is not told in which chat somebody has booked', async () => {
  const { api, hair } = await openTwoBusinesses();
  const query = `mutation { cancelBooking(id: "${hair.bookingId}") { id conversationId } }`;
  expect(await api.send(hair.key, query)).toMatchObject({
    data: { cancelBooking: { id: hair.bookingId, conversationId: null } },
    errors: [{ errorType: 'Unauthorized', path: ['cancelBooking', 'conversationId'] }],
  });
});

test('a widget sees what is active, whoever administers sees all', async () => {
  const { api, hair } = await openTwoBusinesses();
  const owner = api.tokenOf('hair:OWNER');
  const input = { id: hair.serviceId, name: 'Cut', category: 'Hair', durationMinutes: 30, active: false };
  expect((await api.ask(owner, 'mutation.saveService', { input })).errors).toEqual([]);
  expect((await api.ask(hair.key, 'query.services')).data).toEqual([]);
  expect((await api.ask(owner, 'query.services')).data).toMatchObject([{ id: hair.serviceId, active: false }]);
});
