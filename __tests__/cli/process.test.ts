import { loadEnvironments } from '../../environments';
import { NAMES } from '../../environments/names';
import { version } from '../../package.json';
import { join } from 'node:path';
import { trinityAwayFromAws } from '../support/away-from-aws';

const names = loadEnvironments().map(({ name }) => name);

const root = join(__dirname, '../..');

const trinity = (...args: string[]) => trinityAwayFromAws(root, args);

interface Failure {
  readonly error: { readonly stage: string; readonly reason: string; readonly next: readonly string[] };
}

test('a command line that is not understood: 64', async () => {
  const { status, stdout, stderr } = await trinity('deploi', 'dev');
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toMatch(
    /^There is no command "deploi"\. Did you mean deploy\? There are [^]*\nbin\/trinity --help shows the commands\.\n$/,
  );
});

test('… as one JSON document for a program', async () => {
  const { status, stdout } = await trinity('status', '--json');
  expect(status).toBe(64);
  expect((JSON.parse(stdout) as Failure).error).toEqual({
    stage: 'usage',
    reason: 'The form is bin/trinity status ENVIRONMENT; found nothing after status.',
    next: [`Environments: ${names.join(', ')}. bin/trinity status --help shows what goes with it.`],
  });
});

test('an unknown environment: 10, for people on standard error, as one JSON document for a program', async () => {
  const { status, stdout, stderr } = await trinity('status', 'production', '--json');
  expect(status).toBe(10);
  expect(stderr).toBe(
    `There is no environment "production". There are: ${NAMES.join(', ')} (environments/).\nnext: Name one of them.\n`,
  );
  expect((JSON.parse(stdout) as Failure).error).toEqual({
    stage: 'invalid',
    reason: `There is no environment "production". There are: ${NAMES.join(', ')} (environments/).`,
    next: ['Name one of them.'],
  });
});

test('a preflight that fails: 11, and one JSON document with every check', async () => {
  const { status, stdout, stderr } = await trinity('preflight', 'dev', '--skip-gates', 'a test', '--json');
  expect(status).toBe(11);
  const { systems } = JSON.parse(stdout) as {
    systems: { checks: { name: string; outcome: { status: string; reason?: string } }[] }[];
  };
  expect(systems).toHaveLength(1); // the first of dev that fails ends it
  const { checks } = systems[0]!;
  expect(checks.map(({ name }) => name)).toContain('AWS account');
  const account = checks.find(({ name }) => name === 'AWS account');
  expect(account?.outcome).toMatchObject({ status: 'failed' });
  expect(account?.outcome.reason).toMatch(/^AWS does not answer: /);
  expect(stderr).toMatch(/\n\d of \d+ checks failed\n$/);
  expect(stderr).not.toMatch(/\n +at /); // no stack
});

test('AWS out of reach: one sentence, one JSON document', async () => {
  const { status, stdout, stderr } = await trinity('performance', 'dev', '--json');
  expect(status).toBe(11); // nothing was measured
  const { error } = JSON.parse(stdout) as Failure;
  expect(error.stage).toBe('preflight');
  expect(error.reason).toMatch(/^AWS does not answer: .*ECONNREFUSED/);
  expect(stderr).toMatch(/^dev:\nAWS does not answer: .*\nnext: Check the network and the AWS_ENDPOINT_URL variables/);
});

test('the help: 0, on standard output', async () => {
  const { status, stdout, stderr } = await trinity('--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Deploys Trinity's environments/);
});

test('--version: the version, and the Node that runs it', async () => {
  expect(await trinity('--version')).toEqual({
    status: 0,
    stdout: `trinity ${version}, Node ${process.versions.node}\n`,
    stderr: '',
  });
});
