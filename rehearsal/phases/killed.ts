import type { World } from '../world';
import { deployOptions, expectEnd, expectSame, preflight } from './phase';

/** Kills a deploy, Terraform included, at the moment at which it asks AWS for this. AWS does what it was asked. */
export async function killAt(
  { aws, shell, environment }: World,
  at: { readonly service: string; readonly operation: string },
): Promise<void> {
  let goOn = (): void => undefined;
  const until = new Promise<void>((resolve) => (goOn = resolve));
  const held = aws.inject({ ...at, times: 1, answer: { kind: 'hold', until } });
  const killed = shell.start('node', ['bin/trinity.cjs', 'deploy', environment.name, ...deployOptions()]);
  await Promise.race([held.reached, killed.ended.then((ended) => expectEnd(ended, -1))]);
  killed.kill();
  await killed.ended;
  goOn();
  await aws.settled(); // what nobody waits for is done, too
  held.remove();
}

/** As the runbook says: the lock is explained, and cleared by its id and no other. A local lock has ended with its process. */
export async function clearLock(world: World): Promise<void> {
  const { shell, environment } = world;
  if (environment.state.backend === 'local') return;
  const locked = await preflight(world, 'stale-lock');
  expectEnd(locked, 11, `The state of ${environment.name} is locked`);
  const LOCK_ID = new RegExp(`npx trinity unlock ${environment.name} ([\\w-]+)`).exec(locked.stderr)?.[1] ?? '';
  const unlock = { runbook: 'stale-lock', command: 'npx trinity unlock staging LOCK_ID' } as const;
  const other = await shell.follow({ ...unlock, values: { LOCK_ID: '00000000-0000-0000-0000-000000000000' } });
  expectSame(other.code === 0, false, "whether another lock's id clears this one");
  expectEnd(await shell.follow({ ...unlock, values: { LOCK_ID } }), 0);
}
