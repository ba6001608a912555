/** The parts of cdk.tf.json that are changed here. */
export interface Stack {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  output: Record<string, { value: unknown }>;
  moved?: object[];
  import?: object[];
}

/** Exists, and no state knows of it. */
export const LEGACY_GROUP = '/trinity/legacy';

/** Gives the function `movie` another archive. */
export function setCode(stack: Stack, filename: string): void {
  Object.assign(resource(stack, 'aws_lambda_function.movie'), {
    filename,
    source_code_hash: `\${filebase64sha256("${filename}")}`,
  });
}

/** What a reviewer has to see before it is applied. */
export function endanger(stack: Stack): void {
  const set = (address: string, values: object): void => void Object.assign(resource(stack, address), values);

  set('aws_dynamodb_table.rooms', {
    hash_key: 'roomKey',
    attribute: [
      { name: 'roomKey', type: 'S' },
      { name: 'SK', type: 'S' },
    ],
    deletion_protection_enabled: false,
    lifecycle: {},
  });
  set('aws_dynamodb_table.filter_cache', { point_in_time_recovery: { enabled: false } });
  set('aws_dynamodb_table.room_cache_metadata', { ttl: { attribute_name: 'ttl', enabled: false } });
  set('aws_cloudwatch_log_group.cache', { retention_in_days: 3 });
  set('aws_lambda_function.room', { timeout: 2 });
  widen(resource(stack, 'aws_iam_role_policy.movie'));

  set('aws_cloudwatch_metric_alarm.cache_errors', { threshold: 100, evaluation_periods: 10 });
  const dashboard = resource(stack, 'aws_cloudwatch_dashboard.dashboard');
  dashboard['dashboard_body'] = String(dashboard['dashboard_body'])
    .replace('"${aws_cloudwatch_metric_alarm.movie_throttles.arn}",', '')
    .replace('aws_cloudwatch_metric_alarm.room_errors.', 'aws_cloudwatch_metric_alarm.room_failures.');
  delete stack.resource['aws_cloudwatch_metric_alarm']!['movie_throttles'];
  rename(stack, 'aws_cloudwatch_metric_alarm', 'room_errors', 'room_failures');

  stack.resource['aws_cloudwatch_log_group']!['legacy'] = { name: LEGACY_GROUP, retention_in_days: 30 };
  stack.import = [{ to: 'aws_cloudwatch_log_group.legacy', id: LEGACY_GROUP }];
  stack.output['dashboard_address']!.value = 'https://dashboards.example.com/trinity';
}

function resource(stack: Stack, address: string): Record<string, unknown> {
  const [type = '', name = ''] = address.split('.');
  const found = stack.resource[type]?.[name];
  if (found === undefined) throw new Error(`The synthesized stack has no ${address}.`);
  return found;
}

function widen(policy: Record<string, unknown>): void {
  const document = JSON.parse(String(policy['policy'])) as { Statement: object[] };
  document.Statement.push({ Effect: 'Allow', Action: ['dynamodb:*', 'iam:PassRole'], Resource: '*' });
  policy['policy'] = JSON.stringify(document);
}

function rename(stack: Stack, type: string, from: string, to: string): void {
  const { [from]: moved, ...rest } = stack.resource[type]!;
  stack.resource[type] = { ...rest, [to]: moved! };
  stack.moved = [{ from: `${type}.${from}`, to: `${type}.${to}` }];
}
