import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptancesFrom } from '../acceptances';
import { ReviewError } from '../errors';
import { withoutCredentials, type FailedReview, type FailedReviews } from '../failed';
import { writeJson } from '../plan/json';
import type { TextOptions } from '../render/text';
import { reviewPlan, type Review, type Reviews } from '../review';
import type { Output } from './arguments';
import type { Target } from './plan-file';

/** Where a review goes. */
export interface ReviewConsole {
  /** Lines for a person. */
  say(lines: readonly string[]): void;
  /** The result, for a program that asked for JSON. */
  result(value: unknown): void;
  /** Lines for a person, beside the result. */
  warn(lines: readonly string[]): void;
  /** How wide lines may be, in columns, and whether they may have colours. */
  readonly terminal: TextOptions;
}

/** What a review came to: each has an exit code of its own. */
export type Verdict = 'success' | 'changes' | 'blocked';

/** A third of what a step summary takes, which counts bytes of UTF-8. UTF-16 units. */
const WHOLE = 350_000;

/**
 * Reviews plans, shows the reviews, and writes them.
 *
 * @param accept by a finding's name, why it is accepted
 * @returns as the worst of them
 * @throws ReviewError of the stage `invalid` when two would have one file, or the folder cannot be written
 */
export function showReviews(
  targets: readonly Target[],
  accept: Readonly<Record<string, string>>,
  { format, write: directory }: Output,
  out: ReviewConsole,
): Verdict {
  const reviews = targets.map(({ plan, acceptances, ...options }) =>
    reviewPlan(plan, { ...options, acceptances: [...acceptancesFrom(accept, '--accept'), ...acceptances] }),
  );
  if (directory !== undefined) write(reviews.map(filesOf), directory);
  print({ schemaVersion: 1, reviews }, format, out);
  return worstOf(reviews);
}

/**
 * Says, where reviews would have been written, why there are none: `post` posts that in their place.
 *
 * @param env whose credentials are taken out
 */
export function writeFailures(
  failures: readonly FailedReview[],
  directory: string,
  env: NodeJS.ProcessEnv,
  out: ReviewConsole,
): void {
  try {
    write(
      failures.map((one) => failedFilesOf(withoutCredentials(one, env))),
      directory,
    );
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    out.warn([`WARNING: ${error.message}`]); // it may be the very failure
  }
}

/* eslint-disable @typescript-eslint/no-require-imports -- of the ways to show a review, a call needs one or none */
const lazily = {
  html: () => require('../render/html') as typeof import('../render/html'),
  markdown: () => require('../render/markdown') as typeof import('../render/markdown'),
  text: () => require('../render/text') as typeof import('../render/text'),
  failed: () => require('../render/failed') as typeof import('../render/failed'),
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

function write(written: readonly Files[], directory: string): void {
  const files = written.map(({ name }) => `review-${name.replace(/[^\w.-]+/g, '-').replace(/-+$/, '')}`);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) {
    const message = `Two plans would be written to ${twice}: one would take the place of the other.`;
    throw new ReviewError('invalid', message, 'Review them one by one, each with a --name.');
  }
  try {
    mkdirSync(directory, { recursive: true });
    written.forEach(({ json, html, md }, index) => {
      const file = join(directory, files[index]!);
      writeFileSync(`${file}.json`, `${writeJson(json, 2)}\n`);
      writeFileSync(`${file}.html`, html);
      writeFileSync(`${file}.md`, md);
    });
  } catch (cause) {
    const { syscall, message } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    const next = 'Give another folder, or a shorter --name.';
    throw new ReviewError('invalid', `The review cannot be written: ${message}.`, next, { cause });
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
