import { actionOf } from './actions';
import { isObject, isSame, MOST_LEVELS, ownOf, parseJson, TooDeepError } from './json';
import { isFormatKey, planFormat, unknownKeys, type RawChange, type RawPlan, type RawResourceChange } from './format';
import type { Hide } from './hide';
import { hideImporting, secretOfId } from './names';
import { createMasker, nothingMarked, type Masker } from './mask';
import { mistakenText, mistakenValue, mistakenVersion, SHOW, type Mistaken } from './mistaken';
import { WHOLE, type CheckResult, type OutputChange, type Plan, type ResourceChange } from './model';
import type { JsonObject } from './value';
import { argumentsOf, providersOf, resourcesIn } from './configuration';
import { repeatedKey } from './repeated-key';
import { UnreadablePlanError } from './unreadable';

/** A plan without what is marked in it, and what takes the same out of all that is written about it. */
export interface ReadPlan {
  readonly plan: Plan;
  /** Undefined when the plan has none. */
  readonly hide: Hide | undefined;
}

/**
 * Reads what `terraform show -json` or `tofu show -json` printed. What is secret is masked before anything else is done.
 *
 * @param options.errored one is read, too, that Terraform could not finish: the changes that it has come to, with `complete`
 *   false. Default: it is refused
 * @throws UnreadablePlanError for what is no plan, is cut off, of another major version, or has an action that is not known
 *   here
 */
export function readPlan(text: string, { errored = false }: { readonly errored?: boolean } = {}): ReadPlan {
  const raw = parse(text, errored);
  const masker = createMasker();
  collectSecrets(raw, masker);
  try {
    return { plan: mask(raw, masker), hide: masker.hasSecrets() ? masker.hide : undefined };
  } catch (error) {
    if (!(error instanceof UnreadablePlanError)) throw error;
    throw new UnreadablePlanError(masker.hide.name(error.message), error.next); // an address may hold a secret
  }
}

function mask(raw: RawPlan, masker: Masker): Plan {
  const configured = argumentsOf(raw.configuration);
  const read = (one: RawResourceChange): ResourceChange => readResource(one, masker, configured);
  const managed = (list: readonly RawResourceChange[] = []): ResourceChange[] => list.filter(isManaged).map(read);
  return {
    source: 'plan',
    terraformVersion: raw.terraform_version ?? null,
    ...providersOf(raw),
    resources: managed(raw.resource_changes),
    drift: managed(raw.resource_drift),
    deferred: (raw.deferred_changes ?? []).map(({ reason, resource_change }) => ({
      reason,
      change: read(resource_change),
    })),
    outputs: Object.entries(raw.output_changes ?? {}).map(([name, change]) => readOutput(name, change, masker)),
    checks: readChecks(raw),
    invocations: [...(raw.action_invocations ?? []), ...(raw.deferred_action_invocations ?? [])].map(addressOfAction),
    complete: raw.complete ?? true,
    ...(raw.errored && { errored: true }),
    ...(raw.applyable !== undefined && { applyable: raw.applyable }),
    notUnderstood: [...unknownKeys(raw), ...changedThoughSaidNot(raw)],
  };
}

/** Deferred ones have it one level deeper. */
const addressOfAction = (action: {
  address?: string | undefined;
  action_invocation?: { address?: string | undefined } | undefined;
}): string => action.address ?? action.action_invocation?.address ?? 'action';

/** Nothing happens to it, it is said, but what is before and after is not the same. */
const changedThoughSaidNot = ({ resource_changes = [] }: RawPlan): string[] =>
  resource_changes.flatMap(({ mode, address, change }) =>
    mode === 'managed' &&
    change.actions.join() === 'no-op' &&
    (!isSame(change.before, change.after) || (change.replace_paths ?? []).length > 0)
      ? [`no-op of ${address}, whose before and after differ`]
      : [],
  );

function parse(text: string, mayBeErrored: boolean): RawPlan {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof TooDeepError) {
      throw new UnreadablePlanError(`It is nested more than ${MOST_LEVELS} levels deep: no plan is.`, SHOW);
    }
    // Its message quotes what stands there, which may be a secret; so it is no cause either.
    const [at = ''] = /at position \d+/.exec((error as Error).message) ?? [];
    throw refuse(mistakenText(text) ?? { message: `${`It is no JSON, or cut off ${at}`.trimEnd()}.`, next: SHOW });
  }
  const version = isObject(value) ? value.format_version : undefined;
  if (typeof version !== 'string') throw refuse(mistakenValue(value));
  if (!/^1\.\d+$/.test(version)) throw refuse(mistakenVersion(version, releaseOf(value)));
  requireSingleKeys(text, value);
  if (!mayBeErrored && isObject(value) && value.errored === true) {
    const message = 'Terraform could not finish this plan (errored): what it says is not all that would happen.';
    throw new UnreadablePlanError(message, 'Mend what `terraform plan` complains about, and plan again.');
  }
  requirePlan(value);
  const parsed = planFormat.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = `${describeIssue(issue?.path ?? [])}: ${issue?.message ?? 'not as expected'}: it is no plan of format 1.`;
    throw new UnreadablePlanError(message, SHOW);
  }
  const plan = value as RawPlan; // zod's own copy lacks keys that are called __proto__
  requireOnce(plan);
  return plan;
}

