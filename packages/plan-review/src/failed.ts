import * as z from 'zod';
import { createMasker } from './plan/mask';
import { reviewSchema } from './schema';

/** What was to be reviewed, and could not be. */
const failedReviewSchema = z.strictObject({
  /** As the review would be called. */
  name: z.string().min(1),
  /** What failed: `preflight`, `plan`, `unreadable` and so on, each with an exit code of its own. */
  stage: z.string(),
  reason: z.string(),
  /** What to do. */
  next: z.array(z.string()),
  commit: reviewSchema.shape.commit,
});

/** `trinity review --write`, where there is nothing to show but why. */
export const failedReviewsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  failures: z.array(failedReviewSchema).min(1),
});

export type FailedReview = z.infer<typeof failedReviewSchema>;
export type FailedReviews = z.infer<typeof failedReviewsSchema>;

/** Variables that hold credentials, by the words that AWS, GitHub and this project have for them. */
const CREDENTIALS = /SECRET|TOKEN|PASSWORD|CREDENTIAL|_KEY/i;

/** Without what this process was given as credentials: GitHub hides that in logs, but not in comments. */
export function withoutCredentials(failed: FailedReview, env: NodeJS.ProcessEnv): FailedReview {
  const { collect, hide } = createMasker();
  for (const [name, value] of Object.entries(env)) if (CREDENTIALS.test(name)) collect(value, true);
  return { ...failed, reason: hide.text(failed.reason), next: failed.next.map(hide.text) };
}
