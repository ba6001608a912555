import { z } from 'zod';
import { DEFAULT_SYSTEM } from '../../model/systems';
import { figuresSchema } from '../systems';

const step = z.strictObject({
  name: z.enum(['preflight', 'synth', 'plan', 'confirm', 'apply', 'verify', 'performance', 'rollback', 'clean']),
  status: z.enum(['passed', 'failed', 'skipped']),
  durationMs: z.number().nonnegative(),
  /** What it came to, in one sentence. */
  detail: z.string(),
});

const count = z.int().nonnegative();

/** What a deploy, a rollback or a destroy did to an environment: `deployment-<env>.json`. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.enum(['deploy', 'rollback', 'destroy']),
  /** When it began, as a file name: `2026-11-22T09-30-00.000Z`. Sorts by time. */
  id: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z$/),
  environment: z.string(),
  /** Whose stack it is. Default, in a report of before there were others: the first. */
  system: z.string().default(DEFAULT_SYSTEM),
  account: z.string(),
  region: z.string(),
  /** ARN of who ran it; null when AWS was not asked yet. */
  by: z.string().nullable(),
  /** Null outside a git checkout. */
  commit: z.strictObject({ sha: z.string(), dirty: z.boolean() }).nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  steps: z.array(step),
  /** What the plan did, as its review counts it: imported and changed is both. Null when there was none. */
  resources: z
    .strictObject({
      import: count,
      move: count,
      add: count,
      change: count,
      replace: count,
      destroy: count,
      forget: count,
      unchanged: count,
      changes: z.array(z.strictObject({ action: z.string(), address: z.string() })),
    })
    .nullable(),
  /** Physical names. */
  tables: z.array(
    z.strictObject({
      name: z.string(),
      arn: z.string(),
      /** It is used, and somebody else looks after it. Default: it is this project's. */
      released: z.literal(true).exactOptional(),
    }),
  ),
  functions: z.array(
    z.strictObject({
      /** `cache` */
      name: z.string(),
      functionName: z.string(),
      /** That the alias `live` points at now. */
      version: z.string(),
      /** That it pointed at before; null for a new function. */
      previousVersion: z.string().nullable(),
      /** Base64, as Lambda has it. */
      codeSha256: z.string(),
    }),
  ),
  /** What the configuration switches on or off. */
  features: z.array(z.strictObject({ name: z.string(), enabled: z.boolean() })),
  /** What the system measures; null when nothing was measured. */
  performance: figuresSchema,
  status: z.enum(['SUCCESS', 'FAILED', 'ROLLED_BACK']),
  /** Why it did not succeed, or why it was rolled back; null on success. */
  reason: z.string().nullable(),
  nextSteps: z.array(z.string()),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportStep = Report['steps'][number];
export type StepName = ReportStep['name'];
