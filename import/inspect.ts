import { many } from '../packages/plan-review/src/render/phrase';
import { compareTables } from './compare';
import type { DeclaredTable, ReleasedTable } from './declared';
import type { TableDescription } from './description';
import { matchTables } from './match';
import type { Difference, InspectedTable, SampledItems, Verdict } from './schema';
import { stopsOf, type Stop } from './stops';

/** A table, or a description of one. */
export interface FoundTable extends Pick<InspectedTable, 'name' | 'file' | 'notSeen' | 'lastWrite' | 'items'> {
  /** Absent when it cannot be read: `reason` says why. */
  readonly table?: TableDescription;
  readonly reason?: string;
}

/**
 * Compares tables with what is declared.
 *
 * @param options.given names of tables by what the configuration calls them. Default: all are matched by name
 * @param options.released tables that are used, and not declared. Default: none
 * @returns the worst first
 * @throws UserError when a name that is given is nowhere
 */
export function inspectTables(
  found: readonly FoundTable[],
  declared: readonly DeclaredTable[],
  {
    given = new Map(),
    released = [],
  }: { readonly given?: ReadonlyMap<string, string>; readonly released?: readonly ReleasedTable[] } = {},
): InspectedTable[] {
  const names = [...new Set(found.flatMap(({ name, table }) => (table ? [name] : [])))];
  const matches = matchTables(names, declared, given);
  const inspected = found.map(({ table, reason = 'It cannot be read.', ...one }): InspectedTable => {
    if (!table) return { ...one, verdict: 'unreadable', differences: [], reason };
    const { itemCount, sizeBytes } = table;
    const about = {
      ...one,
      ...(itemCount !== undefined && { itemCount }),
      ...(sizeBytes !== undefined && { sizeBytes }),
    };
    const match = matches.declared.get(one.name);
    if (!match) {
      const why = matches.reasons.get(one.name) ?? releasedAs(one.name, released);
      return { ...about, verdict: 'undeclared', differences: [], ...(why !== undefined && { reason: why }) };
    }
    const known = { ...about, declared: match.id };
    const stops = stopsOf(table);
    const differences = differencesBeside(stops, table, match.table);
    const unparsable = unparsableIn(one.items);
    const why = [...stops.map((stop) => stop.why), ...(unparsable === undefined ? [] : [unparsable])];
    const verdict = verdictOf(differences, one.file === undefined && !one.notSeen);
    if (why.length === 0) return { ...known, verdict, differences };
    return { ...known, verdict: verdict === 'replace' ? verdict : 'unreadable', differences, reason: why.join(' ') };
  });
  return inspected.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.name < b.name ? -1 : 1));
}

/** A part that is in no state to be compared hides no other. */
function differencesBeside(stops: readonly Stop[], table: TableDescription, declared: TableDescription): Difference[] {
  if (stops.some(({ path }) => path === undefined)) return [];
  return compareTables(table, declared).filter(
    (one) => !stops.some(({ path = '' }) => one.path === path || one.path.startsWith(`${path}.`)),
  );
}

function releasedAs(name: string, released: readonly ReleasedTable[]): string | undefined {
  const found = released.find((one) => one.name === name);
  return found && `It is used as ${found.id}, and released: somebody else looks after it.`;
}

const ORDER: readonly Verdict[] = ['replace', 'unreadable', 'in-place', 'same', 'undeclared'];

/** Keys and settings may be the same, and the items another system's: nothing but they can tell. */
function unparsableIn(items: SampledItems | undefined): string | undefined {
  if (!items || items.unparsable === 0) return undefined;
  const what = `${items.unparsable} of ${many(items.read, 'item')} that were read cannot be parsed`;
  return `${what}: the application would set them aside. Migrate them, or let another table be this one with --map.`;
}

/**
 * A file never says all: it can prove that a table would be replaced, and not that nothing would change.
 *
 * @param isWhole whether all of the table is known
 */
function verdictOf(differences: readonly Difference[], isWhole: boolean): Verdict {
  if (differences.some(({ effect }) => effect === 'replace')) return 'replace';
  return isWhole && differences.every(({ effect }) => effect === 'unseen') ? 'same' : 'in-place';
}
