/** The local run in a process of its own, so that the readers' work is not counted as the server's. Talks by messages. */
import { startLocal } from '../local/run';

/** What the benchmark is told when the server is ready. */
export interface ServerAddress {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly dynamodbEndpoint: string;
  readonly tables: readonly string[];
}

async function main(): Promise<void> {
  const run = await startLocal({ build: false });
  process.on('message', (message) => {
    if (message === 'counters') process.send?.(run.counters());
    if (message === 'close') void run.close().then(() => process.disconnect());
  });
  const tables = run.stack().tables.map(({ name }) => name);
  process.send?.({
    endpoint: run.endpoint,
    apiKey: run.apiKey,
    dynamodbEndpoint: run.dynamodbEndpoint,
    tables,
  } satisfies ServerAddress);
}

void main();
