import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface EmulatedAccount {
  /** What points an AWS client, Terraform's provider included, at the account. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

const START_MS = 60_000;

/** An empty AWS account that moto emulates in memory, on a port that was free. */
export async function startAccount(account: string, region: string): Promise<EmulatedAccount> {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, MOTO_ACCOUNT_ID: account },
    stdio: 'ignore',
  });
  const exited = once(server, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    server.kill();
    await exited;
  };

  const deadline = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (Date.now() > deadline || server.exitCode !== null) {
      await close();
      throw new Error(`moto_server did not answer on ${endpoint} within ${START_MS / 1000} s`);
    }
    await setTimeout(200);
  }
  return {
    env: {
      ...process.env,
      AWS_PROFILE: undefined, // not the account of the person who runs the tests
      AWS_SESSION_TOKEN: undefined,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'emulated',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    close,
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
