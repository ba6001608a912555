import { describeDiagram } from '../../docs/diagram';
import type { TableConfig } from '../../environments/resources/table';
import { environment, synthesizeEnvironment } from '../stacks/synthesize';
import { withRoomCache } from '../environments/change';

const dev = environment('dev');
const ROOMS = 'trinity-rooms-dev\\nPK + SK';

/** dev, with more in the configuration of its rooms and of its API. */
function draw(rooms: Partial<TableConfig>, api: Partial<typeof dev.systems.roomCache.api> = {}): string {
  const tables = { ...dev.systems.roomCache.tables, rooms: { ...dev.systems.roomCache.tables.rooms, ...rooms } };
  return describeDiagram(
    synthesizeEnvironment(withRoomCache(dev, { tables, api: { ...dev.systems.roomCache.api, ...api } })),
  );
}

test('a released table stands where it stood, and is marked', () => {
  const released = draw({ released: true });
  expect(released).toContain(`"data.aws_dynamodb_table.rooms" [label="${ROOMS}\\n(not Terraform's)"`);
  const asOurs = released
    .replaceAll('data.aws_dynamodb_table', 'aws_dynamodb_table')
    .replace("\\n(not Terraform's)", '')
    .replace(' style="filled,dashed"', '');
  const lines = (picture: string) => picture.split('\n').sort();
  expect(lines(asOurs)).toEqual(lines(draw({})));
  expect(released.match(/-> "data\.aws_dynamodb_table\.rooms"/g)!.length).toBeGreaterThan(1);
});

test('an adopted table is drawn under the name that it has', () => {
  expect(draw({ adopt: { name: 'rooms-of-old' } })).toContain('label="rooms-of-old\\nPK + SK"');
});

test('a user pool lets in to the API, and is marked', () => {
  const picture = draw({}, { userPools: { 'eu-west-1_Ab1Cd2Ef3': {} } });
  expect(picture).toContain(`label="user pool eu-west-1_Ab1Cd2Ef3\\n(not Terraform's)"`);
  expect(picture).toMatch(/"pool\.\S+" -> "aws_appsync_resolver\.\w+" \[lhead=cluster_api\]/);
});

test('a pipeline is one card: its steps in their order, each with an arrow to what it asks', () => {
  const stack = synthesizeEnvironment(dev);
  const later = { ...stack.resource.aws_appsync_function?.start_fill, code: 'return { invocationType: "Event" };' };
  const aws_appsync_function = { ...stack.resource.aws_appsync_function, start_fill: later };
  const picture = describeDiagram({ ...stack, resource: { ...stack.resource, aws_appsync_function } });
  const [card] = /"aws_appsync_resolver\.mutation_create_room" \[.*\];/.exec(picture)!;
  expect([...card.matchAll(/>([^<>]+)</g)].map(([, text]) => text)).toEqual([
    'Mutation.createRoom',
    '1  get_genres',
    '2  create_room',
    '3  start_fill',
  ]);
  const arrows = [...picture.matchAll(/"aws_appsync_resolver\.mutation_create_room":(\d):e -> "([^"]+)" \[(.*)\]/g)];
  expect(arrows.map(([, step, target, style]) => [step, target, /dashed/.test(style!)])).toEqual([
    ['1', 'aws_lambda_function.movie', false],
    ['2', 'aws_lambda_function.room', false],
    ['3', 'aws_lambda_function.cache', true],
  ]);
});

test('the apps of members ask the API, at its left', () => {
  expect(draw({})).toMatch(/"client" -> "aws_appsync_resolver\.\w+" \[lhead=cluster_api\]/);
});
