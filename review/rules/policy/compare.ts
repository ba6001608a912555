import { atomsOf, isAsStrict, reaches, type Atom } from './match';
import type { Statement } from './statement';

/** What a statement allows that was not allowed before. */
export interface Widening {
  readonly statement: Statement;
  readonly atoms: readonly Atom[];
  /** Conditions under which some of it was allowed already: `stringequals aws:sourceaccount`. */
  readonly lostConditions: readonly string[];
}

/** All that is allowed now, and was not before. */
export function widenings(before: readonly Statement[], after: readonly Statement[]): readonly Widening[] {
  const allowed = before.filter(({ isAllow }) => isAllow);
  return after
    .filter(({ isAllow }) => isAllow)
    .flatMap((statement) => {
      const atoms = atomsOf(statement).filter(
        (atom) => !allowed.some((one) => reaches(one, atom) && isAsStrict(statement, one)),
      );
      if (atoms.length === 0) return [];
      const lostConditions = [...new Set(atoms.flatMap((atom) => lostFor(atom, allowed)))];
      return [{ statement, atoms, lostConditions }];
    });
}

/** The statements that forbid what is not forbidden any more, or not in all cases. */
export function lostDenials(before: readonly Statement[], after: readonly Statement[]): readonly Statement[] {
  const denied = after.filter(({ isAllow }) => !isAllow);
  return before
    .filter(({ isAllow }) => !isAllow)
    .filter((statement) =>
      atomsOf(statement).some((atom) => !denied.some((one) => reaches(one, atom) && isAsStrict(statement, one))),
    );
}

/** The conditions of what was allowed before, unless something was allowed under no other ones than now. */
function lostFor(atom: Atom, allowed: readonly Statement[]): readonly string[] {
  const lost = allowed
    .filter((one) => reaches(one, atom))
    .map(({ conditions }) => [...conditions.keys()].filter((name) => !atom.statement.conditions.has(name)));
  return lost.some((names) => names.length === 0) ? [] : (lost[0] ?? []);
}
