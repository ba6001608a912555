import { own } from '../../keys/own';
import { isObject, type StackFile } from './stack-file';

/** Everything in the stack that does not run here, and whether that is known. */
export interface Coverage {
  /** Resources of types that have no meaning on one machine, with the reason. */
  withoutMeaning: { address: string; reason: string }[];
  /** Attributes of resources that run, which change nothing here, with the reason. */
  withoutEffect: { address: string; attribute: string; reason: string }[];
  /** What the local run has never heard of: named at start. */
  unknown: string[];
}

const logs = 'logs go to the terminal';
const alarms = 'nothing watches CloudWatch here';
const capacity = 'the embedded DynamoDB has no capacity limits and does not throttle';
const engine = 'this machine runs it';

const typesWithoutMeaning: Record<string, string> = {
  aws_appautoscaling_policy: capacity,
  aws_appautoscaling_target: capacity,
  aws_cloudwatch_dashboard: alarms,
  aws_cloudwatch_log_group: logs,
  aws_cloudwatch_log_metric_filter: alarms,
  aws_cloudwatch_metric_alarm: alarms,
  aws_lambda_permission: 'whoever asks the API asks its functions here',
  aws_lambda_provisioned_concurrency_config: 'one worker of each function is warm from the start',
  aws_sns_topic: alarms,
  aws_sns_topic_subscription: alarms,
};

/** What an attribute of a resource that runs means here: it works, or the reason why it does not. */
type Effect = 'works' | { none: string };
const works: Effect = 'works';
const none = (reason: string): Effect => ({ none: reason });

/** By type, then by attribute; `block.attribute` inside a block whose parts differ. A block named alone counts with all that it holds. */
const attributes: Record<string, Record<string, Effect>> = {
  aws_appsync_api_key: {
    api_id: works,
    expires: works,
    description: none('it is for people'),
  },
  aws_appsync_datasource: {
    api_id: works,
    name: works,
    type: works,
    'dynamodb_config.table_name': works,
    'dynamodb_config.region': none('there is one region here'),
    'lambda_config.function_arn': works,
    service_role_arn: works,
    description: none('it is for people'),
  },
  aws_appsync_function: {
    api_id: works,
    name: works,
    data_source: works,
    code: works,
    runtime: works,
    description: none('it is for people'),
  },
  aws_appsync_graphql_api: {
    name: works,
    schema: works,
    authentication_type: works,
    'lambda_authorizer_config.authorizer_uri': works,
    'lambda_authorizer_config.authorizer_result_ttl_in_seconds': works,
    'lambda_authorizer_config.identity_validation_expression': works,
    'user_pool_config.user_pool_id': works,
    'user_pool_config.aws_region': works,
    'user_pool_config.default_action': works,
    'user_pool_config.app_id_client_regex': works,
    'additional_authentication_provider.authentication_type': works,
    'additional_authentication_provider.lambda_authorizer_config': works,
    'additional_authentication_provider.user_pool_config': works,
    introspection_config: works,
    query_depth_limit: works,
    resolver_count_limit: works,
    log_config: none(logs),
    xray_enabled: none('nothing is traced here'),
    visibility: none('there is one network here'),
    tags: none('tags are for the bill'),
  },
  aws_appsync_resolver: {
    api_id: works,
    type: works,
    field: works,
    kind: works,
    data_source: works,
    'pipeline_config.functions': works,
    code: works,
    runtime: works,
  },
  aws_cognito_user_group: {
    name: works,
    user_pool_id: works,
    description: none('it is for people'),
  },
  aws_cognito_user_pool: {
    name: works,
    username_attributes: works,
    alias_attributes: works,
    auto_verified_attributes: works,
    username_configuration: works,
    'admin_create_user_config.allow_admin_create_user_only': works,
    password_policy: works,
    mfa_configuration: works,
    software_token_mfa_configuration: works,
    account_recovery_setting: works,
    schema: works,
    sms_configuration: none('nothing is sent from here'),
    deletion_protection: none('members last as long as this runs'),
    tags: none('tags are for the bill'),
  },
  aws_cognito_user_pool_client: {
    name: none('it is for people'),
    user_pool_id: works,
    generate_secret: works,
    explicit_auth_flows: works,
    prevent_user_existence_errors: works,
    enable_token_revocation: works,
    access_token_validity: works,
    id_token_validity: works,
    refresh_token_validity: works,
    token_validity_units: works,
    read_attributes: works,
    write_attributes: works,
  },
  aws_dynamodb_table: {
    name: works,
    hash_key: works,
    range_key: works,
    attribute: works,
    global_secondary_index: works,
    local_secondary_index: works,
    ttl: works,
    billing_mode: none(capacity),
    read_capacity: none(capacity),
    write_capacity: none(capacity),
    on_demand_throughput: none(capacity),
    deletion_protection_enabled: none('nothing deletes tables here'),
    point_in_time_recovery: none('there are no backups here'),
    server_side_encryption: none('the tables are not encrypted here'),
    stream_enabled: none('there are no streams here'),
    stream_view_type: none('there are no streams here'),
    replica: none('there is one region here'),
    table_class: none('there is no bill here'),
    tags: none('tags are for the bill'),
  },
  aws_iam_role: {
    name: works,
    assume_role_policy: none('whoever is given a role has it here'),
    tags: none('tags are for the bill'),
  },
  aws_iam_role_policy: {
    role: works,
    policy: works,
    name: none('it is for people'),
  },
  aws_lambda_alias: {
    name: works,
    function_name: works,
    function_version: works,
    description: none('it is for people'),
  },
  aws_lambda_function: {
    function_name: works,
    filename: works,
    source_code_hash: works,
    handler: works,
    environment: works,
    memory_size: works,
    timeout: works,
    reserved_concurrent_executions: works,
    publish: works,
    runtime: none(`the Node that runs this runs the functions: ${process.version}`),
    architectures: none(engine),
    role: works,
    logging_config: none(logs),
    tracing_config: none('nothing is traced here'),
    description: none('it is for people'),
    tags: none('tags are for the bill'),
  },
  aws_lambda_function_event_invoke_config: {
    function_name: works,
    qualifier: works,
    maximum_retry_attempts: works,
    'destination_config.on_failure': works,
  },
  aws_sqs_queue: {
    name: works,
    message_retention_seconds: none('the queue is in memory, for as long as this runs'),
    sqs_managed_sse_enabled: none('the queue is in memory'),
    tags: none('tags are for the bill'),
  },
};