const refuse = ({ message, next }: Mistaken): UnreadablePlanError => new UnreadablePlanError(message, next);

const releaseOf = (value: unknown): string | undefined => {
  const release = isObject(value) ? value.terraform_version : undefined;
  return typeof release === 'string' && /^\d+\.\d+\.\d+$/.test(release) ? release : undefined;
};

/** What Terraform shows of a state, of no state at all, of schemas or of a validation has a format_version, too. */
function requirePlan(value: unknown): void {
  if (!isObject(value)) return;
  const other = ['values', 'provider_schemas', 'provider_selections', 'valid'].find((key) => Object.hasOwn(value, key));
  if (other !== undefined)
    throw new UnreadablePlanError(`It is no plan: it has ${other}, as a state or other output of Terraform has.`, SHOW);
  const parts = ['planned_values', 'resource_changes', 'output_changes', 'resource_drift', 'configuration'];
  if (!parts.some((key) => Object.hasOwn(value, key))) {
    throw new UnreadablePlanError('It is no plan: it says nothing of resources, outputs or a configuration.', SHOW);
  }
  const unseen = (['output_changes', 'variables'] as const).find((key) => ownOf(value[key], '__proto__') !== undefined);
  if (unseen !== undefined) {
    throw new UnreadablePlanError(
      `It has the name __proto__ in ${unseen}, which cannot be read.`,
      `Give ${unseen === 'variables' ? 'the variable' : 'the output'} another name, and plan again.`,
    );
  }
}

/** Of two values under one key, which is meant? */
function requireSingleKeys(text: string, value: unknown): void {
  const path = repeatedKey(text, value);
  if (path === undefined) return;
  const shown = path.map((step) => (typeof step === 'number' || isFormatKey(step) ? step : '*')); // or it may be a secret
  throw new UnreadablePlanError(
    `It has one key twice: ${shown.join('.')}. Terraform never writes that.`,
    `Something has changed it since. ${SHOW}`,
  );
}

/** Without names that the plan brings along, which may be anything. */
const describeIssue = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) => (['output_changes', 'variables'].includes(String(path[index - 1])) ? '*' : String(step)))
    .join('.');

/** Two changes of one object: an acceptance of the one would go for the other, too. */
function requireOnce({ resource_changes = [] }: RawPlan): void {
  const seen = new Set<string>();
  for (const { address, deposed } of resource_changes) {
    const key = JSON.stringify([address, deposed]);
    if (seen.has(key)) throw new UnreadablePlanError('It has two changes of one and the same object.', SHOW);
    seen.add(key);
  }
}

/** What is secret anywhere, marks in the prior state, the planned values and the variables included. */
function collectSecrets(raw: RawPlan, masker: Masker): void {
  const changes = [
    ...(raw.resource_changes ?? []),
    ...(raw.resource_drift ?? []),
    ...(raw.deferred_changes ?? []).map((one) => one.resource_change),
  ];
  for (const { change, type } of changes) {
    collectChange(change, masker);
    masker.collect(secretOfId(type, change.importing?.id ?? ''), true);
  }
  for (const output of Object.values(raw.output_changes ?? {})) collectChange(outputMarks(output), masker);
  for (const values of [raw.planned_values, isObject(raw.prior_state) ? raw.prior_state.values : undefined]) {
    collectValues(values, masker);
  }
  const root = isObject(raw.configuration) ? raw.configuration.root_module : undefined;
  const declared = variablesOf(root);
  for (const [name, { value }] of Object.entries(raw.variables ?? {})) {
    const variable = ownOf(declared, name);
    if (!isObject(variable) || variable.sensitive === true) masker.collect(value, true); // undeclared, it may be anything
  }
  collectGiven(root, masker);
}

const variablesOf = (module: unknown): JsonObject =>
  isObject(module) && isObject(module.variables) ? module.variables : {};

