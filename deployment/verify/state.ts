import { z } from 'zod';
import { ofType, type Deployed } from '../deployed';
import type { DeployedResource } from '../terraform/state';

/**
 * What the checks read of a resource in the Terraform state, in the AWS provider's shapes (5.100.0): a block is a list
 * of none or one, and what is not set is null, "" or 0.
 */
const text = z.string();
const name = z.object({ name: text });
/** Of a table, what is looked at of one that somebody else owns, too. */
const usedTable = name.extend({
  arn: text,
  hash_key: text,
  range_key: text.nullish(),
  attribute: z.array(z.object({ name: text, type: text })),
});
const maybe = text.nullish();
const list = z.array(text).nullish();
const flag = z.boolean().nullish();
const whole = z.number().nullish();
const dimensions = z.record(text, text).nullish();
const runtime = z.array(z.object({ name: text, runtime_version: text })).nullish();
const index = {
  name: text,
  range_key: maybe,
  projection_type: maybe,
  non_key_attributes: list,
};

const stateShapes = {
  /** Whole: what it means is judged by `import/`. */
  aws_dynamodb_table: usedTable.loose().extend({
    global_secondary_index: z.array(z.looseObject({ ...index, hash_key: text })).nullish(),
    local_secondary_index: z.array(z.object(index)).nullish(),
    ttl: z.array(z.object({ attribute_name: maybe, enabled: flag })).nullish(),
    point_in_time_recovery: z.array(z.looseObject({ enabled: z.boolean() })).nullish(),
    deletion_protection_enabled: flag,
    billing_mode: maybe,
    read_capacity: whole,
    write_capacity: whole,
    on_demand_throughput: z
      .array(z.object({ max_read_request_units: whole, max_write_request_units: whole }))
      .nullish(),
  }),
  aws_appautoscaling_target: z.object({
    resource_id: text,
    scalable_dimension: text,
    min_capacity: z.number(),
    max_capacity: z.number(),
  }),
  aws_lambda_function: z.object({
    function_name: text,
    role: text,
    runtime: maybe,
    handler: maybe,
    memory_size: z.number(),
    timeout: z.number(),
    environment: z.array(z.object({ variables: z.record(text, text).nullish() })).nullish(),
  }),
  aws_lambda_alias: z.object({ name: text, function_name: text, function_version: text }),
  aws_lambda_provisioned_concurrency_config: z.object({ function_name: text, qualifier: text }),
  aws_sns_topic: z.object({ arn: text }),
  aws_iam_role: name.extend({ arn: text }),
  aws_iam_role_policy: name.extend({ role: text, policy: text }),
  aws_appsync_graphql_api: name.extend({ id: text, schema: text }),
  aws_appsync_datasource: name.extend({
    type: text,
    service_role_arn: maybe,
    dynamodb_config: z.array(z.object({ table_name: text })).nullish(),
    lambda_config: z.array(z.object({ function_arn: text })).nullish(),
  }),
  aws_appsync_function: name.extend({ function_id: text, data_source: text, code: maybe, runtime }),
  aws_appsync_resolver: z.object({
    type: text,
    field: text,
    kind: maybe,
    data_source: maybe,
    code: maybe,
    pipeline_config: z.array(z.object({ functions: list })).nullish(),
    runtime,
  }),
  aws_cloudwatch_metric_alarm: z.object({
    alarm_name: text,
    actions_enabled: z.boolean(),
    threshold: z.number().nullish(),
    comparison_operator: text,
    evaluation_periods: z.number(),
    period: whole,
    namespace: maybe,
    metric_name: maybe,
    dimensions,
    statistic: maybe,
    extended_statistic: maybe,
    treat_missing_data: maybe,
    alarm_actions: list,
    ok_actions: list,
    insufficient_data_actions: list,
    metric_query: z
      .array(
        z.object({
          id: text,
          expression: maybe,
          return_data: flag,
          metric: z
            .array(
              z.object({
                namespace: maybe,
                metric_name: text,
                dimensions,
                stat: text,
                period: z.number(),
              }),
            )
            .nullish(),
        }),
      )
      .nullish(),
  }),
};

type StateShapes = typeof stateShapes;
export type StateOf<Type extends keyof StateShapes> = z.infer<StateShapes[Type]>;

export interface InState<Type extends keyof StateShapes> {
  readonly address: string;
  /** `rooms` of `aws_dynamodb_table.rooms`. */
  readonly name: string;
  readonly values: StateOf<Type>;
}

/** Every resource of a type. @throws Error when the state has another shape than the provider's */
export function resourcesOf<Type extends keyof StateShapes>(deployed: Deployed, type: Type): InState<Type>[] {
  return ofType(deployed, type).map((resource) => {
    const { address, name } = resource;
    return { address, name, values: parse(stateShapes[type], resource) as StateOf<Type> };
  });
}

/** The tables that are used, and that somebody else looks after. @throws Error as above */
export const releasedTables = ({ used }: Pick<Deployed, 'used'>): z.infer<typeof usedTable>[] =>
  used
    .filter(({ type }) => type === 'aws_dynamodb_table')
    .map((table) => parse(usedTable, table) as z.infer<typeof usedTable>);

/** The one GraphQL API. @throws Error unless the state has exactly one */
export function apiOf(deployed: Deployed): InState<'aws_appsync_graphql_api'> {
  const [api, ...others] = resourcesOf(deployed, 'aws_appsync_graphql_api');
  if (api && others.length === 0) return api;
  throw new Error(`the state has ${api ? others.length + 1 : 0} aws_appsync_graphql_api; exactly one is expected`);
}

function parse(shape: z.ZodType, { address, values }: DeployedResource): unknown {
  const parsed = shape.safeParse(values);
  if (parsed.success) return parsed.data;
  // Without the values: they may be secret.
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${address} in the state is not as the AWS provider 5.100.0 writes it: ${problems.join('; ')}`);
}
