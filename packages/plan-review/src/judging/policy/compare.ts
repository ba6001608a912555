import { atomsOf, isAsStrict, reaches, unmetBy, type Atom } from './match';
import type { Statement } from './statement';

/** What a statement allows that was not allowed before. */
export interface Widening {
  readonly statement: Statement;
  readonly atoms: readonly Atom[];
  /** Conditions under which some of it was allowed already: `stringequals aws:sourceaccount`. */
  readonly lostConditions: readonly string[];
  /** Conditions that hold oftener now: `stringequals aws:sourcevpc goes from vpc-1 to vpc-1, vpc-2`. */
  readonly looserConditions: readonly string[];
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
      const changed = atoms.map((atom) => conditionsBefore(atom, allowed));
      return [
        {
          statement,
          atoms,
          lostConditions: [...new Set(changed.flatMap(({ lost }) => lost))],
          looserConditions: [...new Set(changed.flatMap(({ looser }) => looser))],
        },
      ];
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

interface ConditionsBefore {
  readonly lost: readonly string[];
  readonly looser: readonly string[];
}

/** Beside what was allowed before; if by several statements, then by one that had no other conditions than now. */
function conditionsBefore(atom: Atom, allowed: readonly Statement[]): ConditionsBefore {
  const { statement } = atom;
  const all = allowed
    .filter((one) => reaches(one, atom))
    .map((one) => {
      const unmet = unmetBy(statement, one);
      const goesOn = (name: string) => statement.conditions.has(name);
      const describe = (name: string) =>
        `${name} goes from ${one.conditions.get(name)?.join(', ')} to ${statement.conditions.get(name)?.join(', ')}`;
      return { lost: unmet.filter((name) => !goesOn(name)), looser: unmet.filter(goesOn).map(describe) };
    });
  return all.find(({ lost }) => lost.length === 0) ?? all[0] ?? { lost: [], looser: [] };
}
