import { NEVER_ADOPTED_PARAMETER } from '../../../environments/room-cache/secure-string';
import { formatOf, REVIEW_OPTIONS } from '../../../packages/plan-review/src/cli/arguments';
import { UsageError } from '../../../programs/user-error';
import { command, flag, valued, type Values } from '../command';
import type { ImportArguments } from './tables';

const OPTIONS = {
  format: REVIEW_OPTIONS.format,
  inspect: flag('say what adopting them would change, replace, or what cannot be told'),
  from: valued('PATH', 'a file or a folder that describes the tables, instead of the account'),
  write: flag("adopt the tables in ENV's configuration, as they are"),
  check: flag('plan what ENV adopts, and say whether a deploy changes nothing of it but what is said there'),
  release: valued('TABLE', "let a table of ENV's configuration go: Terraform forgets it, and it stays as it is"),
  'dry-run': flag('--write, --release: show what would be written, and write nothing'),
  map: {
    ...valued('NAME=TABLE', 'the table that NAME of the configuration is; may be given more than once'),
    multiple: true,
  },
  sample: valued(
    'N',
    'read up to N items of each declared table of the account, and say which the application can parse',
  ),
} as const;

export const importTables = command({
  name: 'import',
  on: 'environment',
  takes: 'place',
  does: 'compares tables that exist with what ENV declares, adopts them, and lets them go',
  examples: [
    'import dev --inspect --map rooms=trinity-rooms-dev-v2 --sample 100',
    'import dev --inspect --from descriptions --format html',
    'import dev --write --dry-run',
    'import dev --check',
  ],
  options: OPTIONS,
  args: importArguments,

  run(asked, context, out) {
    const { importTables }: typeof import('./tables') = require('./tables');
    return importTables(asked, context, out);
  },
});

const ACTIONS = ['inspect', 'write', 'check', 'release'] as const;

const CHOICE =
  '--inspect says what adopting the tables would change, --write adopts them in the configuration, --check says whether that is safe, --release TABLE lets one go';

function importArguments(values: Values<typeof OPTIONS>): ImportArguments {
  const { from, map = [], 'dry-run': dryRun, sample, release: table = '' } = values;
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
  if (action === 'check') return { action };
  if (action === 'release') return { action, table, dryRun };
  const named = new Map(pairs);
  if (action === 'write') return { action, dryRun, map: named, sample: sampleSize(sample ?? SAMPLE_TO_WRITE) };
  return {
    action,
    format,
    map: named,
    ...(from !== undefined && { from }),
    ...(sample !== undefined && { sample: sampleSize(sample) }),
  };
}

/** A table whose items the application cannot parse is not adopted. */
const SAMPLE_TO_WRITE = '100';

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
