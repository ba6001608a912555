import type { Environment } from '../../environments';
import { environments, policies, synthesizeEnvironment, type Statement } from './synthesize';
import { partsOf } from '../../environments/names';

describe.each(environments.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const granted = policies(synthesizeEnvironment(one));

  test('gives each role what is listed here, and no more', () => {
    expect(granted).toEqual(allowed(one));
  });

  test('allows no wildcard but X-Ray, which knows no resource, and the streams of a log group', () => {
    const statements: Statement[] = Object.values(granted).flat();
    expect(statements.length).toBeGreaterThan(20);
    for (const { Action, Resource } of statements) {
      expect(Action.filter((action) => action.includes('*'))).toEqual([]);
      if (Resource === '*') expect(Action.every((action) => action.startsWith('xray:Put'))).toBe(true);
      else if (Resource.includes('*')) expect(Resource).toMatch(/^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/);
    }
  });
});

/** Every statement, by role. What is not here is not allowed. */
function allowed({ name, account, region }: Environment): Record<string, Statement[]> {
  const allow = (Resource: string, ...Action: string[]) => ({ Effect: 'Allow', Action, Resource });
  const table = (resource: string, ...actions: string[]) =>
    allow(`\${aws_dynamodb_table.${resource}.arn}`, ...actions.map((action) => `dynamodb:${action}`));
  const logs = (group: string) =>
    allow(`\${aws_cloudwatch_log_group.${group}.arn}:*`, 'logs:CreateLogStream', 'logs:PutLogEvents');
  const xray = allow('*', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments');
  const tmdbKey = allow(
    `arn:aws:ssm:${region}:${account}:parameter/trinity/${partsOf(name)!.declared}/tmdb-api-key`,
    'ssm:GetParameter',
  );
  const invoke = (fn: string) => [allow(`\${aws_lambda_alias.${fn}.arn}`, 'lambda:InvokeFunction')];
  return {
    cache: [
      logs('cache'),
      xray,
      allow('${aws_sqs_queue.cache_dead_letters.arn}', 'sqs:SendMessage'),
      table('room_movie_cache', 'BatchWriteItem', 'PutItem', 'Query'),
      table('room_cache_metadata', 'DeleteItem', 'GetItem', 'UpdateItem'),
      table('filter_cache', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
      tmdbKey,
    ],
    room: [
      logs('room'),
      xray,
      table('rooms', 'GetItem', 'PutItem', 'UpdateItem'),
      table('room_members', 'Query', 'UpdateItem'),
      table('room_cache_metadata', 'PutItem'),
    ],
    movie: [logs('movie'), xray, table('filter_cache', 'GetItem', 'PutItem'), tmdbKey],
    api_logs: [logs('api')],
    rooms_data_source: [table('rooms', 'GetItem')],
    room_cache_metadata_data_source: [table('room_cache_metadata', 'GetItem', 'UpdateItem')],
    room_movie_cache_data_source: [table('room_movie_cache', 'GetItem', 'Query')],
    room_members_data_source: [table('room_members', 'Query')],
    votes_data_source: [table('votes', 'PutItem', 'Query', 'UpdateItem')],
    room_matches_data_source: [table('room_matches', 'GetItem', 'Query', 'UpdateItem')],
    cache_data_source: invoke('cache'),
    room_data_source: invoke('room'),
    movie_data_source: invoke('movie'),
  };
}
