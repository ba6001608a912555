import { reviewPlan } from '../../../packages/plan-review/src/review';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { environment, synthesizeEnvironment } from '../../stacks/synthesize';
import { change, planOf } from '../rules/change';
import { actionsOf, changeOf } from './documents';
import { withRoomCache } from '../../environments/change';

const OPTIONS = { name: 'dev', digest: '0'.repeat(64), commit: null, acceptances: [] };
const review = (before: JsonObject, after: JsonObject) => reviewPlan(compareSyntheses(before, after), OPTIONS);

const allows = (resource: string) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: ['x:Y'], Resource: [resource] }] });
/** A policy on a table, and whatever else. */
const using = (table: string, rest: JsonObject, more: JsonObject = {}): JsonObject => ({
  resource: {
    aws_iam_role_policy: {
      room: { role: 'r', policy: allows(`\${${table}.arn}/index/*`), depends_on: [table, 'a.b'] },
    },
    ...more,
  },
  ...rest,
});
const rooms = { name: 'rooms', hash_key: 'PK' };
const owned = using('aws_dynamodb_table.rooms', {}, { aws_dynamodb_table: { rooms } });
const read = (data: JsonObject, rest: JsonObject = {}) =>
  using('data.aws_dynamodb_table.rooms', { data: { aws_dynamodb_table: { rooms: data } }, ...rest });
const removed = { removed: [{ from: 'aws_dynamodb_table.rooms', lifecycle: { destroy: false } }] };
const imported = { import: [{ to: 'aws_dynamodb_table.rooms', id: 'rooms' }] };
const POLICY = 'aws_iam_role_policy.room';

test('what is let go, and read from then on, is the same: who refers to it does not change', () => {
  const released = read({ name: 'rooms', lifecycle: { postcondition: [] } }, removed);
  expect(actionsOf(owned, released)).toEqual({
    'aws_dynamodb_table.rooms': 'forget',
    'data.aws_dynamodb_table.rooms': 'update',
  });
});

test('so is what was read, and is taken over', () => {
  const adopted = { ...owned, ...imported };
  expect(actionsOf(read({ name: 'rooms' }, removed), adopted)).toEqual({
    'aws_dynamodb_table.rooms': 'update',
    'data.aws_dynamodb_table.rooms': 'update',
  });
});

test('and what moves', () => {
  const moved = { moved: [{ from: 'aws_dynamodb_table.rooms', to: 'aws_dynamodb_table.lobby' }] };
  const after = using('aws_dynamodb_table.lobby', moved, { aws_dynamodb_table: { lobby: rooms } });
  expect(actionsOf(owned, after)).toEqual({});
});

test.each<[string, JsonObject]>([
  ['of another name', read({ name: 'lobby' }, removed)],
  ['that asks for more than the resource says', read({ name: 'rooms', table_class: 'STANDARD' }, removed)],
  ['by something that is no name', read({ hash_key: 'PK' }, removed)],
  ['by another provider', read({ name: 'rooms', provider: 'aws.other' }, removed)],
  ['of what is destroyed', read({ name: 'rooms' })],
])('a data source %s is another object', (_, after) => {
  expect(actionsOf(owned, after)).toMatchObject({ [POLICY]: 'update' });
});

test('only what is a reference has another name: not a text, not a longer name', () => {
  const text =
    'aws_dynamodb_table.rooms, ${aws_dynamodb_table.rooms_old.arn} $${aws_dynamodb_table.rooms} ${f({ a = 1 }, aws_dynamodb_table.rooms.arn)}';
  const said = (table: string) => ({ value: text.replace('aws_dynamodb_table.rooms.arn', `${table}.arn`) });
  const [before, after] = [
    { ...owned, output: { said: said('aws_dynamodb_table.rooms') } },
    { ...read({ name: 'rooms' }, removed), output: { said: said('data.aws_dynamodb_table.rooms') } },
  ];
  expect(compareSyntheses(before, after).outputs).toEqual([expect.objectContaining({ name: 'said', action: 'no-op' })]);
});

test('what really changes beside it is shown alone', () => {
  const after = read({ name: 'rooms' }, removed);
  const wider = JSON.parse(JSON.stringify(after).replace('x:Y', 'x:*')) as JsonObject;
  expect(changeOf(POLICY, compareSyntheses(owned, wider)).before?.['policy']).toBe(
    allows('${data.aws_dynamodb_table.rooms.arn}/index/*'),
  );
  expect(review(owned, wider).findings.map(({ rule }) => rule)).toEqual(['stateful-loss', 'iam-widened']);
});

test('whoever accepts that it is let go accepts it of a plan, too', () => {
  const accepted = review(owned, read({ name: 'rooms' }, removed)).findings.map(({ name: finding }) => ({
    ...{ finding, reason: 'the other team has it', from: '--accept' },
  }));
  const [address, reason] = ['aws_dynamodb_table.rooms', 'delete_because_no_resource_config']; // as recorded in forget.json
  const before = { ...rooms, arn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/rooms', id: 'rooms' };
  const forget = change('aws_dynamodb_table', before, null, { address, action: 'forget', steps: ['forget'], reason });
  const { findings, verdict } = reviewPlan(planOf([forget]), { ...OPTIONS, acceptances: accepted });
  expect(findings).toMatchObject([{ rule: 'stateful-loss', accepted: 'the other team has it' }]);
  expect(findings[0]?.risk).toBe(
    'What it holds stays, and nothing here protects it, or notices a change of it, any more.',
  );
  expect(verdict).toBe('changes');
});

describe("a release of this project's own", () => {
  const dev = environment('dev');
  const synthesized = (rooms: object) =>
    synthesizeEnvironment(
      withRoomCache(dev, {
        tables: { ...dev.systems.roomCache.tables, rooms: { ...dev.systems.roomCache.tables.rooms, ...rooms } },
      }),
    ) as never;

  test.each([{}, { adopt: { name: 'rooms-of-old' } }])(
    'of a table that is %j: nobody does more, nothing says less',
    (adopted) => {
      const { findings, forgets, layers } = review(synthesized(adopted), synthesized({ ...adopted, released: true }));
      expect(findings.map(({ name }) => name)).toEqual([
        expect.stringMatching(/^stateful-loss\/aws_dynamodb_table\.rooms#/),
      ]);
      expect(forgets.map(({ address }) => address)).toEqual(['aws_dynamodb_table.rooms']);
      const changed = layers.flatMap(({ changes }) => changes.map(({ address }) => address));
      expect(changed).toEqual(['data.aws_dynamodb_table.rooms', 'locals', 'removed']);
    },
  );

  test('and its way back', () => {
    const adopted = { adopt: { name: 'rooms-of-old' } };
    const { findings, imports } = review(synthesized({ ...adopted, released: true }), synthesized(adopted));
    expect(findings).toEqual([]);
    expect(imports).toEqual([{ address: 'aws_dynamodb_table.rooms', action: 'unknown', changes: [] }]);
  });
});