/** What the configuration itself gives to variables that are sensitive: defaults, and arguments of modules. */
function collectGiven(module: unknown, masker: Masker, given: unknown = {}): void {
  for (const [name, variable] of Object.entries(variablesOf(module))) {
    if (!isObject(variable) || variable.sensitive !== true) continue;
    masker.collect(variable.default, true);
    masker.collect(ownOf(ownOf(given, name), 'constant_value'), true);
  }
  const calls = isObject(module) && isObject(module.module_calls) ? Object.values(module.module_calls) : [];
  for (const call of calls) if (isObject(call)) collectGiven(call.module, masker, call.expressions);
}

function collectChange(change: RawChange, masker: Masker): void {
  masker.collect(change.before, change.before_sensitive);
  masker.collect(change.after, change.after_sensitive);
}

/** Of a state's values: outputs, and resources of all modules. */
function collectValues(values: unknown, masker: Masker): void {
  if (!isObject(values)) return;
  for (const output of Object.values(isObject(values.outputs) ? values.outputs : {})) {
    if (isObject(output) && output.sensitive === true) masker.collect(output.value, true);
  }
  for (const resource of resourcesIn(values)) masker.collect(resource.values, resource.sensitive_values);
}

/** An output is secret as a whole or not at all: its marks are one word, whatever its shape. */
function outputMarks(change: RawChange): RawChange {
  const expand = (value: unknown, marks: unknown) => (marks === false ? nothingMarked(value) : true);
  return {
    ...change,
    before_sensitive: expand(change.before, change.before_sensitive),
    after_sensitive: expand(change.after, change.after_sensitive),
  };
}

/** Data sources and ephemeral resources are read, or opened, and nothing else may happen to them. */
function isManaged({ mode, address, change }: RawResourceChange): boolean {
  const action = actionOf(change.actions, address);
  if (mode === 'managed' && action !== 'read') return true;
  if (mode !== 'managed' && (action === 'read' || action === 'no-op')) return false;
  throw new UnreadablePlanError(
    `The plan wants to ${change.actions.join(', then ')} ${address}, which is ${mode === 'managed' ? 'a managed resource' : 'no managed resource'}.`,
    'This is not known here: review it by hand, with terraform show.',
  );
}

function readResource(
  raw: RawResourceChange,
  masker: Masker,
  configured: ReadonlyMap<string, ReadonlySet<string>>,
): ResourceChange {
  const { address, change } = raw;
  const action = actionOf(change.actions, address);
  const isTouched = action !== 'no-op' && action !== 'read';
  const mask = (value: unknown, marks: unknown): JsonObject | null => {
    const masked = isTouched ? masker.mask(value, marks, address) : null;
    return isObject(masked) || masked === null ? masked : { [WHOLE]: masked };
  };
  const module = raw.module_address === undefined ? '' : `${raw.module_address.replace(INDEX, '')}.`;
  const known = configured.get(`${module}${raw.type}.${raw.name}`);
  return {
    address,
    ...(raw.previous_address !== undefined && { previousAddress: raw.previous_address }),
    ...(raw.deposed !== undefined && { deposed: raw.deposed }),
    type: raw.type,
    provider: raw.provider_name ?? '',
    action,
    steps: change.actions,
    ...(raw.action_reason !== undefined && { reason: raw.action_reason }),
    ...(change.importing && { importing: hideImporting(change.importing, masker.hide) }),
    before: mask(change.before, change.before_sensitive),
    after: mask(change.after, change.after_sensitive),
    unknown: isTouched ? ((change.after_unknown ?? {}) as JsonObject) : {},
    replacePaths: change.replace_paths ?? [],
    ...(known && { configured: known }),
  };
}

/** Keys of `count` and `for_each` within an address. */
const INDEX = /\[(?:"(?:\\.|[^"\\])*"|\d+)\]/g;

function readOutput(name: string, raw: RawChange, masker: Masker): OutputChange {
  const change = outputMarks(raw);
  return {
    name,
    action: actionOf(change.actions, `output.${name}`),
    before: masker.mask(change.before, change.before_sensitive, `output.${name}`),
    after: masker.mask(change.after, change.after_sensitive, `output.${name}`),
    unknown: (change.after_unknown ?? false) as boolean,
  };
}

/** One of each instance, or of the whole where it has none: a resource that does not exist yet, for example. */
function readChecks({ checks = [] }: RawPlan): CheckResult[] {
  return checks.flatMap(({ address, status, instances = [] }) => {
    if (instances.length === 0) return [{ address: address.to_display, status, problems: [] }];
    return instances.map((one) => ({
      address: one.address.to_display,
      status: one.status,
      problems: (one.problems ?? []).flatMap(({ message }) => message ?? []),
    }));
  });
}
