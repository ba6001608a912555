import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlan, type Review, type Reviews } from '../review';
import { renderHtml } from '../review/render/html';
import { renderMarkdown } from '../review/render/markdown';
import { renderText } from '../review/render/text';
import type { Arguments } from './arguments';
import type { Console } from './commands';
import { planTargets, type Target } from './review-targets';
import type { Project } from '../deployment/project';

/** Where a review goes. */
export interface ReviewConsole extends Pick<Console, 'say' | 'result'> {
  /** Lines for a person, beside the result. */
  warn(lines: readonly string[]): void;
  /** How wide lines may be, in columns, and whether they may have colours. */
  readonly terminal: { readonly color: boolean; readonly width?: number | undefined };
}

/** What a review came to: each has an exit code of its own. */
export type Verdict = 'success' | 'changes' | 'blocked';

/** No comment, and no page of it, is longer than what a step summary takes. UTF-16 units. */
const WHOLE = 1024 * 1024;

/** `trinity review`. @throws DeploymentError, UnreadablePlanError with the name of what cannot be read */
export async function review(
  args: Arguments,
  project: Project,
  signal: AbortSignal,
  out: ReviewConsole,
): Promise<Verdict> {
  const { targets = [], accept = {}, review: options } = args;
  if (!options) throw new TypeError('parseArguments gives every review its options');
  const planned = await planTargets(targets, options, project, signal);
  for (const warning of planned.warnings) out.warn([`WARNING: ${warning}`]);
  const reviews: Reviews = {
    schemaVersion: 1,
    reviews: planned.targets.map((target) => reviewTarget(target, accept, targets.length)),
  };
  if (options.write !== undefined) for (const one of reviews.reviews) write(one, options.write);
  print(reviews, options.format, out);
  return worstOf(reviews.reviews);
}

/** Acceptances of the command line have to be used by one of the plans: with several, none can say that it is unused. */
function reviewTarget(target: Target, accept: Readonly<Record<string, string>>, plans: number): Review {
  const { plan, acceptances, ...options } = target;
  const given = Object.entries(accept).map(([finding, reason]) => ({
    finding,
    reason,
    from: '--accept',
    mayBeUnused: plans > 1,
  }));
  return reviewPlan(plan, { ...options, acceptances: [...given, ...acceptances] });
}

function write(one: Review, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `review-${one.name.replace(/[^\w.-]+/g, '-')}`);
  const reviews: Reviews = { schemaVersion: 1, reviews: [one] };
  writeFileSync(`${file}.json`, `${JSON.stringify(reviews, null, 2)}\n`);
  writeFileSync(`${file}.html`, renderHtml([one]));
  writeFileSync(`${file}.md`, renderMarkdown(one, { limit: WHOLE }).join('\n\n'));
}

function print({ reviews, ...rest }: Reviews, format: string, out: ReviewConsole): void {
  if (format === 'json') return out.result({ ...rest, reviews });
  if (format === 'html') return out.say([renderHtml(reviews)]);
  if (format === 'markdown') return out.say(reviews.flatMap((one) => renderMarkdown(one, { limit: WHOLE })));
  out.say(renderText(reviews, out.terminal));
}

function worstOf(reviews: readonly Review[]): Verdict {
  const verdicts = reviews.map(({ verdict }) => verdict);
  if (verdicts.includes('blocked')) return 'blocked';
  return verdicts.includes('changes') ? 'changes' : 'success';
}
