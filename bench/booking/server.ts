/** The booking chat in a process of its own, so that the visitors' work is not counted as the server's. Talks by messages. */
import { startLocal, type Counters } from '../../local/run';
import type { FunctionName } from '../../model/booking/functions';

/** What the benchmark is told when the server is ready. */
export interface ServerAddress {
  readonly endpoint: string;
  readonly dynamodbEndpoint: string;
  /** By the last part of the functions' archives: MB. */
  readonly memory: Readonly<Record<string, number>>;
}

/** What the server is asked; each gets an answer but `close`. */
export type Question =
  'close' | 'counts' | { readonly fn: FunctionName; readonly payload: Readonly<Record<string, unknown>> };

/** What has happened since the start. */
export interface Counts extends Counters {
  /** Bytes of what the functions have logged, a newline each, by function's name. */
  readonly logBytes: Readonly<Record<string, number>>;
}

export interface Asked {
  readonly answer: unknown;
  /** From the call to the answer, in the server's process. */
  readonly ms: number;
}

async function main(): Promise<void> {
  const logBytes: Record<string, number> = {};
  const run = await startLocal({
    ...{ build: false, system: 'booking' },
    onEvent(event) {
      if (event.type !== 'function-log') return;
      const { functionName, line } = event;
      logBytes[functionName] = (logBytes[functionName] ?? 0) + Buffer.byteLength(line) + 1;
    },
  });
  const ask = async ({ fn, payload }: Exclude<Question, string>): Promise<Asked> => {
    const start = performance.now();
    const answer = await run.ask(fn, payload);
    return { answer, ms: performance.now() - start };
  };
  process.on('message', (question: Question) => {
    if (question === 'counts') process.send?.({ ...run.counters(), logBytes } satisfies Counts);
    else if (question === 'close') void run.close().then(() => process.disconnect());
    else
      void ask(question).then(
        (asked) => process.send?.(asked),
        (error: unknown) => process.send?.({ error: String(error) }),
      );
  });
  const { endpoint, dynamodbEndpoint } = run;
  const memory = Object.fromEntries(run.stack().functions.map(({ name, memorySize }) => [name, memorySize]));
  process.send?.({ endpoint, dynamodbEndpoint, memory } satisfies ServerAddress);
}

void main();
