import * as z from 'zod';

/**
 * What `terraform show -json PLAN` and `tofu show -json PLAN` print, format 1: the parts that are read here. Source:
 * https://developer.hashicorp.com/terraform/internals/json-format, and Terraform's and OpenTofu's jsonplan packages for
 * what that page leaves out.
 */

const tree = z.unknown();

const change = z.looseObject({
  actions: z.array(z.string()).min(1),
  before: tree.optional(),
  after: tree.optional(),
  after_unknown: tree.optional(),
  before_sensitive: tree.optional(),
  after_sensitive: tree.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.looseObject({ id: z.string().optional(), identity: tree.optional() }).optional(),
});

const resourceChange = z.looseObject({
  address: z.string().min(1),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.enum(['managed', 'data', 'ephemeral']),
  type: z.string().min(1),
  name: z.string(),
  provider_name: z.string().optional(),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});

const invocation = z.looseObject({ address: z.string().optional() });

const checkStatus = z.enum(['pass', 'fail', 'error', 'unknown']);

const check = z.looseObject({
  address: z.looseObject({ to_display: z.string() }),
  status: checkStatus,
  instances: z
    .array(
      z.looseObject({
        address: z.looseObject({ to_display: z.string() }),
        status: checkStatus,
        problems: z.array(z.looseObject({ message: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

export const planFormat = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  variables: z.record(z.string(), z.looseObject({ value: tree.optional() })).optional(),
  planned_values: tree.optional(),
  prior_state: tree.optional(),
  configuration: tree.optional(),
  resource_changes: z.array(resourceChange).optional(),
  resource_drift: z.array(resourceChange).optional(),
  deferred_changes: z.array(z.looseObject({ reason: z.string(), resource_change: resourceChange })).optional(),
  output_changes: z.record(z.string(), change).optional(),
  action_invocations: z.array(invocation).optional(),
  deferred_action_invocations: z.array(z.looseObject({ action_invocation: invocation.optional() })).optional(),
  checks: z.array(check).optional(),
  applyable: z.boolean().optional(),
  complete: z.boolean().optional(),
  errored: z.boolean().optional(),
});

export type RawPlan = z.infer<typeof planFormat>;
export type RawChange = z.infer<typeof change>;
export type RawResourceChange = z.infer<typeof resourceChange>;

const PLAN_KEYS = new Set([...Object.keys(planFormat.shape), 'proposed_unknown', 'relevant_attributes', 'timestamp']);
const RESOURCE_KEYS = new Set([...Object.keys(resourceChange.shape), 'index', 'index_unknown']);
const IMPORTING_KEYS = new Set(['id', 'identity', 'unknown']);
const CHANGE_KEYS = new Set([...Object.keys(change.shape), 'generated_config', 'before_identity', 'after_identity']);

/** Whether it is Terraform's own, and nobody's data. */
export const isFormatKey = (key: string): boolean =>
  [PLAN_KEYS, RESOURCE_KEYS, IMPORTING_KEYS, CHANGE_KEYS].some((keys) => keys.has(key));

/**
 * Where the plan says something that nobody here has heard of. A newer Terraform may add keys within format 1; what they
 * mean cannot be known, so they are pointed out instead of being passed over.
 *
 * @returns paths, such as `resource_changes[0].change.color`
 */
export function unknownKeys(plan: RawPlan): string[] {
  const found = extra(plan, PLAN_KEYS, '');
  const resources = (list: readonly RawResourceChange[] | undefined, name: string): void =>
    list?.forEach((one, index) => {
      found.push(...extra(one, RESOURCE_KEYS, `${name}[${index}].`));
      found.push(...extra(one.change, CHANGE_KEYS, `${name}[${index}].change.`));
      found.push(...extra(one.change.importing ?? {}, IMPORTING_KEYS, `${name}[${index}].change.importing.`));
    });
  resources(plan.resource_changes, 'resource_changes');
  resources(plan.resource_drift, 'resource_drift');
  resources(
    plan.deferred_changes?.map((one) => one.resource_change),
    'deferred_changes',
  );
  for (const [name, output] of Object.entries(plan.output_changes ?? {})) {
    found.push(...extra(output, CHANGE_KEYS, `output_changes.${name}.`));
  }
  return found;
}

const extra = (value: object, known: ReadonlySet<string>, prefix: string): string[] =>
  Object.keys(value)
    .filter((key) => !known.has(key))
    .map((key) => prefix + key);
