import fc from 'fast-check';
import { BOTH, type Whose } from '../../functions/booking/support/two-tenants';
import type { Answer } from './booking-api';
import { ROOT_FIELDS, takesTenantId, type Field } from './operations';
import { DAY, openTwoBusinesses, STARTS, type TwoBusinesses } from './two-businesses';

/*
 * Clients of two businesses ask whatever there is, with ids and tenantIds of the other one among their arguments: whatever they have
 * found out, they may try.
 */

const otherOf = (whose: Whose): Whose => (whose === 'hair' ? 'garage' : 'hair');

/** Who asks for whom: all but the last come in for one business alone. */
const WHO = ['widget', 'OWNER', 'STAFF', 'an owner of both'] as const;

interface Call {
  readonly field: Field;
  readonly whose: Whose;
  readonly who: (typeof WHO)[number];
  readonly named: 'own' | 'other' | 'none';
  /** They choose among what there is. */
  readonly numbers: readonly number[];
}

const call: fc.Arbitrary<Call> = fc.record({
  field: fc.constantFrom(...ROOT_FIELDS),
  whose: fc.constantFrom(...BOTH),
  who: fc.constantFrom(...WHO),
  named: fc.constantFrom('own', 'none', 'none', 'other'),
  numbers: fc.array(fc.nat(1_000), { minLength: 16, maxLength: 16 }),
});

const TEXTS = ['Hola', 'Quiero un corte el lunes a las 10', 'Me da igual', 'Eva Ruiz', '600 111 222', 'sí', 'cancelar'];
const HOURS = [{ open: [{ from: '08:00', to: '20:00' }] }, { open: [] }];

/** Everybody may know what a business is called. */
const isTenantId = (id: string): boolean => BOTH.some((one) => one === id);

/** What is each business's own: nobody else may be told it. */
class Secrets {
  private readonly ids: Record<Whose, Set<string>> = { hair: new Set(), garage: new Set() };

  constructor({ hair, garage }: TwoBusinesses) {
    for (const { tenantId, ...ids } of [hair, garage]) {
      for (const id of Object.values(ids)) this.ids[tenantId].add(id);
    }
  }

  idsOf(whose: Whose): readonly string[] {
    return [...this.ids[whose]];
  }

  /** An answer says new ones. @param asked what its client has said itself is no news to them */
  learn(whose: Whose, { data }: Answer, asked: string): void {
    const told = [...JSON.stringify(data).matchAll(/"(?:id|conversationId|movedTo|key)":"([^"]+)"/g)];
    for (const [, id] of told) if (!asked.includes(id!) && !isTenantId(id!)) this.ids[whose].add(id!);
  }

  /** What of a business is in a text. */
  in(text: string, whose: Whose): string[] {
    return [`of ${whose}`, `@${whose}.example`, ...this.ids[whose]].filter((one) => text.includes(one));
  }
}

function variablesOf({ field, whose, named, numbers }: Call, secrets: Secrets): Record<string, unknown> {
  let at = 0;
  const of = <T>(list: readonly T[]): T => list[numbers[at++ % numbers.length]! % list.length]!;
  const own = secrets.idsOf(whose);
  const id = () => of(of([own, own, own.slice(-6), secrets.idsOf(otherOf(whose)), [whose, otherOf(whose)]]));
  /** Mostly of the kind that is asked for, as they were made when the world began. */
  const some = (index: number) => {
    const right = of([own, own, own, secrets.idsOf(otherOf(whose))])[index]!;
    return of([right, right, right, id()]);
  };
  const bookable = { serviceId: some(0), providerId: some(1) };
  const customer = { name: `Leo of ${whose}`, phone: '600111222' };
  const named_ = `Named of ${whose}`;
  const inputs: Partial<Record<Field, object>> = {
    'mutation.sendChatMessage': {
      ...{ conversationId: of([some(3), null]), seen: of([0, 1, 2, 3]), text: of([...TEXTS, id()]) },
    },
    'mutation.book': {
      ...{ ...bookable, requestId: `request-that-both-send-${of([1, 2, 3])}`, startsAt: of(STARTS), customer },
      notes: of([null, `Notes of ${whose}`]),
    },
    'mutation.rescheduleBooking': {
      ...{ requestId: `request-of-a-move-${of([1, 2])}`, startsAt: of(STARTS), providerId: of([null, some(1)]) },
    },
    'mutation.saveService': {
      ...{ id: of([null, some(0)]), name: named_, category: named_, durationMinutes: of([30, 60]) },
    },
    'mutation.saveProvider': { id: of([null, some(1)]), name: named_, serviceIds: of([[], [some(0)], [id()]]) },
    'mutation.createApiKey': { name: named_ },
  };
  const kind = field.endsWith('Key') ? 5 : field === 'query.conversation' ? 3 : 2;
  return {
    ...{
      ...bookable,
      id: some(kind),
      from: field === 'query.customerBookings' ? STARTS[0] : DAY,
      date: DAY,
      days: of([1, 7]),
      category: of([null, named_]),
    },
    ...{ weekday: of([1, 7]), hours: of(HOURS), overlapHours: of([0, 24]), input: inputs[field] },
    ...{ email: `eva@${of([whose, whose, otherOf(whose)])}.example`, conversationId: some(3) },
    ...(named !== 'none' && takesTenantId(field) && { tenantId: named === 'own' ? whose : otherOf(whose) }),
  };
}

/** Who owns both asks the one that they name: that is the one whose client they are then. */
const settled = (drawn: Call): Call =>
  drawn.who === 'an owner of both' && drawn.named === 'other'
    ? { ...drawn, whose: otherOf(drawn.whose), named: 'own' }
    : drawn;

test('whatever is asked of one business, nothing of the other is told, and nothing of it changes', async () => {
  const done = new Set<Field>();
  let foreign = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 10, maxLength: 40, size: 'max' }), async (calls) => {
      const world = await openTwoBusinesses();
      const secrets = new Secrets(world);
      for (const drawn of calls) {
        const one = settled(drawn);
        const { field, whose, who } = one;
        const other = otherOf(whose);
        const variables = variablesOf(one, secrets);
        const tenants = who === 'an owner of both' ? 'hair:OWNER garage:OWNER' : `${whose}:${who}`;
        const token = who === 'widget' ? world[whose].key : world.api.tokenOf(tenants);

        const before = JSON.stringify(world.town.dataOf(other));
        const answer = await world.api.ask(token, field, variables);
        expect(JSON.stringify(world.town.dataOf(other))).toBe(before);

        // What a client has said itself, an error may say again.
        const said = JSON.stringify(variables);
        const told = JSON.stringify({ data: answer.data, errors: answer.errors });
        const news = secrets.in(told, other).filter((secret) => !said.includes(secret));
        expect({ field, news }).toEqual({ field, news: [] });

        if (answer.errors.length === 0) done.add(field);
        if (secrets.in(said, other).length > 0) foreign += 1;
        secrets.learn(whose, answer, said);
        world.town.functions.runtime.time += 100;
      }
    }),
    { numRuns: 100 },
  );
  // Each field was answered, and not only refused; and what is the other's was tried.
  expect([...done].sort()).toEqual([...ROOT_FIELDS].sort());
  expect(foreign).toBeGreaterThan(500);
});
