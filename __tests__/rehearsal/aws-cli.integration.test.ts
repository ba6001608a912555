import { join } from 'node:path';
import { runToEnd } from '../support/child';

const cwd = join(__dirname, '../..');
const run = (...args: string[]) =>
  runToEnd('npm', ['run', '--silent', 'aws', '--', ...args], { cwd, env: process.env });

test.each([
  [['stagign'], /^There is no environment "stagign"\. Did you mean staging\?/],
  [['dev', 'prod'], /^One environment at a time, found: dev, prod\.\n\nKeeps the rehearsal's AWS running/],
  [['--port'], /^Unknown option '--port'\.\n\nKeeps the rehearsal's AWS running/],
])('npm run aws -- %j: 64, before anything is started', async (args, message) => {
  const { status, stdout, stderr } = await run(...args);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toMatch(message);
});

test('npm run aws -- --help', async () => {
  expect(await run('--help')).toMatchObject({ status: 0, stderr: '' });
});
