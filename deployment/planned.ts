import type { Environment } from '../environments';
import { acceptancesFrom } from '../packages/plan-review/src/acceptances';
import type { Acceptance, Review } from '../packages/plan-review/src/review';
import { fileOf } from '../environments/names';
import { systemsOf } from '../environments/systems';

/** What happens to one resource. One that is imported or moved and changes at the same time stands twice, as it counts twice. */
export interface PlannedChange {
  readonly action: keyof Review['counts'];
  readonly address: string;
}

/** The worst first. */
const ORDER: readonly PlannedChange['action'][] = ['destroy', 'replace', 'forget', 'change', 'move', 'import', 'add'];

/** All that a plan does to resources, the worst first, by address. */
export function listChanges({ layers, imports, moves, forgets }: Review): PlannedChange[] {
  const all: PlannedChange[] = [
    ...layers.flatMap(({ changes }) => changes.map(({ action, address }) => ({ action, address }))),
    ...imports.map(({ address }) => ({ action: 'import' as const, address })),
    ...moves.map(({ to }) => ({ action: 'move' as const, address: to })),
    ...forgets.map(({ address }) => ({ action: 'forget' as const, address })),
  ];
  return all.sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || (a.address < b.address ? -1 : 1));
}

/** Addresses of what was changed outside Terraform, and what an apply would change back. */
export const driftOf = ({ drift }: Review): string[] =>
  drift
    .filter(({ setBack }) => setBack)
    .map(({ address }) => address)
    .sort();

/** What the environment's file accepts, in a plan of one of its systems: it may be about another one's. */
export const acceptancesOf = ({ name, review, systems }: Environment): Acceptance[] =>
  acceptancesFrom(review?.accept, fileOf(name)).map((one) => ({
    ...one,
    mayBeUnused: systemsOf({ systems }).length > 1,
  }));
