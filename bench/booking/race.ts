import { randomUUID } from 'node:crypto';
import { latencyOf, spreadOf, type Comparison } from '../load';
import { median } from '../statistics';
import { take } from './bare';
import { openBusiness, timeInWords, Widget, type Business, type Reply, type Slot } from './business';
import { counted, type Counted } from './counted';
import { bookedItem } from './booked';
import { inWorld, type World } from './world';

export interface RaceFigures {
  readonly visitors: number;
  /** Of each race, how many have the time in the end: as they were told, and as the provider's day has it. */
  readonly told: readonly number[];
  readonly booked: readonly number[];
  /** The first sentence of what the others were told, each once. */
  readonly others: readonly string[];
  /** Of a race, on average. */
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** From the others' yes to their answer, beside as many writes of one item, each on the condition that it is free. */
  readonly latency: Omit<Comparison, 'readers'>;
}

const VISITORS = 50;

/** Lets visitors who have been shown the same time say yes at once, each in a chat. */
export async function measureRace(quick: boolean): Promise<RaceFigures> {
  return inWorld(async (world) => {
    const count = quick ? 2 : 9;
    const business = await openBusiness(world, ['Ana'], count + 1);
    const [first, ...keys] = business.keys;
    const looking = new Widget(world, business, first);
    const slots = (await looking.slots()).filter((_, index) => index % 3 === 0);
    looking.close();
    const told: number[] = [];
    const booked: number[] = [];
    const others = new Set<string>();
    const costs: Counted[] = [];
    const waited: { readonly ours: number[]; readonly bare: number[] }[] = [];
    for (const [race, key] of keys.entries()) {
      const slot = slots[race]!;
      const widget = new Widget(world, business, key); // let in now: it is not asked about anew in the middle
      const ready = await Promise.all(Array.from({ length: VISITORS }, () => shown(widget, slot)));
      const answers: { readonly reply: Reply; readonly ms: number }[] = [];
      const yes = async (last: Reply) => {
        const start = performance.now();
        const reply = await widget.say('sí', last);
        answers.push({ reply, ms: performance.now() - start });
      };
      const bare = await takenBare(world, business);
      const cost = await counted(
        world,
        async () => void (await Promise.all(ready.map(yes))),
        () => bookedItem(world, business, slot.startsAt),
      );
      const lost = answers.filter(({ reply }) => reply.step !== 'BOOKED');
      costs.push(cost);
      told.push(answers.length - lost.length);
      booked.push(await standing(world, business, slot));
      for (const { reply } of lost) others.add(reply.texts[0]!);
      waited.push({ ours: lost.map(({ ms }) => ms), bare });
      widget.close();
    }
    const average = (of: (cost: Counted) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length;
    return {
      ...{ visitors: VISITORS, told, booked, others: [...others] },
      requests: average(({ requests }) => requests),
      readUnits: average(({ readUnits }) => readUnits),
      writeUnits: average(({ writeUnits }) => writeUnits),
      latency: {
        ours: latencyOf(waited.flatMap(({ ours }) => ours)),
        bare: latencyOf(waited.flatMap(({ bare }) => bare)),
        ratio: spreadOf(waited.map(({ ours, bare }) => median(ours) / median(bare))),
      },
    };
  });
}

/** A conversation in which only a yes is missing. */
async function shown(widget: Widget, { free: [first] }: Slot): Promise<Reply> {
  const asked = await widget.say(`Quiero un corte con Ana ${timeInWords(first!.localTime)}`);
  const reply = await widget.say('Me llamo Eva Ruiz, 600 123 456', asked);
  if (reply.step !== 'CONFIRM') throw new Error(`The agent asks ${reply.step}: ${reply.texts.join(' ')}`);
  return reply;
}

/** Milliseconds of those who came too late. */
async function takenBare({ dynamodb, tables }: World, { tenantId }: Business): Promise<number[]> {
  const day = randomUUID();
  const late: number[] = [];
  const taken = await Promise.all(
    Array.from({ length: VISITORS }, async (_, visitor) => {
      const { operation, input } = take(tables.availability, tenantId, day, String(visitor));
      const start = performance.now();
      const { statusCode } = await dynamodb.exchange(operation, JSON.stringify(input));
      if (statusCode !== 200) late.push(performance.now() - start);
      return statusCode === 200;
    }),
  );
  const count = taken.filter(Boolean).length;
  if (count !== 1) throw new Error(`${count} bare writes have one cell`);
  return late;
}

/** Bookings of the provider's day that have this time. */
async function standing(world: World, business: Business, { startsAt, free: [first] }: Slot): Promise<number> {
  const listed = await world.get<readonly { readonly startsAt: string; readonly status: string }[]>(
    ...(['bookings', 'bookings'] as const),
    { tenantId: business.tenantId, providerId: first!.providerId, date: first!.localTime.slice(0, 10) },
  );
  return listed.filter((one) => one.startsAt === startsAt && one.status === 'CONFIRMED').length;
}
