import { omit } from '../../keys/entries';
import type { FunctionName } from '../../model/booking/functions';
import { bookedItem } from './booked';
import { openBusiness, timeInWords, Widget, type Reply, type Slot } from './business';
import { counted, type Counted } from './counted';
import { functionIn, inWorld } from './world';

export interface ConversationFigures {
  /** From the greeting to the booking; each as a visitor types it, with what it costs. */
  readonly messages: readonly { readonly text: string; readonly step: string; readonly counted: Counted }[];
  /** Of all of them together. */
  readonly whole: Counted;
  /** Of letting a key in, which AppSync asks anew when its answer has aged. */
  readonly authorizer: Counted;
  /** What Lambda bills by, of those functions that it calls. */
  readonly functions: Readonly<Partial<Record<FunctionName, { readonly memoryMB: number; readonly ms: number }>>>;
}

/** Conversations, and keys that are let in, for the milliseconds that each takes. */
const RUNS = 20;

/** Counts a conversation message by message, as one visitor has it, alone. */
export async function measureConversation(quick: boolean): Promise<ConversationFigures> {
  return inWorld(async (world) => {
    const business = await openBusiness(world, ['Ana', 'Luis'], 2);
    const widget = new Widget(world, business);
    const slots = (await widget.slots(business.providerIds[0])).filter((_, index) => index % 3 === 0);

    let sum = 0;
    let messages = 0;
    const talk = async (
      slot: Slot,
      around: (text: string, say: () => Promise<Reply>) => Promise<Reply>,
      from = widget,
    ) => {
      let last: Reply | undefined;
      for (const text of saidOf(slot)) last = await around(text, () => from.say(text, last));
      if (last?.step !== 'BOOKED') throw new Error(`Nothing is booked at ${last?.step}: ${last?.texts.join(' ')}`);
    };
    for (const slot of slots.slice(1, quick ? 4 : 1 + RUNS)) {
      await talk(slot, async (_, say) => {
        const start = performance.now();
        const reply = await say();
        sum += performance.now() - start;
        messages += 1;
        return reply;
      });
    }

    const [first] = slots;
    const each: ConversationFigures['messages'][number][] = [];
    // A key of its own is let in now: one that is asked about anew in the middle would be counted with a message.
    const other = new Widget(world, business, business.keys[1]);
    await other.slots(business.providerIds[0]);
    const listened = async (text: string, say: () => Promise<Reply>): Promise<Reply> => {
      let reply: Reply | undefined;
      const cost = await counted(
        world,
        async () => void (reply = await say()),
        () => bookedItem(world, business, first!.startsAt),
      );
      each.push({ text, step: reply!.step, counted: omit(cost, 'operations') });
      return reply!;
    };
    await talk(first!, listened, other);

    const event = { authorizationToken: business.keys[0]!.key, requestHeaders: {} };
    let authorizerMs = 0;
    for (let run = 0; run < RUNS; run += 1) authorizerMs += (await world.ask('authorizer', event)).ms / RUNS;
    const authorizer = await counted(world, async () => void (await world.ask('authorizer', event)));
    for (const one of [widget, other]) one.close();
    const memoryOf = (fn: FunctionName) => world.memory[functionIn(fn)]!;
    return {
      messages: each,
      whole: each.map(({ counted }) => counted).reduce(added),
      authorizer: omit(authorizer, 'operations'),
      functions: {
        agent: { memoryMB: memoryOf('agent'), ms: sum / messages },
        authorizer: { memoryMB: memoryOf('authorizer'), ms: authorizerMs },
      },
    };
  });
}

/** All that a visitor says who books a time. */
const saidOf = ({ free: [first] }: Slot): readonly string[] => [
  'Hola',
  'Quiero un corte con Ana',
  timeInWords(first!.localTime),
  'Me llamo Eva Ruiz, 600 123 456',
  'sí',
];

/** Two costs as one. */
function added(one: Counted, other: Counted): Counted {
  const merged = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.keys({ ...a, ...b }).map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
  return {
    requests: one.requests + other.requests,
    readUnits: one.readUnits + other.readUnits,
    writeUnits: one.writeUnits + other.writeUnits,
    indexUnits: one.indexUnits + other.indexUnits,
    invocations: merged(one.invocations, other.invocations),
    logBytes: merged(one.logBytes, other.logBytes),
  };
}
