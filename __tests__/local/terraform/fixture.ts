import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Resources = Record<string, Record<string, object>>;

/** A small stack as CDKTF writes it: one of everything that runs on one machine, and a role. */
export function resources(): Resources {
  const runtime = { name: 'APPSYNC_JS', runtime_version: '1.0.0' };
  return {
    aws_appsync_api_key: { api: { api_id: '${aws_appsync_graphql_api.api.id}', expires: '2030-01-01T00:00:00Z' } },
    aws_appsync_datasource: {
      cache: {
        api_id: '${aws_appsync_graphql_api.api.id}',
        lambda_config: { function_arn: '${aws_lambda_alias.cache.arn}' },
        name: 'cache',
        service_role_arn: '${aws_iam_role.cache.arn}',
        type: 'AWS_LAMBDA',
      },
      rooms: {
        api_id: '${aws_appsync_graphql_api.api.id}',
        dynamodb_config: { table_name: '${aws_dynamodb_table.rooms.name}' },
        name: 'rooms',
        type: 'AMAZON_DYNAMODB',
      },
    },
    aws_appsync_function: {
      get_room: { code: 'get $${x}', data_source: '${aws_appsync_datasource.rooms.name}', name: 'get_room', runtime },
    },
    aws_appsync_graphql_api: {
      api: {
        authentication_type: 'API_KEY',
        introspection_config: 'DISABLED',
        name: 'trinity-api-test',
        query_depth_limit: 5,
        schema: 'type Query { room: ID }',
        xray_enabled: true,
      },
    },
    aws_appsync_resolver: {
      query_room: {
        code: 'resolver',
        field: 'room',
        kind: 'PIPELINE',
        pipeline_config: { functions: ['${aws_appsync_function.get_room.function_id}'] },
        runtime,
        type: 'Query',
      },
    },
    aws_dynamodb_table: {
      rooms: {
        attribute: [
          { name: 'PK', type: 'S' },
          { name: 'score', type: 'N' },
        ],
        global_secondary_index: [{ hash_key: 'PK', name: 'ByScore', projection_type: 'KEYS_ONLY', range_key: 'score' }],
        hash_key: 'PK',
        lifecycle: { prevent_destroy: true },
        name: 'trinity-rooms-test',
        point_in_time_recovery: { enabled: true },
        ttl: { attribute_name: 'ttl', enabled: true },
      },
    },
    aws_iam_role: { cache: { name: 'trinity-cache-test', assume_role_policy: '${jsonencode({})}' } },
    aws_iam_role_policy: {
      cache: {
        name: 'trinity-cache-test',
        role: '${aws_iam_role.cache.name}',
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '${aws_dynamodb_table.rooms.arn}' },
        }),
      },
    },
    aws_lambda_alias: {
      cache: {
        function_name: '${aws_lambda_function.cache.function_name}',
        function_version: '${aws_lambda_function.cache.version}',
        name: 'live',
      },
    },
    aws_lambda_function: {
      cache: {
        environment: {
          variables: { TABLE: '${aws_dynamodb_table.rooms.name}', ADDRESS: 'arn ${aws_dynamodb_table.rooms.arn}!' },
        },
        filename: '../../functions/cache.zip',
        function_name: 'trinity-cache-test',
        handler: 'index.handler',
        memory_size: 256,
        publish: true,
        role: '${aws_iam_role.cache.arn}',
        runtime: 'nodejs22.x',
        source_code_hash: 'hash=',
        timeout: 20,
      },
    },
    aws_lambda_function_event_invoke_config: {
      cache: {
        destination_config: { on_failure: { destination: '${aws_sqs_queue.dead_letters.arn}' } },
        function_name: '${aws_lambda_alias.cache.function_name}',
        maximum_retry_attempts: 1,
        qualifier: '${aws_lambda_alias.cache.name}',
      },
    },
    aws_sqs_queue: { dead_letters: { name: 'trinity-dead-letters-test' } },
  };
}

const written: string[] = [];

export function removeStacks(): void {
  for (const directory of written.splice(0)) rmSync(directory, { recursive: true });
}

/** Writes a stack file with these resources. @returns its path */
export function writeStack(resource: Resources, more: object = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-stack-'));
  written.push(directory);
  const file = join(directory, 'cdk.tf.json');
  const provider = { aws: [{ region: 'eu-west-1', allowed_account_ids: ['123456789012'] }] };
  writeFileSync(file, JSON.stringify({ '//': {}, provider, resource, terraform: {}, ...more }));
  return file;
}
