import type { verification } from './verify';

interface Verify {
  readonly verification: typeof verification;
}

/**
 * What a deploy needs once Terraform has planned: the review's rules and the verification, half a second of a processor.
 * They load while Terraform plans, which leaves one idle; before it, they would hold up the bundles and the synthesis.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- an import is loaded first */
export const review = () =>
  require('../packages/plan-review/src/review') as typeof import('../packages/plan-review/src/review');
export const verify = () => require('./verify') as Verify;
/* eslint-enable @typescript-eslint/no-require-imports */

/** Loads all of it. To be called when Terraform has been started. */
export function loadMeanwhile(): void {
  review();
  verify();
}
