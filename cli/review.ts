import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlan, type Review, type Reviews } from '../packages/plan-review/src/review';
import { withoutCredentials, type FailedReview, type FailedReviews } from '../packages/plan-review/src/failed';
import { writeJson } from '../packages/plan-review/src/plan/json';
import type { Arguments } from './arguments';
import type { Console } from './commands';
import { nameOf, planTargets, type Target } from './review-targets';
import { readCommit } from '../deployment/commit';
import { DeploymentError, isError } from '../deployment/errors';
import { acceptancesFrom } from '../deployment/planned';
import type { Project } from '../deployment/project';

/** Where a review goes. */
export interface ReviewConsole extends Pick<Console, 'say' | 'result' | 'terminal'> {
  /** Lines for a person, beside the result. */
  warn(lines: readonly string[]): void;
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
  if (options.write !== undefined) write(reviews.reviews.map(filesOf), options.write);
  print(reviews, options.format, out);
  return worstOf(reviews.reviews);
}

function reviewTarget(target: Target, accept: Readonly<Record<string, string>>): Review {
  const { plan, acceptances, ...options } = target;
  return reviewPlan(plan, { ...options, acceptances: [...acceptancesFrom(accept, '--accept'), ...acceptances] });
}

/** Says, where the reviews would have been written, why there are none: `trinity post` posts that in their place. */
export async function recordFailure(
  { targets = [], review: options }: Arguments,
  { stage, message, next }: DeploymentError,
  project: Project,
  out: ReviewConsole,
): Promise<void> {
  if (options?.write === undefined) return;
  const commit = await readCommit(project);
  const failures = targets.map((target) =>
    withoutCredentials(
      { name: nameOf(target, options), stage, reason: message, next: next.split('\n'), commit },
      project.env,
    ),
  );
  try {
    write(failures.map(failedFilesOf), options.write);
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    out.warn([`WARNING: ${error.message}`]); // it may be the very failure
  }
}

/* eslint-disable @typescript-eslint/no-require-imports -- of the ways to show a review, a call needs one or none */
const lazily = {
  html: () =>
    require('../packages/plan-review/src/render/html') as typeof import('../packages/plan-review/src/render/html'),
  markdown: () =>
    require('../packages/plan-review/src/render/markdown') as typeof import('../packages/plan-review/src/render/markdown'),
  text: () =>
    require('../packages/plan-review/src/render/text') as typeof import('../packages/plan-review/src/render/text'),
  failed: () =>
    require('../packages/plan-review/src/render/failed') as typeof import('../packages/plan-review/src/render/failed'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** What is written of one review. */
interface Files {
  readonly name: string;
  readonly json: Reviews | FailedReviews;
  readonly html: string;
  readonly md: string;
}

const filesOf = (one: Review): Files => ({
  name: one.name,
  json: { schemaVersion: 1, reviews: [one] },
  html: lazily.html().renderHtml([one]),
  md: lazily.markdown().renderMarkdown(one, { limit: WHOLE }).join('\n\n'),
});

const failedFilesOf = (one: FailedReview): Files => ({
  name: one.name,
  json: { schemaVersion: 1, failures: [one] },
  html: lazily.failed().failedHtml(one),
  md: lazily.failed().failedMarkdown(one),
});

/** @throws DeploymentError of the stage `invalid` when two would have one file, or the folder cannot be written */
function write(written: readonly Files[], directory: string): void {
  const files = written.map(({ name }) => `review-${name.replace(/[^\w.-]+/g, '-').replace(/-+$/, '')}`);
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
    written.forEach(({ json, html, md }, index) => {
      const file = join(directory, files[index]!);
      writeFileSync(`${file}.json`, `${writeJson(json, 2)}\n`);
      writeFileSync(`${file}.html`, html);
      writeFileSync(`${file}.md`, md);
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
  if (format === 'html') return out.say([lazily.html().renderHtml(reviews)]);
  if (format !== 'markdown') return out.say(lazily.text().renderText(reviews, out.terminal));
  out.say(reviews.flatMap((one) => lazily.markdown().renderMarkdown(one, { limit: WHOLE })));
}

function worstOf(reviews: readonly Review[]): Verdict {
  const verdicts = reviews.map(({ verdict }) => verdict);
  if (verdicts.includes('blocked')) return 'blocked';
  return verdicts.includes('changes') ? 'changes' : 'success';
}
