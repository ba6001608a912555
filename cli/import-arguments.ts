import { UsageError, type Values } from './options';
import { formatOf, type Format } from './review-arguments';

export interface ImportArguments {
  readonly format: Format;
  /** A file or a folder that describes the tables. Default: the account is asked. */
  readonly from?: string;
  /** Names of tables by what the configuration calls them. */
  readonly map: ReadonlyMap<string, string>;
}

export function importArguments(values: Values): ImportArguments {
  const { inspect, from, map = [] } = values;
  if (!inspect) throw new UsageError('import wants --inspect: it says what adopting the tables would change.');
  const pairs = map.map(pair);
  const twice = pairs.find(([id], index) => pairs.findIndex(([other]) => other === id) < index);
  if (twice) throw new UsageError(`--map names ${twice[0]} twice.`);
  return { format: formatOf(values), ...(from !== undefined && { from }), map: new Map(pairs) };
}

function pair(text: string): [id: string, name: string] {
  const [, id, name] = /^(\w+)=([\w.-]{3,255})$/.exec(text) ?? [];
  if (id !== undefined && name !== undefined) return [id, name];
  throw new UsageError(`--map "${text}" is not NAME=TABLE, such as --map rooms=trinity-rooms-dev-v2.`);
}
