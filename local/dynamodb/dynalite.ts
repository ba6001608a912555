import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { messageOf, UserError } from '../user-error';
import { startWorker } from '../worker';
import { createDynamodbClient } from './client';

/** Tables live in memory, or in `dataDir/dynalite` (LevelDB). */
export async function startDynalite(dataDir?: string): Promise<{ endpoint: string; close(): Promise<void> }> {
  const path = dataDir === undefined ? undefined : join(dataDir, 'dynalite');
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const worker = startWorker(join(__dirname, 'dynalite-worker.ts'), { workerData: { path } });
  const endpoint = await new Promise<string>((resolve, reject) => {
    worker.once('error', (cause) => {
      const where = path === undefined ? 'dynalite does not start' : `dynalite cannot use ${path}`;
      const hint = path === undefined ? '' : '. Is another run using this directory?';
      reject(new UserError(`${where}: ${messageOf(cause)}${hint}`, { cause }));
    });
    worker.once('message', ({ port }: { port: number }) => {
      const url = `http://127.0.0.1:${port}`;
      void askOnce(url).then(() => resolve(url));
    });
  });
  return {
    endpoint,
    async close() {
      const closed = once(worker, 'exit');
      worker.postMessage('close');
      await closed;
    },
  };
}

/** LevelDB opens at the first request only: a directory that it cannot open shows here and not in a member's request. */
async function askOnce(endpoint: string): Promise<void> {
  const client = createDynamodbClient(endpoint);
  await client.send('ListTables', {}).catch(() => undefined);
  client.close();
}
