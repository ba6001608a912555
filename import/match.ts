import { UserError } from '../programs/user-error';
import type { DeclaredTable } from './declared';

/** Which of the tables that there are each declared one is, by its name in the configuration. */
export interface Matches {
  /** Declared, by the name of the table that exists. */
  readonly declared: ReadonlyMap<string, DeclaredTable>;
  /** Of a table that is like a declared one, why it was not taken for it, by its name. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** `trinity-rooms-dev-v2` is a later `trinity-rooms-dev`. */
const LATER = /-v\d+$/;

/**
 * A table is what is declared under its name. A later one is, too, where nothing has the name itself; of several, nobody
 * can tell.
 *
 * @param names of the tables that there are
 * @param given names by what the configuration calls them: they go before all else
 * @throws UserError when the configuration, or the account, has none of a name that is given
 */
export function matchTables(
  names: readonly string[],
  declared: readonly DeclaredTable[],
  given: ReadonlyMap<string, string>,
): Matches {
  requireThere(names, declared, given);
  const found = new Map<string, DeclaredTable>();
  const reasons = new Map<string, string>();
  const taken = new Set(given.values());
  for (const one of declared) {
    const free = names.filter((name) => !taken.has(name));
    const later = free.filter((name) => LATER.test(name) && name.replace(LATER, '') === one.name);
    const exact = given.get(one.id) ?? free.find((name) => name === one.name);
    const chosen = exact ?? (later.length === 1 ? later[0] : undefined);
    if (chosen !== undefined) found.set(chosen, one);
    const why = chosen === undefined ? `So may ${later.length - 1} more be` : `${chosen} is taken for it`;
    for (const name of later.filter((name) => name !== chosen)) {
      reasons.set(name, `It may be what is declared as ${one.id}. ${why}; --map ${one.id}=${name} takes this one.`);
    }
  }
  return { declared: found, reasons };
}

function requireThere(
  names: readonly string[],
  declared: readonly DeclaredTable[],
  given: ReadonlyMap<string, string>,
): void {
  const ids = declared.map(({ id }) => id);
  const twice = [...given.values()].find((name, index, all) => all.indexOf(name) < index);
  if (twice !== undefined) throw new UserError(`--map gives ${twice} to two: a table is adopted once.`);
  for (const [id, name] of given) {
    if (!ids.includes(id))
      throw new UserError(`--map ${id}=${name}: no table is declared as ${id}. There are ${ids.join(', ')}.`);
    if (!names.includes(name))
      throw new UserError(`--map ${id}=${name}: there is no table ${name}. There are ${names.join(', ') || 'none'}.`);
  }
}
