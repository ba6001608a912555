/** The local run in a process of its own, so that the readers' work is not counted as the server's. Talks by messages. */
import { createDynamodbClient } from '../../local/dynamodb';
import { startLocal, type LocalRun } from '../../local/run';
import { bareSender, type BareRequests } from './bare';
import { pageQuery } from './client';
import { compareLatency, sendFromReaders, type Comparison } from '../load';

/** What the benchmark is told when the server is ready. */
export interface ServerAddress {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly dynamodbEndpoint: string;
  readonly tables: readonly string[];
}

/** Asks for the latencies of pages that are read inside the server's process. */
export interface EmbeddedRequest {
  readonly roomId: string;
  /** The bare requests of a page, low-level JSON. */
  readonly bare: BareRequests;
  readonly readersAtOnce: readonly number[];
}

async function main(): Promise<void> {
  const run = await startLocal({ build: false });
  process.on('message', (message: 'counters' | 'close' | EmbeddedRequest) => {
    if (message === 'counters') process.send?.(run.counters());
    else if (message === 'close') void run.close().then(() => process.disconnect());
    else void measureEmbedded(run, message).then((latencies) => process.send?.(latencies));
  });
  const tables = run.stack().tables.map(({ name }) => name);
  const { endpoint, apiKey, dynamodbEndpoint } = run;
  process.send?.({ endpoint, apiKey: apiKey!, dynamodbEndpoint, tables } satisfies ServerAddress);
}

async function measureEmbedded(run: LocalRun, { roomId, bare, readersAtOnce }: EmbeddedRequest): Promise<Comparison[]> {
  const dynamodb = createDynamodbClient(run.dynamodbEndpoint);
  const sendPage = async (): Promise<void> => {
    const request = { query: pageQuery, variables: { roomId, from: 0, limit: 30 }, apiKey: run.apiKey! };
    const { status, body } = await run.execute(request);
    if (status !== 200 || 'errors' in body) throw new Error(`a page failed: ${JSON.stringify(body)}`);
    JSON.stringify(body); // a client gets text
  };
  const sendBare = bareSender(dynamodb, bare);
  await sendFromReaders(10, 50, sendPage);
  await sendFromReaders(10, 50, sendBare);
  const latencies: Comparison[] = [];
  for (const readers of readersAtOnce) latencies.push(await compareLatency(readers, sendPage, sendBare));
  dynamodb.close();
  return latencies;
}

void main();
