import { acceptancesFrom } from './acceptances';
import { decodePlan, digestOf, readPlan, reviewPlan } from './review';
import type { Review } from './schema';

export { ReviewError } from './errors';
export { writeJson } from './plan/json';
export { UnreadablePlanError } from './plan/unreadable';
export { renderHtml } from './render/html';
export { renderMarkdown, type MarkdownOptions } from './render/markdown';
export { renderSummary } from './render/summary';
export { renderText, type TextOptions } from './render/text';
export type { Finding, Review, ReviewedChange, Reviews } from './schema';

export interface Options {
  /** What the review is called: `staging`. */
  readonly name: string;
  /** By a finding's name, why somebody takes its risk. Default: none */
  readonly accept?: Readonly<Record<string, string>>;
  /** Where `accept` stands, for a reader: `reviews/accepted.json`. Default: `accept` */
  readonly from?: string;
  /** What is reviewed. Default: not known */
  readonly commit?: Review['commit'];
}

/**
 * Judges a plan: what happens, what of it is dangerous, and whether somebody has to say yes to that (`verdict`). No secret of the
 * plan is in the review.
 *
 * @param plan what `terraform show -json` or `tofu show -json` printed, as text or as it is in a file
 * @throws UnreadablePlanError when it is no plan, or says what is not known here: never "no changes" by mistake
 */
export function review(plan: string | Uint8Array, { name, accept, from = 'accept', commit = null }: Options): Review {
  const text = typeof plan === 'string' ? plan : decodePlan(Buffer.from(plan));
  const { plan: read, hide } = readPlan(text);
  return reviewPlan(read, { name, digest: digestOf(text), commit, hide, acceptances: acceptancesFrom(accept, from) });
}
