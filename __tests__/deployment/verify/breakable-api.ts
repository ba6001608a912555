import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocal, type LocalRun } from '../../../local/run';
import { serveLoopback } from '../../../programs/loopback-server';
import type { Fault } from '../../../local/room-cache/tmdb';
import { DEFAULT_SYSTEM, sectionOf, type SystemName } from '../../../model/systems';
import { copyCheckout } from '../../support/checkout';

export interface GraphqlRequest {
  /** The field that is asked for, such as `createRoom`. */
  readonly field: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Between a client and the local run. Each part is undefined when nothing is broken. */
export interface Faults {
  /** Answers in place of the API; `drop` cuts the connection before the API was asked. `connection` tells them apart. */
  answer?: (request: GraphqlRequest, connection: number) => Answer | 'drop' | undefined;
  /** Changes `data` on its way back. */
  change?: (request: GraphqlRequest, data: Record<string, unknown>) => void;
  /** What TMDB does. */
  tmdb?: (() => Fault | undefined) | undefined;
}

export interface BreakableApi {
  readonly run: LocalRun;
  readonly endpoint: string;
  readonly apiKey: string;
  /** By which it is shown. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be set by a test, emptied by `mend`. */
  readonly faults: Faults;
  /** What was asked for since `mend`. */
  readonly requests: GraphqlRequest[];
  mend(): void;
  close(): Promise<void>;
}

/** An AppSync error, as the API answers it. */
export const refusal = (errorType: string, message: string, status = 200): Answer => ({
  status,
  body: { data: null, errors: [{ errorType, message }] },
});

/**
 * The real API of a system on this machine, behind a door that breaks what a test tells it to.
 *
 * @param section of the system in dev, whose file has none. Default: it has one
 */
export async function startBreakableApi(system: SystemName = DEFAULT_SYSTEM, section?: object): Promise<BreakableApi> {
  const checkout = copyCheckout();
  if (section) {
    const file = join(checkout.root, 'environments', 'dev.ts');
    const added = `systems: { ${sectionOf(system)}: ${JSON.stringify(section)},`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('systems: {', added));
  }
  const faults: Faults = {};
  const requests: GraphqlRequest[] = [];
  const run = await startLocal({
    ...{ root: checkout.root, system },
    films: { kind: 'local', options: { fault: () => faults.tmdb?.() } },
  });
  const door = await serveLoopback(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { query, variables = {} } = JSON.parse(text) as { query: string; variables?: GraphqlRequest['variables'] };
    const request = { field: /\{\s*(\w+)/.exec(query)?.[1] ?? '', variables };
    requests.push(request);
    let answer = faults.answer?.(request, incoming.socket.remotePort ?? 0);
    if (answer === 'drop') return void incoming.socket.destroy();
    if (!answer) {
      const shown = ['x-api-key', 'authorization'].map((name) => [name, incoming.headers[name]] as const);
      const given = Object.fromEntries(shown.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      const headers = { 'content-type': 'application/json', ...(given as Record<string, string>) };
      const reply = await fetch(run.endpoint, { method: 'POST', headers, body: text });
      const body = (await reply.json()) as { data?: Record<string, unknown> | null };
      if (body.data) faults.change?.(request, body.data);
      answer = { status: reply.status, body };
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  return {
    run,
    endpoint: `${door.endpoint}/graphql`,
    apiKey: run.apiKey!,
    headers: { 'x-api-key': run.apiKey! },
    faults,
    requests,
    mend() {
      for (const name of Object.keys(faults) as (keyof Faults)[]) delete faults[name];
      requests.length = 0;
    },
    async close() {
      await door.close();
      await run.close();
      checkout.remove();
    },
  };
}
