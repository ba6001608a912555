import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wiring } from '../../api/room-cache/wiring';

/** A directory as `npm run build` leaves it, with made-up code: what stacks do must not depend on what the code says. */
export function writeBundles(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-bundles-'));
  const write = (folder: string, names: readonly string[], extension: string) => {
    mkdirSync(join(outdir, folder));
    for (const name of names) writeFileSync(join(outdir, folder, name + extension), `// ${name}\n`);
  };
  write('functions', ['cache', 'room', 'movie'], '.zip');
  write('resolvers', Object.keys(wiring.resolvers), '.js');
  write('appsync-functions', Object.keys(wiring.functions), '.js');
  return outdir;
}
