import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a process group has no process any more; some need a moment to notice that their parent is gone. */
export async function groupEnds(group: number | undefined): Promise<void> {
  while (isGroupAlive(group)) await delay(50);
}

/** @param group the process id of its leader; undefined when it did not start */
export function isGroupAlive(group: number | undefined): boolean {
  try {
    return group !== undefined && process.kill(-group, 0);
  } catch {
    return false;
  }
}
