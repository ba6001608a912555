import * as z from 'zod';
import type { Json } from './plan/value';

const count = z.int().nonnegative();
/** Any: numbers with more digits than JavaScript keeps are read by `parseJson`. */
const json = z.unknown() as z.ZodType<Json>;

/** One resource may count twice: imported and changed, or moved and changed. */
const counts = z.strictObject({
  import: count,
  move: count,
  add: count,
  change: count,
  replace: count,
  destroy: count,
  forget: count,
});

const attribute = z.strictObject({
  /** `policy.Statement[AllowRead].Action` */
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  /** Absent when there was none. */
  before: json.optional(),
  /** Absent when there is none, or when it is known only after the apply. */
  after: json.optional(),
  /** Known only after the apply. */
  unknown: z.literal(true).optional(),
  forcesReplacement: z.literal(true).optional(),
  /** A long text, by what differs. */
  pieces: z.array(z.strictObject({ op: z.enum(['same', 'removed', 'added']), text: z.string() })).optional(),
});

/** Differences that say nothing, by attribute. */
const aside = z.strictObject({
  /** The same elements in another order. */
  orderOnly: z.array(z.string()),
  /** Set by the provider, known after the apply. */
  computedOnly: z.array(z.string()),
  /** Nothing, in another spelling: null, "", [] and {}. */
  emptyOnly: z.array(z.string()),
});

const action = z.enum(['add', 'change', 'replace', 'destroy']);

const change = z.strictObject({
  address: z.string(),
  /** Id of an older object that a replacement left behind. */
  deposed: z.string().optional(),
  type: z.string(),
  action,
  /** Why, in words. */
  reason: z.string().optional(),
  attributes: z.array(attribute),
  aside,
});

const finding = z.strictObject({
  /** `stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b`: what an acceptance names. It ends with a hash of what was judged. */
  name: z.string(),
  rule: z.string(),
  /** Absent when it is about the plan as a whole. */
  address: z.string().optional(),
  blocks: z.boolean(),
  title: z.string(),
  because: z.array(z.string()),
  /** What may be lost. */
  risk: z.string(),
  /** Why somebody takes the risk; absent when nobody has. */
  accepted: z.string().optional(),
});

/** Who still reads global indexes that are dropped or built anew, as far as CloudWatch knows. */
const indexReads = z.union([
  z.strictObject({
    /** So many days back. */
    days: z.int().positive(),
    indexes: z.array(
      z.strictObject({
        table: z.string(),
        index: z.string(),
        /** Day, such as `2026-11-02`, by UTC; null when nobody has read it in these days. */
        lastRead: z.iso.date().nullable(),
        /** Read units of all these days; null when CloudWatch has no figure of any of them. */
        units: z.number().nonnegative().nullable(),
      }),
    ),
  }),
  /** Why CloudWatch could not be asked. */
  z.strictObject({ why: z.string() }),
]);

/** One plan, reviewed. Holds no secrets. */
export const reviewSchema = z.strictObject({
  /** `staging`, or the file's name. */
  name: z.string(),
  /** What it belongs to, where that is more than itself: reviews of one group are posted in one comment, which is called so. */
  group: z.string().optional(),
  /** `synthesis`: two syntheses were compared without looking at a state. */
  source: z.enum(['plan', 'synthesis']),
  account: z.string().nullable(),
  region: z.string().nullable(),
  commit: z.strictObject({ sha: z.string(), dirty: z.boolean() }).nullable(),
  /** What a synthesis is compared with; null for a plan. */
  base: z.string().nullable(),
  /** SHA-256, hexadecimal, of what `terraform show -json` printed, without white space at its ends. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  terraformVersion: z.string().nullable(),
  verdict: z.enum(['clean', 'changes', 'blocked']),
  counts,
  unchanged: count,
  /** Those that block first. */
  findings: z.array(finding),
  /** Absent when there are none, or nobody has asked: a plan in a file, a synthesis. */
  indexReads: indexReads.optional(),
  /** Of what is added, changed, replaced or destroyed. */
  layers: z.array(z.strictObject({ name: z.string(), changes: z.array(change) })),
  /** All that are taken over, also those that change at the same time and stand in `layers`, too. The same for moves. */
  imports: z.array(
    z.strictObject({
      address: z.string(),
      id: z.string().optional(),
      /** The attributes that the provider knows it by, where it is imported by those. */
      identity: z.record(z.string(), json).optional(),
      /** What the same plan does to it. `unknown`: a synthesis does not know what there is. */
      action: z.enum(['none', 'change', 'replace', 'unknown']),
      /** What of it differs, in the order of `layers`, where the values are: `stream_enabled`, `tags.Purpose`. */
      changes: z.array(z.string()),
    }),
  ),
  moves: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  forgets: z.array(z.strictObject({ address: z.string(), reason: z.string().optional() })),
  /** Changed outside Terraform. Without attributes, only in what the provider sets by itself. */
  drift: z.array(
    z.strictObject({
      address: z.string(),
      action: z.enum(['changed', 'deleted']),
      /** Whether this plan sets it back. */
      setBack: z.boolean(),
      attributes: z.array(attribute),
    }),
  ),
  /** Put off to a later plan. */
  deferred: z.array(z.strictObject({ address: z.string(), action: z.string(), reason: z.string() })),
  outputs: z.array(
    z.strictObject({ name: z.string(), action: z.enum(['add', 'change', 'remove']), attributes: z.array(attribute) }),
  ),
  checks: z.array(
    z.strictObject({
      address: z.string(),
      status: z.enum(['pass', 'fail', 'error', 'unknown']),
      problems: z.array(z.string()),
    }),
  ),
});

/** `trinity review --json`: one review a plan. */
export const reviewsSchema = z.strictObject({ schemaVersion: z.literal(1), reviews: z.array(reviewSchema).min(1) });

export type Review = z.infer<typeof reviewSchema>;
export type Reviews = z.infer<typeof reviewsSchema>;
export type IndexReads = z.infer<typeof indexReads>;
export type Finding = Review['findings'][number];
export type ReviewedChange = Review['layers'][number]['changes'][number];
export type AttributeChange = ReviewedChange['attributes'][number];
export type Aside = ReviewedChange['aside'];
