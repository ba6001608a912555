import { openGitHub, type GitHub, type GitHubOptions } from '../../packages/plan-review/src/github/client';
import { startGitHub, type LocalGitHub } from './server';

/** A local GitHub and a client of it, in a time of their own: pauses take none, and are written down. */
export interface World {
  readonly server: LocalGitHub;
  /** Milliseconds */
  readonly pauses: number[];
  readonly client: (options?: Partial<GitHubOptions>) => GitHub;
}

const START = Date.parse('2026-03-01T12:00:00Z');

/** For `beforeEach`; each is stopped when its test ends. */
export async function startWorld(): Promise<World> {
  let time = START;
  const pauses: number[] = [];
  const server = await startGitHub(() => time);
  running.push(server);
  return {
    server,
    pauses,
    client: (options) =>
      openGitHub({
        url: server.url,
        token: server.state.token,
        now: () => time,
        random: () => 0.5,
        sleep(milliseconds) {
          pauses.push(milliseconds);
          time += milliseconds;
          return Promise.resolve();
        },
        ...options,
      }),
  };
}

const running: LocalGitHub[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** For `rejects` and `toThrow`: the message, the next step and the status of a GitHubError. */
export const refusal = (message: string | RegExp, next?: string | RegExp, status?: number): Error =>
  expect.objectContaining({
    name: 'GitHubError',
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
    ...(next !== undefined && { next: typeof next === 'string' ? next : (expect.stringMatching(next) as string) }),
    ...(status !== undefined && { status }),
  }) as Error;
