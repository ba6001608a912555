import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installProvider } from '../../rehearsal/provider';
import { copyCheckout } from '../support/checkout';
import { runToEnd } from '../support/child';
import { Member } from '../support/graphql-client';
import { describeUnless, whyMissing } from '../support/loud-skip';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;
if (provider?.why === undefined && provider) rmSync(provider.directory, { recursive: true });

describeUnless(noTools ?? provider?.why, 'npm run aws', () => {
  test('says lines to paste, after which cdktf deploys and a room fills; Ctrl-C ends it', async () => {
    const checkout = copyCheckout();
    for (const part of ['cli', 'deployment', 'import', 'packages']) {
      cpSync(join(__dirname, '../..', part), join(checkout.root, part), { recursive: true });
    }
    const aws = spawn(process.execPath, ['--require', './bin/run.cjs', 'rehearsal/aws-cli.ts'], {
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true, // a group of its own, as of a terminal's job
    });
    const ended = once(aws, 'close');
    try {
      let said = '';
      const ready = new Promise<void>((resolve, reject) => {
        aws.stdout.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (said.includes('npx cdktf deploy staging')) resolve();
        });
        aws.once('close', (code) => reject(new Error(`It ended with ${String(code)}: ${said}`)));
      });
      await ready;
      const pasted = said.match(/^ {2}(?:export|unset) .*$/gm) ?? [];
      const script = [
        ...['set -e', ...pasted],
        'bin/trinity preflight staging-room-cache --skip-gates "a test" --json > preflight.json || test $? = 11',
        'npx cdktf deploy staging --skip-provider-lock --auto-approve >&2',
        'cd cdktf.out/stacks/staging',
        'terraform plan -detailed-exitcode >&2',
        'terraform output -json',
      ];
      // A person's shell may have anything: the lines take what misleads out.
      const env = { ...process.env, AWS_PROFILE: 'mine', AWS_SESSION_TOKEN: 'expired', AWS_REGION: 'us-east-1' };
      const deployed = await runToEnd('bash', ['-c', script.join('\n')], { cwd: checkout.root, env });
      expect({ ...deployed, stdout: '' }).toMatchObject({ status: 0 });
      // All but the placeholders is in order.
      const { checks } = JSON.parse(readFileSync(join(checkout.root, 'preflight.json'), 'utf8')) as {
        checks: readonly { readonly name: string; readonly outcome: { readonly status: string } }[];
      };
      expect(checks.filter(({ outcome }) => outcome.status === 'failed').map(({ name }) => name)).toEqual([
        'required files', // the copy is no git checkout, and has no lock file
        'configuration',
      ]);
      const outputs = JSON.parse(deployed.stdout) as Record<string, { readonly value: string }>;
      const member = new Member(outputs.graphql_endpoint!.value, outputs.api_key!.value);
      const room = await member.createRoom();
      expect((await member.films(room.id, 30, 30)).length).toBe(30);
      expect(said).toMatch(/^trinity-cache-staging {2}\{.*fill done/m);
    } finally {
      process.kill(-aws.pid!, 'SIGINT');
      checkout.remove();
    }
    expect(await ended).toEqual([0, null]);
  }, 600_000);
});
