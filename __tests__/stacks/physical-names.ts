import type { Synthesized } from './synthesize';

/** Physical name of every resource that has one, `<env>` for the environment's name: what exists is found by it. */
export const PHYSICAL_NAMES = `
  aws_appsync_datasource cache
  aws_appsync_datasource movie
  aws_appsync_datasource room
  aws_appsync_datasource room_cache_metadata
  aws_appsync_datasource room_matches
  aws_appsync_datasource room_members
  aws_appsync_datasource room_movie_cache
  aws_appsync_datasource rooms
  aws_appsync_datasource votes
  aws_appsync_function clean_cache
  aws_appsync_function close_room
  aws_appsync_function count_like
  aws_appsync_function create_room
  aws_appsync_function find_room
  aws_appsync_function get_genres
  aws_appsync_function get_movie
  aws_appsync_function get_room
  aws_appsync_function get_room_cache
  aws_appsync_function get_voted_movie
  aws_appsync_function join_room
  aws_appsync_function put_match
  aws_appsync_function put_vote
  aws_appsync_function query_matches
  aws_appsync_function query_members
  aws_appsync_function query_room_movies
  aws_appsync_function query_votes
  aws_appsync_function requeue_fill
  aws_appsync_function start_fill
  aws_appsync_graphql_api trinity-api-<env>
  aws_cloudwatch_dashboard trinity-dashboard-<env>
  aws_cloudwatch_log_group /aws/appsync/apis/\${aws_appsync_graphql_api.api.id}
  aws_cloudwatch_log_group /aws/lambda/trinity-cache-<env>
  aws_cloudwatch_log_group /aws/lambda/trinity-movie-<env>
  aws_cloudwatch_log_group /aws/lambda/trinity-room-<env>
  aws_cloudwatch_log_metric_filter trinity-failed-requests-<env>
  aws_cloudwatch_metric_alarm trinity-api-key-expiry-<env>
  aws_cloudwatch_metric_alarm trinity-api-latency-<env>
  aws_cloudwatch_metric_alarm trinity-api-server-errors-<env>
  aws_cloudwatch_metric_alarm trinity-cache-dead-letters-<env>
  aws_cloudwatch_metric_alarm trinity-cache-duration-<env>
  aws_cloudwatch_metric_alarm trinity-cache-errors-<env>
  aws_cloudwatch_metric_alarm trinity-cache-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-failed-requests-<env>
  aws_cloudwatch_metric_alarm trinity-filter-cache-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-movie-duration-<env>
  aws_cloudwatch_metric_alarm trinity-movie-errors-<env>
  aws_cloudwatch_metric_alarm trinity-movie-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-room-cache-metadata-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-room-duration-<env>
  aws_cloudwatch_metric_alarm trinity-room-errors-<env>
  aws_cloudwatch_metric_alarm trinity-room-matches-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-room-members-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-room-movie-cache-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-room-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-rooms-throttles-<env>
  aws_cloudwatch_metric_alarm trinity-tmdb-failures-<env>
  aws_cloudwatch_metric_alarm trinity-votes-throttles-<env>
  aws_dynamodb_table trinity-filter-cache-<env>
  aws_dynamodb_table trinity-room-cache-metadata-<env>
  aws_dynamodb_table trinity-room-matches-<env>
  aws_dynamodb_table trinity-room-members-<env>
  aws_dynamodb_table trinity-room-movie-cache-<env>
  aws_dynamodb_table trinity-rooms-<env>
  aws_dynamodb_table trinity-votes-<env>
  aws_iam_role trinity-api-logs-<env>
  aws_iam_role trinity-cache-<env>
  aws_iam_role trinity-cache-data-source-<env>
  aws_iam_role trinity-movie-<env>
  aws_iam_role trinity-movie-data-source-<env>
  aws_iam_role trinity-room-<env>
  aws_iam_role trinity-room-cache-metadata-data-source-<env>
  aws_iam_role trinity-room-data-source-<env>
  aws_iam_role trinity-room-matches-data-source-<env>
  aws_iam_role trinity-room-members-data-source-<env>
  aws_iam_role trinity-room-movie-cache-data-source-<env>
  aws_iam_role trinity-rooms-data-source-<env>
  aws_iam_role trinity-votes-data-source-<env>
  aws_iam_role_policy trinity-api-logs-<env>
  aws_iam_role_policy trinity-cache-<env>
  aws_iam_role_policy trinity-cache-data-source-<env>
  aws_iam_role_policy trinity-movie-<env>
  aws_iam_role_policy trinity-movie-data-source-<env>
  aws_iam_role_policy trinity-room-<env>
  aws_iam_role_policy trinity-room-cache-metadata-data-source-<env>
  aws_iam_role_policy trinity-room-data-source-<env>
  aws_iam_role_policy trinity-room-matches-data-source-<env>
  aws_iam_role_policy trinity-room-members-data-source-<env>
  aws_iam_role_policy trinity-room-movie-cache-data-source-<env>
  aws_iam_role_policy trinity-rooms-data-source-<env>
  aws_iam_role_policy trinity-votes-data-source-<env>
  aws_lambda_function trinity-cache-<env>
  aws_lambda_function trinity-movie-<env>
  aws_lambda_function trinity-room-<env>
  aws_sns_topic trinity-alarms-<env>
  aws_sqs_queue trinity-cache-dead-letters-<env>`;

/** Those of provisioned tables. */
export const PROVISIONED_NAMES = `
  aws_appautoscaling_policy trinity-rooms-<env>-read
  aws_appautoscaling_policy trinity-rooms-<env>-write`;

/** What AWS knows the resources by; aliases, permissions and what belongs to a version have none of their own. */
export function physicalNames(stack: Synthesized): string[] {
  const nameAttributes = ['name', 'function_name', 'alarm_name', 'dashboard_name'];
  const nameless = [
    'aws_lambda_alias',
    'aws_lambda_permission',
    'aws_lambda_function_event_invoke_config',
    'aws_lambda_provisioned_concurrency_config',
  ];
  return Object.entries(stack.resource)
    .filter(([type]) => !nameless.includes(type))
    .flatMap(([type, byName]) =>
      Object.values(byName).flatMap((attributes) =>
        nameAttributes.flatMap((key) => (key in attributes ? [`${type} ${String(attributes[key])}`] : [])),
      ),
    )
    .sort();
}

/** @param list a line each */
export const namesIn = (list: string, name: string): string[] =>
  list
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll('<env>', name))
    .sort();
