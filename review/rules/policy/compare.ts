import { atomsOf, isAsStrict, reaches, type Atom } from './match';
import type { Statement } from './statement';

/** What a statement allows that was not allowed before. */
export interface Widening {
  readonly statement: Statement;
  readonly atoms: readonly Atom[];
  /** Whether it was allowed, but only under conditions: `stringequals aws:sourceaccount`. */
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
      const conditional = atoms.map((atom) => allowed.filter((one) => reaches(one, atom)));
      const isOnlyConditions = conditional.every((statements) => statements.length > 0);
      const names = isOnlyConditions ? conditional.flat().flatMap((one) => [...one.conditions.keys()]) : [];
      const lostConditions = [...new Set(names)].filter((name) => !statement.conditions.has(name));
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
