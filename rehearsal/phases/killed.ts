import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Fault } from '../aws';
import { clientsOf } from '../clients';
import { stackOf, stateOf, type World } from '../world';
import { deployOptions, expectEnd, expectSame, preflight } from './phase';

/** A request at which something is killed. */
export type Moment = Pick<Fault, 'service' | 'operation' | 'about' | 'after'>;

/**
 * Kills a command, Terraform included, at the moment at which it has asked AWS for all of this and has heard of none. AWS does
 * what it was asked.
 *
 * @param args of `trinity`
 */
export async function killAt(
  { aws, shell }: World,
  args: readonly string[],
  ...moments: readonly [Moment, ...Moment[]]
): Promise<void> {
  const held = moments.map((at) => aws.inject({ ...at, times: 1, answer: { kind: 'hold' } }));
  const killed = shell.start('bin/trinity', args);
  const reached = Promise.all(held.map((one) => one.reached));
  await Promise.race([reached, killed.ended.then((ended) => expectEnd(ended, -1))]);
  killed.kill();
  await killed.ended;
  // Once the provider, which serves the next command, too, has dropped what it was doing; then what nobody waits for is done.
  await aws.settled();
  for (const one of held) one.remove();
}

export const deployArguments = (world: World, options?: Parameters<typeof deployOptions>[1]): readonly string[] => [
  ...['deploy', world.shell.operand('deploy')],
  ...deployOptions(world, options),
];

/** As the runbook says: the lock is explained, and cleared by its id and no other. A local lock has ended with its process. */
export async function clearLock(world: World): Promise<void> {
  const { shell, environment } = world;
  if (environment.state.backend === 'local') return;
  const locked = await preflight(world, 'stale-lock');
  expectEnd(locked, 11, `The state of ${stackOf(world)} is locked`);
  const LOCK_ID = new RegExp(`bin/trinity unlock ${stackOf(world)} ([\\w-]+)`).exec(locked.stderr)?.[1] ?? '';
  const unlock = { runbook: 'stale-lock', command: 'bin/trinity unlock staging LOCK_ID' } as const;
  const other = await shell.follow({ ...unlock, values: { LOCK_ID: '00000000-0000-0000-0000-000000000000' } });
  expectSame(other.code === 0, false, "whether another lock's id clears this one");
  expectEnd(await shell.follow({ ...unlock, values: { LOCK_ID } }), 0);
}

/** The same without looking on the way: the lock itself says its id. */
export async function unlock(world: World): Promise<void> {
  const { aws, shell, environment } = world;
  const state = stateOf(world);
  if (state.backend === 'local') return;
  const lock = { Bucket: state.bucket, Key: `${state.key}.tflock` };
  const { Body } = await clientsOf(aws, environment.region).s3.send(new GetObjectCommand(lock));
  const { ID } = JSON.parse((await Body?.transformToString()) ?? '') as { ID: string };
  expectEnd(await shell.trinity('unlock', ID), 0);
}
