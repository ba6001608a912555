import { many } from '../review/render/phrase';
import { compareTables } from './compare';
import type { DeclaredTable, ReleasedTable } from './declared';
import type { TableDescription } from './description';
import { matchTables } from './match';
import type { Difference, InspectedTable, SampledItems, Verdict } from './schema';

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
    const why = match ? stopOf(table) : (matches.reasons.get(one.name) ?? releasedAs(one.name, released));
    const because = why === undefined ? {} : { reason: why };
    if (!match) return { ...about, verdict: 'undeclared', differences: [], ...because };
    const known = { ...about, declared: match.id };
    if (why !== undefined) return { ...known, verdict: 'unreadable', differences: [], ...because };
    const differences = compareTables(table, match.table);
    const unparsable = unparsableIn(one.items);
    if (unparsable !== undefined && differences.every(({ effect }) => effect !== 'replace'))
      return { ...known, verdict: 'unreadable', differences, reason: unparsable };
    return { ...known, verdict: verdictOf(differences, one.file === undefined && !one.notSeen), differences };
  });
  return inspected.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.name < b.name ? -1 : 1));
}

function releasedAs(name: string, released: readonly ReleasedTable[]): string | undefined {
  const found = released.find((one) => one.name === name);
  return found && `It is used as ${found.id}, and released: somebody else looks after it.`;
}

const ORDER: readonly Verdict[] = ['replace', 'unreadable', 'in-place', 'same', 'undeclared'];

/** Terraform imports a table whatever it, or a part of it, is doing, and whatever moves its capacity. */
export function stopOf(table: TableDescription): string | undefined {
  const { status, globalIndexes, replicas = [], timeToLiveStatus: ttl = 'DISABLED' } = table;
  if (isSettled(status)) {
    const parts = [
      ...[...(globalIndexes ?? [])].map(([name, index]) => ({ part: `index ${name}`, status: index.status })),
      ...replicas.map((replica) => ({ part: `replica in ${replica.region}`, status: replica.status })),
    ];
    const busy = parts.find((one) => !isSettled(one.status));
    if (busy) return `Its ${busy.part} is ${busy.status}: adopt the table when all of it is ACTIVE.`;
    return ['ENABLED', 'DISABLED'].includes(ttl) ? movedByOthers(table) : switching(ttl);
  }
  if (status === 'INACCESSIBLE_ENCRYPTION_CREDENTIALS') {
    return `It is ${status}: its key is disabled, deleted, or not granted any more, and after 7 days DynamoDB archives it. Restore the key first.`;
  }
  return `It is ${status}: adopt it when it is ACTIVE.`;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html ("up to one hour") */
const switching = (ttl: string): string =>
  `Its TTL is ${ttl}, which takes up to an hour, and a plan takes it for off: adopt the table when it is ENABLED or DISABLED.`;

/** Beside the policy that the configuration can say, others do no harm; alone, they cannot be said. */
function movedByOthers({ scaling, globalIndexes = new Map() }: TableDescription): string | undefined {
  const parts = [
    { of: 'Its', scaling },
    ...[...globalIndexes].map(([name, one]) => ({ of: `Index ${name}'s`, ...one })),
  ];
  const moved = parts.flatMap(({ of, scaling }) =>
    (['read', 'write'] as const).flatMap((kind) => {
      const range = scaling?.[kind];
      return range?.otherPolicies && !range.policy
        ? [{ capacity: `${of} ${kind} capacity`, by: range.otherPolicies }]
        : [];
    }),
  );
  return moved[0] && `${moved[0].capacity} is moved only by ${moved[0].by.join(', ')}, ${NOT_SAID}`;
}

const NOT_SAID =
  "by another measure than DynamoDB's own of what is in use: the configuration cannot say that, and a capacity or a " +
  'policy that it can say would fight it. Put a policy of DynamoDBReadCapacityUtilization or DynamoDBWriteCapacityUtilization ' +
  'in its place, or delete it (aws application-autoscaling delete-scaling-policy), before the table is adopted.';

const isSettled = (status: string | undefined): boolean => status === undefined || status === 'ACTIVE';

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
