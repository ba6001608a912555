import { own } from '../../keys/own';
import { readCommit } from '../commit';
import type { LiveFunction } from '../functions/aliases';
import type { Context } from '../project';
import { findTerraform } from '../terraform/binary';
import type { Manifest, StateIdentity } from './manifest';
import type { Refuse } from './refuse';

/** AWS moves on: what was true a day ago may not be true now. */
const MOST_HOURS = 24;

/** @throws what `refuse` makes when the plan is for another environment, account or region */
export function requireSamePlace(planned: Manifest, { environment, stack }: Context, refuse: Refuse): void {
  for (const what of ['environment', 'account', 'region'] as const) {
    const here = what === 'environment' ? stack.name : environment[what];
    if (planned[what] !== here) throw refuse(`The plan is for the ${what} ${planned[what]}, not for ${here}.`);
  }
}

/** @throws what `refuse` makes when the plan is older than a day */
export function requireRecent({ createdAt }: Manifest, now: Date, refuse: Refuse): void {
  const hours = (now.getTime() - Date.parse(createdAt)) / 3_600_000;
  if (hours <= MOST_HOURS) return;
  throw refuse(`The plan was made at ${createdAt}, ${hours.toFixed(1)} hours ago; ${MOST_HOURS} are allowed.`);
}

/** @throws what `refuse` makes unless the plan's commit is checked out, and nothing else */
export async function requireSameCommit({ commit }: Manifest, { project }: Context, refuse: Refuse): Promise<void> {
  const here = await readCommit(project);
  if (here?.sha !== commit) {
    const now = here ? `${here.sha} is checked out` : 'this is no git checkout';
    throw refuse(`The plan was made from commit ${commit}; ${now}.`, `Check out ${commit} and deploy again.`);
  }
  if (!here.dirty) return;
  throw refuse(
    `The plan was made from commit ${commit}, which is checked out, but with changes that are not committed.`,
    'Take the changes away (git status shows them) and deploy again.',
  );
}

/** No Terraform at all is the preflight's to say. @throws what `refuse` makes when it is of another version */
export async function requireSameTerraform(planned: Manifest, { project }: Context, refuse: Refuse): Promise<void> {
  const found = await findTerraform(project);
  if (!found || found.version === planned.terraform) return;
  throw refuse(
    `The plan was made by Terraform ${planned.terraform}; ${found.command} is ${found.version}.`,
    `Install ${planned.terraform} and deploy again.`,
  );
}

/** @throws what `refuse` makes when the functions are built otherwise than they were for the plan */
export function requireSameArchives(planned: Manifest, archives: ReadonlyMap<string, string>, refuse: Refuse): void {
  const differs = difference(planned.archives, Object.fromEntries(archives));
  if (differs === undefined) return;
  throw refuse(
    `This checkout builds other functions than the plan was made with: ${differs}.`,
    'Install the same packages (npm ci) and deploy again.',
  );
}

/** @throws what `refuse` makes when the state is another one, or somebody has applied since */
export function requireSameState(
  { state: planned }: Manifest,
  now: StateIdentity,
  { stack: { name } }: Context,
  refuse: Refuse,
): void {
  if (planned.lineage !== now.lineage) {
    const say = (lineage: string | null): string => (lineage === null ? 'none' : `one of lineage ${lineage}`);
    throw refuse(
      `The plan was made for another state of ${name}: ${say(planned.lineage)}; there is ${say(now.lineage)}.`,
    );
  }
  if (planned.serial === now.serial) return;
  throw refuse(
    `Somebody has applied since the plan was made: it is for serial ${planned.serial} of the state of ${name}, which is at ${now.serial}.`,
  );
}

/** A rollback moves what serves, and the state does not know of it. @throws what `refuse` makes after one */
export function requireSameServing({ serving }: Manifest, live: readonly LiveFunction[], refuse: Refuse): void {
  const differs = difference(serving, Object.fromEntries(live.map(({ name, version }) => [name, version])));
  if (differs === undefined) return;
  throw refuse(`Somebody has deployed or rolled back since the plan was made: the functions serve ${differs}.`);
}

/** `cache 2 instead of 1, room nothing instead of 3` */
function difference(
  planned: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string | undefined {
  const names = [...new Set([...Object.keys(planned), ...Object.keys(now)])].sort();
  const differing = names.filter((name) => own(planned, name) !== own(now, name));
  if (differing.length === 0) return undefined;
  return differing
    .map((name) => `${name} ${own(now, name) ?? 'nothing'} instead of ${own(planned, name) ?? 'nothing'}`)
    .join(', ');
}
