import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { loadEnvironment } from '../../environments';
import { nameIn, resourceOf } from '../../environments/physical-name';
import { keysOf } from '../../keys/entries';
import { createDynamodbClient, type DynamodbClient } from '../../local/dynamodb';
import type { FunctionName } from '../../model/booking/functions';
import { TABLES, type TableName } from '../../model/booking/tables';
import { withServer } from '../server';
import type { Asked, Counts, Question, ServerAddress } from './server';

/** The booking chat on this machine, and its tables without it. */
export interface World {
  readonly endpoint: string;
  readonly dynamodb: DynamodbClient;
  /** Of dev. */
  readonly tables: Readonly<Record<TableName, string>>;
  /** MB, by function's name in dev. */
  readonly memory: ServerAddress['memory'];
  counts(): Promise<Counts>;
  /** Asks a function, as who runs the booking chat may. @returns what it answers, as it is */
  ask(fn: FunctionName, payload: Readonly<Record<string, unknown>>): Promise<Asked>;
  /** The same, of a task that gives a value. @throws Error when it refuses */
  get<T>(fn: FunctionName, action: string, payload: Readonly<Record<string, unknown>>): Promise<T>;
}

const dev = loadEnvironment('dev');

/** How a function is called in dev. */
export const functionIn = (fn: FunctionName): string => nameIn(dev, 'booking', fn);

/** One for each measurement: what another has left is not read. */
export async function inWorld<T>(use: (world: World) => Promise<T>): Promise<T> {
  return withServer('booking/server.ts', [], async (server, address: ServerAddress) => {
    const dynamodb = createDynamodbClient(address.dynamodbEndpoint);
    const ask: World['ask'] = (fn, payload) => answerOf<Asked>(server, { fn, payload });
    const world: World = {
      ...{ endpoint: address.endpoint, memory: address.memory, dynamodb, ask },
      tables: Object.fromEntries(
        keysOf(TABLES).map((table) => [table, nameIn(dev, 'booking', resourceOf(table))]),
      ) as World['tables'],
      counts: () => answerOf<Counts>(server, 'counts'),
      async get(fn, action, payload) {
        const { answer } = await ask(fn, { action, ...payload });
        const said = answer as { ok: boolean; value?: unknown; message?: string };
        if (!said.ok) throw new Error(`${action} of the function ${fn} failed: ${said.message ?? ''}`);
        return said.value as never;
      },
    };
    try {
      return await use(world);
    } finally {
      dynamodb.close();
    }
  });
}

/** One at a time. */
async function answerOf<T>(server: ChildProcess, question: Question): Promise<T> {
  server.send(question);
  const [answer] = (await once(server, 'message')) as [T & { error?: string }];
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
