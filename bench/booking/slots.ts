import { randomUUID } from 'node:crypto';
import { compareLatency, type Comparison } from '../load';
import { bareSender, expectSame, weekOfAllStages, weekStages } from './bare';
import { firstDay, openBusiness, Widget, type Slot } from './business';
import { counted, type Counted } from './counted';
import { daysFrom, plus } from './days';
import { inWorld } from './world';

/** Of one answer with free times. */
interface Answer {
  readonly counted: Counted;
  readonly slots: number;
  /** Of JSON: what the widget gets. */
  readonly bytes: number;
  /** Beside its requests of DynamoDB, bare. */
  readonly latency: Comparison;
}

export interface SlotsFigures {
  readonly providers: number;
  /** Of them, in the week. */
  readonly bookings: number;
  /** A week of one provider. */
  readonly one: Answer;
  /** A week of whoever is free. */
  readonly all: Answer;
}

const PROVIDERS = 20;
/** Of each provider, each day of the week. */
const BOOKINGS = 3;
const WEEK = 7;

/** Measures free times of a week, of a business where some of it is booked. */
export async function measureSlots(quick: boolean): Promise<SlotsFigures> {
  return inWorld(async (world) => {
    const names = Array.from({ length: PROVIDERS }, (_, index) => `Ana ${index + 1}`);
    const business = await openBusiness(world, names);
    const widget = new Widget(world, business);
    let bookings = 0;
    for (const providerId of business.providerIds) {
      for (const startsAt of someOf(await widget.slots(providerId))) {
        const input = {
          serviceId: business.serviceId,
          providerId,
          startsAt,
          customer: { name: 'Eva', phone: '600123456' },
        };
        await world.get('bookings', 'book', {
          ...{ tenantId: business.tenantId, input: { requestId: randomUUID(), ...input } },
        });
        bookings += 1;
      }
    }

    const measured = async (providerId?: string): Promise<Answer> => {
      let found: readonly Slot[] = [];
      const ask = async () => void (found = await widget.slots(providerId));
      await ask(); // the key is let in, and the function is loaded
      const { operations, ...cost } = await counted(world, ask);
      const dates = daysFrom(firstDay(), WEEK);
      const stages =
        providerId === undefined
          ? weekOfAllStages(world, business, dates)
          : weekStages(world, business, providerId, dates);
      expectSame('A week', operations, stages);
      const runs = quick ? { requests: 10, rounds: 2 } : { requests: 40 };
      const latency = await compareLatency(
        1,
        ask,
        bareSender(world.dynamodb, () => stages),
        runs,
      );
      return { counted: cost, slots: found.length, bytes: Buffer.byteLength(JSON.stringify(found)), latency };
    };
    const [one, all] = [await measured(business.providerIds[0]), await measured()];
    widget.close();
    return { providers: PROVIDERS, bookings, one, all };
  });
}

/** As many times of each day as are booked, an hour and more apart. */
function someOf(slots: readonly Slot[]): string[] {
  return Array.from({ length: WEEK }, (_, day) => plus(firstDay(), day)).flatMap((date) => {
    const ofDay = slots.filter(({ free }) => free[0]?.localTime.startsWith(date));
    return [0, 6, 12].slice(0, BOOKINGS).map((index) => ofDay[index]!.startsAt);
  });
}
