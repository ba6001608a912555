import { runToEnd, type Finished } from './child';

/** The command line of a checkout as a process, away from everybody's credentials and from AWS. */
export function trinityAwayFromAws(root: string, args: readonly string[]): Promise<Finished> {
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: 'emulated',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9', // the discard port, at which nobody listens
    AWS_MAX_ATTEMPTS: '1',
  };
  return runToEnd(process.execPath, ['bin/trinity', ...args], { cwd: root, env });
}
