import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlan, type Review, type Reviews } from '../review';
import { renderHtml } from '../review/render/html';
import { renderMarkdown } from '../review/render/markdown';
import { renderText } from '../review/render/text';
import type { Arguments } from './arguments';
import type { Console } from './commands';
import { planTargets, type Target } from './review-targets';
import { DeploymentError, isError } from '../deployment/errors';
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

/** A third of what a step summary takes, which counts bytes of UTF-8. UTF-16 units. */
const WHOLE = 350_000;

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
    reviews: planned.targets.map((target) => reviewTarget(target, accept)),
  };
  if (options.write !== undefined) write(reviews.reviews, options.write);
  print(reviews, options.format, out);
  return worstOf(reviews.reviews);
}

function reviewTarget(target: Target, accept: Readonly<Record<string, string>>): Review {
  const { plan, acceptances, ...options } = target;
  const given = Object.entries(accept).map(([finding, reason]) => ({ finding, reason, from: '--accept' }));
  return reviewPlan(plan, { ...options, acceptances: [...given, ...acceptances] });
}

/** @throws DeploymentError of the stage `invalid` when two would have one file, or the folder cannot be written */
function write(reviews: readonly Review[], directory: string): void {
  const files = reviews.map(({ name }) => `review-${name.replace(/[^\w.-]+/g, '-').replace(/-+$/, '')}`);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) {
    const next = 'Review them one by one, each with a --name.';
    throw new DeploymentError(
      'invalid',
      `Two plans would be written to ${twice}: one would take the place of the other.`,
      next,
    );
  }
  try {
    mkdirSync(directory, { recursive: true });
    reviews.forEach((one, index) => {
      const file = join(directory, files[index]!);
      const whole: Reviews = { schemaVersion: 1, reviews: [one] };
      writeFileSync(`${file}.json`, `${JSON.stringify(whole, null, 2)}\n`);
      writeFileSync(`${file}.html`, renderHtml([one]));
      writeFileSync(`${file}.md`, renderMarkdown(one, { limit: WHOLE }).join('\n\n'));
    });
  } catch (error) {
    if (!isError(error) || !('syscall' in error)) throw error;
    throw new DeploymentError(
      'invalid',
      `The review cannot be written: ${error.message}.`,
      'Give another folder, or a shorter --name.',
      { cause: error },
    );
  }
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
