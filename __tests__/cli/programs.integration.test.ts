import { join } from 'node:path';
import { version } from '../../package.json';
import { runToEnd } from '../support/child';

const cwd = join(__dirname, '../..');
const run = (file: string, option: string) =>
  runToEnd(process.execPath, ['--require', './bin/run.cjs', file, option], { cwd, env: process.env });

/** What an npm script runs that takes options, and the exit code for those that it does not know. */
describe.each([
  ['local/cli.ts', 2],
  ['rehearsal/cli.ts', 64],
  ['rehearsal/aws-cli.ts', 64],
  ['cli/compare-environments.ts', 1],
  ['bench/index.ts', 2],
  ['upgrading/index.ts', 64],
  ['cli/index.ts', 64],
])('%s', (file, usage) => {
  test.each(['-v', '--version'])('answers %s', async (option) => {
    expect(await run(file, option)).toEqual({
      status: 0,
      stdout: `trinity ${version}, Node ${process.versions.node}\n`,
      stderr: '',
    });
  });

  test('answers -h as it does --help', async () => {
    const [short, long] = await Promise.all([run(file, '-h'), run(file, '--help')]);
    expect(short).toMatchObject({ status: 0, stderr: '' });
    expect(short.stdout.split('\n').length).toBeGreaterThan(4);
    expect(long).toEqual(short);
  });

  test('says what an option that it does not know was meant to be', async () => {
    const { status, stdout, stderr } = await run(file, '--hlep');
    expect([status, stdout]).toEqual([usage, '']);
    expect(stderr).toMatch(/^Unknown option '--hlep'\. Did you mean --help\?/);
  });
});
