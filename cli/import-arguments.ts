import { NEVER_ADOPTED_PARAMETER } from '../environments/room-cache/secure-string';
import { formatOf, type Format } from '../packages/plan-review/src/cli/arguments';
import { UsageError } from '../packages/plan-review/src/errors';
import type { Values } from './options';

export interface ImportArguments {
  /** Compare, write the adoption into the configuration, say whether what it has is safe, or let a table go. */
  readonly action: (typeof ACTIONS)[number];
  /** Of `release`: the table, as the configuration or AWS calls it. */
  readonly release?: string;
  /** Of `write` and `release`: show what would be written. */
  readonly dryRun: boolean;
  readonly format: Format;
  /** A file or a folder that describes the tables. Default: the account is asked. */
  readonly from?: string;
  /** Names of tables by what the configuration calls them. */
  readonly map: ReadonlyMap<string, string>;
  /** Items of each table to read, at most. Default: none is read. */
  readonly sample?: number;
}

const ACTIONS = ['inspect', 'write', 'check', 'release'] as const;

const CHOICE =
  '--inspect says what adopting the tables would change, --write adopts them in the configuration, --check says whether that is safe, --release TABLE lets one go';

export function importArguments(values: Values): ImportArguments {
  const { from, map = [], 'dry-run': dryRun, sample, release } = values;
  const [action, ...others] = ACTIONS.filter((one) => values[one] !== undefined && values[one] !== false);
  if (action === undefined || others.length > 0) throw new UsageError(`import wants one of four: ${CHOICE}.`);
  if (action !== 'inspect' && from !== undefined) {
    throw new UsageError(`--from goes with --inspect, not with --${action}: a file never says all of a table.`);
  }
  if ((action === 'check' || action === 'release') && map.length > 0)
    throw new UsageError(
      '--map goes with --inspect and --write: which table it is stands in the configuration already.',
    );
  if (dryRun && action !== 'write' && action !== 'release')
    throw new UsageError('--dry-run goes with --write and --release.');
  const format = formatOf(values);
  if (action !== 'inspect' && format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format} goes with --inspect.`);
  const pairs = map.map(pair);
  const twice = pairs.find(([id], index) => pairs.findIndex(([other]) => other === id) < index);
  if (twice) throw new UsageError(`--map names ${twice[0]} twice.`);
  if (sample !== undefined && (from !== undefined || action === 'check' || action === 'release'))
    throw new UsageError(
      '--sample reads items of the account: it goes with --inspect and --write, and not with --from.',
    );
  return {
    action,
    dryRun,
    format,
    ...(release !== undefined && { release }),
    ...(from !== undefined && { from }),
    map: new Map(pairs),
    ...(sample !== undefined && { sample: sampleSize(sample) }),
    ...(sample === undefined && action === 'write' && { sample: SAMPLE_TO_WRITE }),
  };
}

/** A table whose items the application cannot parse is not adopted. */
const SAMPLE_TO_WRITE = 100;

/** Reading a table costs it read units: what goes beyond this is no sample. */
const MOST_ITEMS = 10_000;

function sampleSize(text: string): number {
  const size = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= MOST_ITEMS) return size;
  throw new UsageError(`--sample "${text}" is not a number of items from 1 to ${MOST_ITEMS}.`);
}

function pair(text: string): [id: string, name: string] {
  const [, id, name] = /^(\w+)=([\w.-]{3,255})$/.exec(text) ?? [];
  if (id !== undefined && name !== undefined) return [id, name];
  if (/^tmdb\b|=\/|:parameter\//.test(text)) throw new UsageError(`--map "${text}": ${NEVER_ADOPTED_PARAMETER}.`);
  throw new UsageError(`--map "${text}" is not NAME=TABLE, such as --map rooms=trinity-rooms-dev-v2.`);
}
