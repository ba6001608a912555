import { partsOfStack, stackName } from '../../environments/stack';
import { isObject } from '../../packages/plan-review/src/plan/json';
import type { Plan } from '../../packages/plan-review/src/plan/model';
import type { Json } from '../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../packages/plan-review/src/synthesis/compare';
import { DeploymentError } from '../errors';
import type { Project } from '../project';
import { findBase } from './base';
import type { Stacks } from './run-app';
import { synthesizeAt, synthesizeHere } from './synthesize-at';

export interface CompareOptions {
  /** What to compare with: anything that git takes for a commit. */
  readonly ref: string;
  /** Environments, each with all its systems, or single stacks; of this checkout or of what it is compared with. */
  readonly names: readonly string[];
  readonly signal: AbortSignal;
}

export interface Compared {
  readonly plans: { readonly name: string; readonly plan: Plan; readonly json: string }[];
  /** Hash of the commit that it is compared with. */
  readonly base: string;
  readonly warnings: readonly string[];
}

/**
 * What this checkout, uncommitted changes included, changes in the synthesized Terraform. Needs no credential, network or
 * state.
 *
 * @returns a plan of each stack; its `json` is a text of both syntheses that is the same for the same content: its
 *   digest names the comparison. It is not masked.
 * @throws DeploymentError (`invalid`) when there is no such commit or environment, or a side cannot be synthesized; the
 *   signal's reason when it is aborted
 */
export async function compareWithBase(project: Project, { ref, names, signal }: CompareOptions): Promise<Compared> {
  const { sha, warnings } = await findBase(project, ref, signal);
  const [before, after] = await bothOf(synthesizeAt(project, sha, signal), synthesizeHere(project, signal));
  const plans = stacksOf(names, ref, before.stacks, after).map((name) => {
    const [one, other] = [before.stacks.get(name), after.get(name)];
    const json = JSON.stringify(sorted({ before: one ?? null, after: other ?? null }));
    return { name, plan: compareSyntheses(one, other), json };
  });
  const packages = `${ref} has another package-lock.json: it was synthesized with this checkout's packages, so what other packages change does not show.`;
  return { plans, base: sha, warnings: before.hasOtherPackages ? [...warnings, packages] : warnings };
}

/** Waits for both, so that what each made is removed, before it says what failed. */
async function bothOf<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** @throws DeploymentError for a name that neither side has */
function stacksOf(names: readonly string[], ref: string, before: Stacks, after: Stacks): string[] {
  const known = [...new Set([...after.keys(), ...before.keys()])];
  const stacks = names.map((name) => {
    const { environment, system } = partsOfStack(name);
    return known.filter((stack) =>
      system === undefined ? partsOfStack(stack).environment === name : stack === stackName(environment, system),
    );
  });
  const unknown = names.filter((_, at) => stacks[at]!.length === 0);
  if (unknown.length === 0) return [...new Set(stacks.flat())];
  const list = unknown.map((name) => JSON.stringify(name)).join(', ');
  throw new DeploymentError(
    'invalid',
    `Neither this checkout nor ${ref} has the environment ${list}.`,
    `There are: ${known.join(', ')}.`,
  );
}

/** With the keys of all objects in one order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}
