import { randomUUID } from 'node:crypto';
import { conversationOf } from '../../model/booking/items/keys';
import { compareLatency, type Comparison } from '../load';
import { bareSender, expectSame, messageStages } from './bare';
import { dayInWords, firstDay, openBusiness, Widget, type Reply } from './business';
import { counted, type Counted, type Item } from './counted';
import { daysFrom } from './days';
import { inWorld } from './world';

export interface MessageFigures {
  /** Of a message that makes the agent look for free times of a day, the first one of its conversation. */
  readonly counted: Counted;
  /** Beside its requests of DynamoDB, bare. */
  readonly latencies: readonly Comparison[];
}

const VISITORS_AT_ONCE = [1, 50];
/** Widgets of the business: a key may be used some thousand times in a minute. */
const KEYS = 10;

/** Measures a message over HTTP against the local run in another process. */
export async function measureMessage(quick: boolean): Promise<MessageFigures> {
  return inWorld(async (world) => {
    const business = await openBusiness(world, ['Ana', 'Luis'], KEYS);
    const widgets = business.keys.map((key) => new Widget(world, business, key));
    const text = `Quiero un corte con Ana ${dayInWords(firstDay())}`;
    let turn = 0;
    const say = async (): Promise<Reply> => {
      const reply = await widgets[(turn += 1) % widgets.length]!.say(text);
      if (reply.step !== 'TIME') throw new Error(`The agent asks ${reply.step}: ${reply.texts.join(' ')}`);
      return reply;
    };
    // Keys are let in, functions are loaded, and each remembers when the business opens.
    await Promise.all(Array.from({ length: Math.max(...VISITORS_AT_ONCE) }, say));
    let last: Reply | undefined;
    const { operations, ...cost } = await counted(world, async () => void (last = await say()));

    const Key = {
      tenantConversation: { S: conversationOf(business.tenantId, last!.conversationId).tenantConversation },
    };
    const { Item: saved } = await world.dynamodb.send('GetItem', { TableName: world.tables.conversations, Key });
    const stages = () =>
      messageStages(
        ...([world, business, business.keys[(turn += 1) % KEYS]!] as const),
        { id: randomUUID(), saved: saved as Item },
        daysFrom(firstDay(), 1),
      );
    expectSame('A message', operations, stages());
    const sendBare = bareSender(world.dynamodb, stages);
    const latencies: Comparison[] = [];
    for (const visitors of VISITORS_AT_ONCE) {
      latencies.push(await compareLatency(visitors, async () => void (await say()), sendBare, quick ? FEW : {}));
    }
    for (const widget of widgets) widget.close();
    return { counted: cost, latencies };
  });
}

const FEW = { requests: 20, rounds: 2 };
