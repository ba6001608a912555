import { z } from 'zod';

/** One setting in which a table that exists is not what is declared. */
const difference = z.strictObject({
  /** In Terraform's words: `global_secondary_index[BatchIndex]`, `stream_view_type`, `tags.Purpose`. */
  path: z.string(),
  /**
   * What a deploy would do about it:
   * - `in-place`: change the table as it stands;
   * - `refused`: fail, or leave it as it is: the provider cannot do it in one deploy, or AWS does not take it;
   * - `replace`: destroy it and make an empty one, or run with a declaration that the table refuses;
   * - `unseen`: nobody can tell from what was read, or no plan speaks of it.
   */
  effect: z.enum(['in-place', 'refused', 'replace', 'unseen']),
  /** What happens, and what it costs, risks or saves. Sentences. */
  cost: z.string(),
});

/** What the application makes of items that were read. */
const counts = {
  read: z.int().nonnegative(),
  /** They are as the application writes them, whatever other attributes they have. */
  parsed: z.int().nonnegative(),
  /** They are understood: a number that is text, a `ttl` in milliseconds, an attribute that is missing and has a default. */
  parsedWithDefaults: z.int().nonnegative(),
  /** The application sets them aside. */
  unparsable: z.int().nonnegative(),
};

/** Items with the same attributes. Values are never shown: they are members' data. */
const shape = z.strictObject({
  attributes: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS']),
    }),
  ),
  ...counts,
  /** Why some of them cannot be parsed: an attribute, and what is allowed. */
  problems: z.array(z.string()),
});

const sampledItems = z.strictObject({
  ...counts,
  /** At most 10: those that cannot be parsed first, then the frequent ones. */
  shapes: z.array(shape),
  moreShapes: z.int().nonnegative(),
});

const inspectedTable = z.strictObject({
  /** What it is called, or where in its file it stands. */
  name: z.string(),
  /** That describes it. Absent for a table of the account. */
  file: z.string().optional(),
  /** As the configuration calls what it was compared with: `roomMovieCache`. */
  declared: z.string().optional(),
  /**
   * - `same`: a deploy changes nothing of it;
   * - `in-place`: a deploy changes it, or nobody can tell that it does not;
   * - `replace`: a deploy would destroy it and make an empty one;
   * - `unreadable`: it is not known what it is, or it cannot be adopted in the state that it is in, or the application
   *   cannot parse some of the items that were read;
   * - `undeclared`: nothing here declares it.
   */
  verdict: z.enum(['same', 'in-place', 'replace', 'unreadable', 'undeclared']),
  differences: z.array(difference),
  /** Why it is unreadable, or would be if it were not replaced, or undeclared though something like it is declared. */
  reason: z.string().optional(),
  /**
   * What was not read: keys that nobody here knows, values that another tool fills in, calls that AWS refuses; and that a file
   * describes a table of another account or region. Sentences.
   */
  notSeen: z.array(z.string()).optional(),
  /** As of AWS's last count, which may be six hours old. */
  itemCount: z.int().nonnegative().optional(),
  sizeBytes: z.int().nonnegative().optional(),
  /** Of a table that nothing declares, the day, such as `2026-11-02`, as far back as CloudWatch knows: 455 days. */
  lastWrite: z.iso.date().optional(),
  /** With `--sample N`: of a table that something here declares, at most N. */
  items: sampledItems.optional(),
});

/** What `trinity import ENV --inspect --json` prints. */
export const inspectionSchema = z.strictObject({
  schemaVersion: z.literal(1),
  environment: z.string(),
  /** Of the environment: the one that was asked, unless files describe the tables. */
  account: z.string(),
  /** Of the environment: the one that was asked, unless files describe the tables. */
  region: z.string(),
  /** The worst first. */
  tables: z.array(inspectedTable),
});

const sentences = z.array(z.string());

/** What a deploy would do to one object that is adopted. */
const checkedAdoption = z.strictObject({
  /** `aws_dynamodb_table.rooms` */
  address: z.string(),
  /** The table's; of another object, what Terraform imports it by, where the plan says it. */
  name: z.string(),
  /** Why it must not be deployed so. Sentences; none when it may. */
  problems: sentences,
  /** Tags of the environment that the table gets. */
  addedTags: z.array(z.string()),
  /** What the adoption names among its changes and happens, with its reason. */
  changes: sentences,
  /** What nobody can tell, and what the adoption names among its changes, and no plan changes. */
  notSeen: sentences,
  /** Whether the state has it already. */
  isInState: z.boolean(),
});

/** What a deploy would do to one object that is released. */
const checkedRelease = z.strictObject({
  /** `aws_dynamodb_table.rooms` */
  address: z.string(),
  /** Why it must not be deployed so. Sentences; none when it may. */
  problems: sentences,
  /** Whether the state has it still: a deploy takes it out. */
  isInState: z.boolean(),
});

/** What `trinity import ENV --check --json` prints. */
export const checkSchema = z.strictObject({
  schemaVersion: z.literal(1),
  environment: z.string(),
  /** Whether a deploy does to what is adopted and released what was asked for, and would not be refused. */
  safe: z.boolean(),
  adoptions: z.array(checkedAdoption),
  releases: z.array(checkedRelease),
  /** Why a deploy would be refused for something else, or for more than what is adopted. */
  refused: z.array(
    z.strictObject({
      reason: z.string(),
      /** What to do. A line for each, where it is not the same for all. */
      next: z.string(),
      /** Of what is in the way. */
      addresses: z.array(z.string()),
    }),
  ),
});

export type CheckedAdoption = z.output<typeof checkedAdoption>;
export type CheckedRelease = z.output<typeof checkedRelease>;
export type CheckResult = z.output<typeof checkSchema>;
export type Difference = z.output<typeof difference>;
export type InspectedTable = z.output<typeof inspectedTable>;
export type Shape = z.output<typeof shape>;
export type SampledItems = z.output<typeof sampledItems>;
export type ItemCounts = Pick<SampledItems, keyof typeof counts>;
export type Inspection = z.output<typeof inspectionSchema>;
export type Verdict = InspectedTable['verdict'];
