import { createServer, type AddressInfo } from 'node:net';

import { copyCheckout } from '../support/checkout';
import { groupEnds } from '../support/group-ends';
import { startCli, type Started } from '../support/start';

const checkout = copyCheckout();
afterAll(() => checkout.remove());

/** What it says when it ends by itself. */
async function complaint(
  args: string[],
  environment?: NodeJS.ProcessEnv,
): Promise<{ code: number | null; says: string; started: Started }> {
  const started = startCli(checkout.root, args, environment);
  const code = await started.ended;
  return { code, says: started.errors(), started };
}

test('arguments are refused with exit code 2, in one line', async () => {
  const { code, says } = await complaint(['--port', 'http']);
  expect(says).toBe('--port "http" is no port. Ports are 1 to 65535, and 0 for any free one.\n');
  expect(code).toBe(2);
});

test('arguments are explained by --help', async () => {
  const { code, started } = await complaint(['--help']);
  expect(code).toBe(0);
  const help = started.output.join('\n');
  for (const option of ['--port', '--dynamodb', '--data', '--tmdb-url', '--no-demo', '--json', '--verbose']) {
    expect(help).toContain(option);
  }
});

describe('what cannot start', () => {
  /** One message, no stack, exit code 1, nothing left. */
  async function refusal(args: string[], environment?: NodeJS.ProcessEnv): Promise<string> {
    const { code, says, started } = await complaint(['--json', '--no-demo', ...args], environment);
    expect(code).toBe(1);
    expect(says).not.toMatch(/^\s+at /m);
    expect(started.output).toEqual([]);
    await groupEnds(started.child.pid);
    return says;
  }

  test('is a port in use, which is noticed before anything is built', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const says = await refusal(['--port', String(port)]);
    server.close();
    expect(says).toContain(`Port ${port} of 127.0.0.1 is in use.`);
    expect(says).not.toContain('Bundled');
  });

  test('is DynamoDB Local without Java', async () => {
    const says = await refusal(['--port', '0', '--dynamodb', 'local'], { PATH: '/nowhere' });
    expect(says).toContain(
      'DynamoDB Local needs Java 17 or later, and there is no `java` on the PATH. Install it, or use --dynamodb dynalite.',
    );
  });
});

/** Ctrl-C while it runs ends every other e2e test. */
describe('stopping', () => {
  test('by SIGTERM ends with exit code 0', async () => {
    const started = startCli(checkout.root, ['--json', '--no-demo', '--port', '0']);
    await started.ready;
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    await groupEnds(started.child.pid);
  });

  test('during the start ends with exit code 130, and prints nothing on standard output', async () => {
    const started = startCli(checkout.root, ['--json', '--no-demo', '--port', '0']);
    await started.says('Bundled');
    expect(await started.interrupt()).toBe(130);
    expect(started.output).toEqual([]);
    await groupEnds(started.child.pid);
  });
});
