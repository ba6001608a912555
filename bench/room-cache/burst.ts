import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { RoomClient } from './client';
import type { ServerAddress } from './page-server';
import { withServer } from '../server';

export interface BurstFigures {
  /** Processes beside the local run that compute all the time: how busy the machine is. */
  readonly busyProcesses: number;
  /** Calls of `createRoom` at once, of a local run that has answered none before. */
  readonly rooms: number;
  readonly answered: number;
  /** What the others were told, each once. */
  readonly refusals: readonly string[];
  /** Rooms whose first batch was READY in the end. */
  readonly filled: number;
  /** From the burst to its first answer and to its last, milliseconds. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** From the burst until the last room was filled, milliseconds. */
  readonly filledMs: number;
}

/** @param busyProcesses Default: two for each processor, so that the local run gets a third of the machine at most */
export async function measureBurst({
  rooms,
  busyProcesses = 2 * cpus().length,
}: {
  rooms: number;
  busyProcesses?: number;
}): Promise<BurstFigures> {
  return withServer('room-cache/page-server.ts', [], async (_, address: ServerAddress) => {
    const client = new RoomClient(address.endpoint, address.apiKey);
    const busy = Array.from({ length: busyProcesses }, () => spawn(process.execPath, ['--eval', 'for(;;);']));
    try {
      await Promise.all(busy.map((process) => once(process, 'spawn')));
      const start = performance.now();
      const since = (): number => performance.now() - start;
      const answers: number[] = [];
      const opened = await Promise.allSettled(
        Array.from({ length: rooms }, async (_, place) => {
          const id = await client.createRoom([28, 12], `Room ${place}`);
          answers.push(since());
          return id;
        }),
      );
      const ids = opened.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
      const refusals = opened.filter((one) => one.status === 'rejected').map(({ reason }) => String(reason));
      const filled = await Promise.allSettled(ids.map((id) => client.waitForFilms(id, 30, 200, 900_000)));
      refusals.push(...filled.filter((one) => one.status === 'rejected').map(({ reason }) => String(reason)));
      return {
        busyProcesses,
        rooms,
        answered: ids.length,
        refusals: [...new Set(refusals)],
        filled: filled.filter(({ status }) => status === 'fulfilled').length,
        firstMs: Math.min(...answers),
        lastMs: Math.max(...answers),
        filledMs: since(),
      };
    } finally {
      for (const process of busy) process.kill('SIGKILL');
      client.close();
    }
  });
}
