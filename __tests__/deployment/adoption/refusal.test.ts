import { refuse } from '../../../deployment/adoption/refusal';
import { stackOf } from '../../../deployment/project';
import type { Environment } from '../../../environments';
import { dev } from '../project';
import { withRoomCache } from '../../environments/change';

const API = 'abcdefghijklmnopqrstuvwxyz';
const TABLE = { address: 'aws_dynamodb_table.rooms', id: 'trinity-rooms-dev' };
const LOGS = { address: 'aws_cloudwatch_log_group.cache', id: '/aws/lambda/trinity-cache-dev' };
const RESOLVER = { address: 'aws_appsync_resolver.query_room', id: `${API}-Query-room` };
const SOURCE = { address: 'aws_appsync_datasource.rooms', id: `${API}-rooms` };
const ROLE = { address: 'aws_iam_role.cache', id: 'trinity-cache-dev' };

const IMPORT =
  'Import what is yours (terraform -chdir=cdktf.out/stacks/dev import ADDRESS ID), or remove it; then deploy again.';
const inRoomCache = (environment: Environment) => {
  const system = 'room-cache' as const;
  return { environment, system, stack: stackOf({ environment, system }) };
};
const here = inRoomCache(dev());
const adopting = inRoomCache(withRoomCache(dev(), { api: { ...dev().systems.roomCache.api, adopt: { id: API } } }));

test.each([
  [TABLE, 'bin/trinity import dev --inspect says what that changes, --write writes it. docs/adopting-tables.md'],
  [
    LOGS,
    "systems.roomCache.logs.adopt.cache: { name: '/aws/lambda/trinity-cache-dev' } in environments/dev.ts; docs/adopting-what-exists.md",
  ],
  [
    { address: 'aws_appsync_graphql_api.api', id: API },
    `systems.roomCache.api.adopt: { id: '${API}' } in environments/dev.ts`,
  ],
  [RESOLVER, IMPORT],
  [SOURCE, IMPORT],
  [{ address: 'aws_appsync_api_key.api', id: `${API}:da2-secret` }, IMPORT],
  [ROLE, IMPORT],
])('%j, which exists, is told its way', (existing, way) => {
  const { message, next } = refuse([existing], here);
  expect(message).toBe(`${existing.address}: AWS has one of the same name, which the state of dev does not know.`);
  expect(next).toContain(way);
  expect(next).not.toContain('\n');
  expect(message + next).not.toContain('da2-');
});

test('what an API that is adopted has, is taken over where that can be, or is to go', () => {
  expect(refuse([RESOLVER], adopting).next).toContain(
    "systems.roomCache.api.adopt.resolvers: ['Query.room'] in environments/dev.ts",
  );
  expect(refuse([SOURCE], adopting).next).toMatch(/^It is of the API that is adopted, .* remove it/);
});

test('another system adopts nothing: what exists is imported, or goes', () => {
  const system = 'booking' as const;
  const booking = { environment: dev(), system, stack: stackOf({ environment: dev(), system }) };
  for (const existing of [TABLE, LOGS, ROLE]) {
    const { message, next } = refuse([existing], booking);
    expect(message).toContain('which the state of dev-booking does not know.');
    expect(next).toContain('Import what is yours (terraform -chdir=cdktf.out/stacks/dev-booking import ADDRESS ID)');
  }
});

test('what is adopted, where the state has another one, is told who says what to do', () => {
  const rooms = { ...dev().systems.roomCache.tables.rooms, adopt: { name: TABLE.id } };
  const environment = withRoomCache(dev(), {
    tables: { ...dev().systems.roomCache.tables, rooms },
    logs: { adopt: { cache: { name: LOGS.id } } },
  });
  expect(refuse([TABLE, LOGS], inRoomCache(environment)).next).toBe(
    'It is adopted, and the state has another one there: bin/trinity import dev --check says what to do.',
  );
});

test('of several, each has its own line; those of one way share it', () => {
  const { message, next } = refuse([TABLE, { ...TABLE, address: 'aws_dynamodb_table.filter_cache' }, LOGS, ROLE], here);
  expect(message).toMatch(/^aws_dynamodb_table\.rooms, .*aws_iam_role\.cache: AWS has some of the same name/);
  expect(next.split('\n')).toEqual([
    expect.stringMatching(/^aws_dynamodb_table\.rooms, aws_dynamodb_table\.filter_cache: .*--write/),
    expect.stringMatching(/^aws_cloudwatch_log_group\.cache: .*logs\.adopt\.cache/),
    expect.stringMatching(/^aws_iam_role\.cache: Import what is yours/),
  ]);
});
