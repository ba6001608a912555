import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RECORDED = join(__dirname, '../__tests__/review/plans/recorded');
/** Made, changed, replaced and destroyed, all of it real. */
const SOURCES = ['dangerous-create', 'dangerous', 'project-create', 'project-dangerous'];

const COUNT = 2000;
/** What follows what, over and over: about as often as such resources are in a project. */
const TYPES = [
  'aws_cloudwatch_metric_alarm',
  'aws_iam_role_policy',
  'aws_lambda_function',
  'aws_cloudwatch_metric_alarm',
  'aws_cloudwatch_log_group',
  'aws_iam_role_policy',
  'aws_dynamodb_table',
];
/** What a resource is called in AWS; each type has one of them. */
const NAMES = ['alarm_name', 'function_name', 'name'];

interface Resource {
  readonly address: string;
  readonly name: string;
  readonly type: string;
}
interface Values {
  readonly root_module: { readonly resources?: readonly Resource[] };
}
interface Change extends Resource {
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}
interface PlanJson {
  readonly planned_values: Values;
  readonly prior_state?: { readonly values: Values };
  readonly resource_changes: readonly Change[];
  readonly configuration: Values;
}

/** A recorded change, and what the rest of its plan has of the same resource. */
interface Sample {
  readonly change: Change;
  readonly planned: Resource | undefined;
  readonly prior: Resource | undefined;
  readonly configured: Resource | undefined;
}

/**
 * The text of a plan that changes 2,000 resources, as `terraform show -json` prints it: recorded changes again and again,
 * each with an address and a name of its own. The same at every call; some 7 MB.
 */
export function planOf2000(): string {
  const { prior_state: state, configuration, ...plan } = read('dangerous');
  const recorded = SOURCES.map(read);
  const pools = new Map(TYPES.map((type) => [type, samples(recorded, type)]));
  const copies = Array.from({ length: COUNT }, (_, index) => {
    const pool = pools.get(TYPES[index % TYPES.length]!)!;
    return copy(pool[Math.floor(index / TYPES.length) % pool.length]!, index);
  });
  const resources = (of: 'planned' | 'prior' | 'configured') => ({
    resources: copies.flatMap(({ [of]: resource }) => resource ?? []),
  });
  return JSON.stringify({
    ...plan,
    planned_values: { root_module: resources('planned') },
    resource_drift: undefined,
    resource_changes: copies.map(({ change }) => change),
    prior_state: { ...state, values: { root_module: resources('prior') } },
    configuration: { ...configuration, root_module: resources('configured') },
    relevant_attributes: undefined,
  });
}

const read = (name: string): PlanJson => JSON.parse(readFileSync(join(RECORDED, `${name}.json`), 'utf8')) as PlanJson;

function samples(recorded: readonly PlanJson[], type: string): Sample[] {
  return recorded.flatMap((plan) => {
    const find = (values: Values | undefined, { address }: Resource) =>
      values?.root_module.resources?.find((resource) => resource.address === address);
    return plan.resource_changes
      .filter((one) => one.type === type && one.change.actions.join() !== 'no-op')
      .map((change) => ({
        change,
        planned: find(plan.planned_values, change),
        prior: find(plan.prior_state?.values, change),
        configured: find(plan.configuration, change),
      }));
  });
}

/** The same under another name, wherever its old one stands. */
function copy(sample: Sample, index: number): Sample {
  const { type, name, change } = sample.change;
  const number = String(index).padStart(4, '0');
  const values = change.after ?? change.before ?? {};
  const physical = NAMES.map((key) => values[key]).find((value) => typeof value === 'string');
  const text = JSON.stringify(sample)
    .replaceAll(`"address":"${type}.${name}"`, `"address":"${type}.${name}_${number}"`)
    .replaceAll(`"name":"${name}"`, `"name":"${name}_${number}"`);
  const renamed = physical === undefined ? text : text.replaceAll(physical, `${physical}-${number}`);
  return JSON.parse(renamed) as Sample;
}
