import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { messageOf, UserError } from '../../programs/user-error';
import { startWorker } from '../worker';
import { createDynamodbClient } from './client';

/** Tables live in memory, or in `dataDir/dynalite` (LevelDB). */
export async function startDynalite(dataDir?: string): Promise<{ endpoint: string; close(): Promise<void> }> {
  const path = dataDir === undefined ? undefined : join(dataDir, 'dynalite');
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const worker = startWorker(join(__dirname, 'dynalite-worker.ts'), { workerData: { path } });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const fail = (cause: unknown): UserError => {
    const where = path === undefined ? 'dynalite does not start' : `dynalite cannot use ${path}`;
    const hint = path === undefined ? '' : '. Is another run using this directory?';
    return new UserError(`${where}: ${messageOf(cause)}${hint}`, { cause });
  };
  try {
    const endpoint = await new Promise<string>((resolve, reject) => {
      worker.once('error', (cause) => reject(fail(cause)));
      worker.once('message', ({ port }: { port: number }) => {
        const url = `http://127.0.0.1:${port}`;
        askOnce(url).then(
          () => resolve(url),
          (cause: unknown) => reject(fail(cause)),
        );
      });
    });
    return {
      endpoint,
      async close() {
        worker.postMessage('close');
        await ended;
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

/**
 * LevelDB opens at the first request only: a directory that it cannot open shows here and not in a member's request.
 *
 * @throws Error when it is not answered, or by an error
 */
async function askOnce(endpoint: string): Promise<void> {
  const client = createDynamodbClient(endpoint);
  await client.send('ListTables', {}).finally(() => client.close());
}
