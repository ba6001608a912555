import { join } from 'node:path';
import type { unwired } from '../stacks/unwired';
import { apiProblems } from './api';
import type { BundleReport } from './bundle-report';
import { BundleError, listed } from './bundle-error';
import { typeErrors } from './types';

export interface JudgeOptions {
  /** The checkout. */
  readonly root: string;
  /** Where the bundles go. Default: the checkout's `cdktf.out`. */
  readonly outdir?: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/**
 * Bundles, and judges what is deployed: its types beside it, then schema and resolvers as AppSync would.
 *
 * @param bundling underway
 * @throws BundleError with all that is wrong
 */
export async function judged(
  bundling: Promise<BundleReport>,
  { root, outdir = join(root, 'cdktf.out'), signal }: JudgeOptions,
): Promise<BundleReport> {
  const api = bundling.catch(() => undefined).then((report) => apiProblems(root, outdir, report));
  const [bundled, types, refused] = await Promise.allSettled([bundling, typeErrors(root, signal), api]);
  const blocks: string[] = [];
  let said: readonly string[] = [];
  if (bundled.status === 'rejected') {
    if (!(bundled.reason instanceof BundleError)) throw bundled.reason;
    blocks.push(bundled.reason.message);
    said = bundled.reason.problems;
  }
  if (types.status === 'rejected') throw types.reason;
  if (refused.status === 'rejected') throw refused.reason;
  // Of a file that cannot be bundled, the compiler says the same once more.
  const wrong = types.value.filter((line) => !said.some((problem) => problem.startsWith(`${line.split('(')[0]}:`)));
  if (wrong.length > 0) {
    // First what the types only follow: of a field that is not wired, the compiler says that its name is of no type.
    if (bundled.status === 'fulfilled') blocks.push(...unwiredOf(root, bundled.value));
    blocks.push(listed('A type is wrong, so nothing is synthesized:', wrong));
  }
  if (refused.value.length > 0) blocks.push(refused.value.join('\n'));
  if (bundled.status === 'fulfilled' && blocks.length === 0) return bundled.value;
  throw new BundleError([], blocks.join('\n'));
}

interface Stacks {
  readonly unwired: typeof unwired;
}

/** What main.ts would say of how the systems' parts hang together: it does not run after this. */
function unwiredOf(root: string, bundled: BundleReport): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: a build needs none
  const { unwired } = require('../stacks/unwired') as Stacks;
  return unwired(root, bundled);
}