/** Terraform's own words on a resource: they steer a deployment and say nothing of what runs. */
const metaArguments = new Set(['depends_on', 'lifecycle', 'provider']);
/** `import` and `removed` speak of a state, and there is none here. */
const sectionsWithoutMeaning = new Set([
  ...['//', 'import', 'locals', 'output', 'provider', 'removed', 'resource', 'terraform'],
]);
const dataSources = new Set([
  'data.aws_cloudwatch_log_groups',
  'data.aws_cognito_user_pool',
  'data.aws_dynamodb_table',
  'data.aws_dynamodb_tables',
]);

export function examine(stack: StackFile): Coverage {
  const coverage: Coverage = { withoutMeaning: [], withoutEffect: [], unknown: [] };
  for (const [section, content] of Object.entries(stack.sections)) {
    if (sectionsWithoutMeaning.has(section)) continue;
    const parts = isObject(content) ? Object.keys(content).map((key) => `${section}.${key}`) : [section];
    coverage.unknown.push(...parts.filter((part) => !dataSources.has(part)));
  }
  for (const resource of stack.resources) {
    const reason = own(typesWithoutMeaning, resource.type);
    const known = own(attributes, resource.type);
    if (reason !== undefined) coverage.withoutMeaning.push({ address: resource.address, reason });
    else if (known === undefined) coverage.unknown.push(resource.address);
    else {
      for (const attribute of resource.attributes) {
        if (metaArguments.has(attribute)) continue;
        const names = Object.hasOwn(known, attribute)
          ? [attribute]
          : partsOf(attribute, resource.blocksIfAny(attribute));
        for (const name of names) {
          const effect = own(known, name);
          if (effect === undefined) coverage.unknown.push(`${resource.address}.${name}`);
          else if (effect !== 'works') {
            coverage.withoutEffect.push({ address: resource.address, attribute: name, reason: effect.none });
          }
        }
      }
    }
  }
  return coverage;
}

function partsOf(attribute: string, blocks: { attributes: string[] }[]): string[] {
  const inner = new Set(blocks.flatMap((block) => block.attributes));
  return inner.size === 0 ? [attribute] : [...inner].map((name) => `${attribute}.${name}`);
}
