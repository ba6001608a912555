import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wiring as booking } from '../../api/booking/wiring';
import { wiring as roomCache } from '../../api/room-cache/wiring';
import { keysOf } from '../../keys/entries';
import { FUNCTIONS } from '../../model/booking/functions';
import { bundlesOf, SYSTEMS, type SystemName } from '../../model/systems';

const CODE = {
  'room-cache': { lambdas: ['cache', 'room', 'movie'], wiring: roomCache },
  booking: { lambdas: keysOf(FUNCTIONS), wiring: booking },
} satisfies Record<SystemName, unknown>;

/** A directory as `npm run build` leaves it, with made-up code: what stacks do must not depend on what the code says. */
export function writeBundles(systems: readonly SystemName[] = SYSTEMS): string {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-bundles-'));
  for (const system of systems) writeSystem(system, join(outdir, bundlesOf(system)));
  return outdir;
}

function writeSystem(system: SystemName, directory: string): void {
  const { lambdas, wiring } = CODE[system];
  const write = (folder: string, names: readonly string[], extension: string) => {
    const path = join(directory, folder);
    mkdirSync(path, { recursive: true });
    for (const name of names) writeFileSync(join(path, name + extension), `// ${name}\n`);
  };
  write('functions', lambdas, '.zip');
  write('resolvers', Object.keys(wiring.resolvers), '.js');
  write('appsync-functions', Object.keys(wiring.functions), '.js');
}
