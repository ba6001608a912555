import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

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

describe('arguments', () => {
  it.each([
    [['--colour'], "Unknown option '--colour'. See npm start -- --help."],
    [['--port', 'http'], '--port "http" is no port. Ports are 1 to 65535, and 0 for any free one.'],
    [['--port', '65536'], '--port "65536" is no port.'],
    [['--dynamodb', 'aws'], '--dynamodb "aws" is unknown. There are dynalite and local'],
    [['--tmdb-url', 'themoviedb'], '--tmdb-url "themoviedb" is no http address.'],
    [['dev', 'prod'], 'One environment at a time, found: dev, prod.'],
  ])('%j are refused with exit code 2', async (args, message) => {
    const { code, says } = await complaint(args);
    expect(says).toContain(message);
    expect(says.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('are explained by --help', async () => {
    const { code, started } = await complaint(['--help']);
    expect(code).toBe(0);
    const help = started.output.join('\n');
    for (const option of ['--port', '--dynamodb', '--data', '--tmdb-url', '--no-demo', '--json', '--verbose']) {
      expect(help).toContain(option);
    }
  });
});

describe('what cannot start', () => {
  /** One message, no stack, exit code 1, nothing left. */
  async function refusal(args: string[], environment?: NodeJS.ProcessEnv): Promise<string> {
    const { code, says, started } = await complaint(['--json', '--no-demo', '--port', '0', ...args], environment);
    expect(code).toBe(1);
    expect(says).not.toMatch(/^\s+at /m);
    expect(started.output).toEqual([]);
    await groupEnds(started.child.pid);
    return says;
  }

  it('is an environment that does not exist', async () => {
    expect(await refusal(['production'])).toContain(
      'There is no environment "production". There are: dev, prod, staging (environments/).',
    );
  });

  it('is a port in use, which is noticed before anything is built', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const says = await refusal(['--port', String(port)]);
    server.close();
    expect(says).toContain(`Port ${port} of 127.0.0.1 is in use.`);
    expect(says).not.toContain('Bundled');
  });

  it('is DynamoDB Local without Java', async () => {
    const says = await refusal(['--dynamodb', 'local'], { PATH: '/nowhere' });
    expect(says).toContain(
      'DynamoDB Local needs Java 17 or later, and there is no `java` on the PATH. Install it, or use --dynamodb dynalite.',
    );
  });

  it('is a resolver that breaks the rules of AppSync', async () => {
    const broken = copyCheckout();
    const code = 'export function request(ctx) { for (;;) {} }\nexport function response() {}\n';
    writeFileSync(join(broken.root, 'api/resolvers/query.genres.ts'), code);
    const started = startCli(broken.root, ['--json', '--no-demo', '--port', '0']);
    expect(await started.ended).toBe(1);
    expect(started.errors()).toMatch(/The API trinity-api-dev cannot run:\n {2}Query\.genres:\d+ {2}\S/);
    expect(started.errors()).not.toMatch(/^\s+at /m);
    broken.remove();
  });

  it('is a stack whose function has no source', async () => {
    const broken = copyCheckout();
    rmSync(join(broken.root, 'functions/movie/index.ts'));
    const started = startCli(broken.root, ['--json', '--no-demo', '--port', '0']);
    expect(await started.ended).toBe(1);
    expect(started.errors()).toMatch(/movie/);
    expect(started.errors()).not.toMatch(/^\s+at /m);
    broken.remove();
  });

  it('is an environment with a mistake', async () => {
    const broken = copyCheckout();
    writeFileSync(join(broken.root, 'environments/dev.ts'), "export const dev = { name: 'dev' };\n");
    const started = startCli(broken.root, ['--json', '--no-demo', '--port', '0']);
    expect(await started.ended).toBe(1);
    expect(started.errors()).toContain('The synthesis failed:');
    expect(started.errors()).not.toMatch(/^\s+at /m);
    broken.remove();
  });
});

describe('stopping', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with exit code 0', async (signal) => {
    const started = startCli(checkout.root, ['--json', '--no-demo', '--port', '0']);
    await started.ready;
    started.child.kill(signal);
    expect(await started.ended).toBe(0);
    await groupEnds(started.child.pid);
  });

  it('during the start ends with exit code 130, and prints nothing on standard output', async () => {
    const started = startCli(checkout.root, ['--json', '--no-demo', '--port', '0']);
    await started.says('Bundled');
    expect(await started.interrupt()).toBe(130);
    expect(started.output).toEqual([]);
    await groupEnds(started.child.pid);
  });
});
