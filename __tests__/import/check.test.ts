import { dev } from '../../environments/dev';
import type { Adoption } from '../../environments/resources/table';
import { adoptedObjects } from '../../import/objects';
import { checkAdoptions } from '../../import/check';
import type { GlobalIndex, Key, TableDescription } from '../../import/description';
import type { FoundTable } from '../../import/inspect';
import { EMPTY_PLAN, type Plan, type ResourceChange } from '../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { PLAIN } from './tables';
import { withRoomCache } from '../environments/change';

const ADDRESS = 'aws_dynamodb_table.rooms';
const NAME = 'trinity-rooms-dev';

const before = { name: NAME, tags: { Purpose: 'x' }, stream_view_type: 'NEW_IMAGE' };

const resource = (changes: Partial<ResourceChange> = {}): ResourceChange => ({
  address: ADDRESS,
  type: 'aws_dynamodb_table',
  provider: 'registry.terraform.io/hashicorp/aws',
  action: 'no-op',
  steps: ['no-op'],
  importing: { id: NAME },
  before: null,
  after: null,
  unknown: {},
  replacePaths: [],
  ...changes,
});

const SCALED = { min: 1, max: 9, target: 70, policy: { name: 'theirs' } };

const scaledIndex: [string, GlobalIndex] = [
  'Scaled',
  { key: [PLAIN.key[0]], projection: 'ALL', scaling: { read: SCALED, write: null } },
];

interface Case {
  readonly living?: Partial<TableDescription>;
  readonly declared?: Partial<TableDescription>;
  readonly adopt?: Partial<Adoption>;
  readonly plan?: Partial<Plan>;
  readonly found?: readonly FoundTable[];
}

const check = ({ living, declared, adopt, plan, found }: Case = {}) =>
  checkAdoptions(
    { ...EMPTY_PLAN, resources: [resource()], ...plan },
    [ADDRESS],
    found ?? [{ name: NAME, table: { ...PLAIN, ...living } }],
    [{ address: ADDRESS, id: 'rooms', name: NAME, table: { ...PLAIN, ...declared } }],
    withRoomCache(dev, {
      tables: {
        ...dev.systems.roomCache.tables,
        rooms: { ...dev.systems.roomCache.tables.rooms, adopt: { name: NAME, ...adopt } },
      },
    }),
  )[0]!;

test('a table that is imported, and of which nothing changes', () => {
  expect(check()).toEqual({
    address: ADDRESS,
    name: NAME,
    problems: [],
    addedTags: [],
    changes: [],
    notSeen: [],
    isInState: false,
  });
});

test('one that the state has already', () => {
  const { importing, ...known } = resource();
  expect(importing).toBeDefined();
  expect(check({ plan: { resources: [known] } })).toMatchObject({ problems: [], isInState: true });
});

test("the environment's tags that it lacks are added, and said", () => {
  const changed = resource({
    action: 'update',
    steps: ['update'],
    before: { ...before, tags_all: { Purpose: 'x' } },
    after: { ...before, tags_all: { Purpose: 'x', Project: 'Trinity' } },
  });
  expect(check({ living: { tags: {} }, plan: { resources: [changed] } })).toMatchObject({
    problems: [],
    addedTags: ['Project'],
  });
});

test('what the adoption names may change, with its reason', () => {
  const changes = { point_in_time_recovery: 'it is wanted' };
  const changed = resource({
    action: 'update',
    steps: ['update'],
    before: { ...before, point_in_time_recovery: [{ enabled: false }] },
    after: { ...before, point_in_time_recovery: [{ enabled: true }] },
  });
  const seen = { living: { recovery: null }, plan: { resources: [changed] } };
  expect(check({ ...seen, adopt: { changes } })).toMatchObject({
    problems: [],
    changes: ['point_in_time_recovery: It is switched on, and paid for by the GB. Why: it is wanted'],
  });
  const told = 'The environment asks for it. It is switched on, and paid for by the GB.';
  expect(check({ ...seen, adopt: { changes: { point_in_time_recovery: told } } }).changes).toEqual([
    `point_in_time_recovery: ${told}`,
  ]);
  expect(check(seen).problems).toEqual([expect.stringMatching(/^point_in_time_recovery: It is switched on/)]);
});

describe('a tag that the adoption names', () => {
  const removed = (tag: string) => {
    const side = (tags: object) => ({ ...before, tags, tags_all: { Project: 'Trinity', ...tags } }) as JsonObject;
    return {
      living: { tags: { Project: 'Trinity', Keep: 'x', [tag]: 'x' } },
      declared: { tags: { Project: 'Trinity', Keep: 'x' } },
      plan: {
        resources: [
          resource({ action: 'update', before: side({ Keep: 'x', [tag]: 'x' }), after: side({ Keep: 'x' }) }),
        ],
      },
    };
  };

  test.each([
    ['Purpose', 'tags.Purpose', 'tags.Purpose'],
    ['Purpose', 'tags', 'tags.Purpose'],
    ['a.b', 'tags["a.b"]', 'tags["a.b"]'],
  ])("goes, the provider's tags_all with it: %s by %s", (tag, name, path) => {
    expect(check({ ...removed(tag), adopt: { changes: { [name]: 'old' } } })).toMatchObject({
      problems: [],
      changes: [`${path}: It is removed: x. What is found, allowed or paid for by it is so no longer. Why: old`],
    });
  });

  test.each([
    ['Purpose', 'tags.Purp', 'tags.Purpose'],
    ['a.b', 'tags.a', 'tags["a.b"]'],
    ['a:b', 'tags.a', 'tags["a:b"]'],
  ])('is that one alone: %s is not named by %s, and told once', (tag, name, path) => {
    const { problems } = check({ ...removed(tag), adopt: { changes: { [name]: 'old' } } });
    expect(problems).toEqual([expect.stringContaining(`${path}: It is removed: x.`)]);
  });
});

test('a change of tags_all alone, of which the table tells nothing, is told by the name that can be named', () => {
  const changed = resource({
    action: 'update',
    before: { ...before, tags_all: { Owner: 'ana' } },
    after: { ...before, tags_all: { Owner: 'bo' } },
  });
  const of = { plan: { resources: [changed] } };
  expect(check(of).problems).toEqual(['The plan changes tags.Owner, which the adoption does not name.']);
  expect(check({ ...of, adopt: { changes: { 'tags.Owner': 'moved' } } }).problems).toEqual([]);
});

describe('an index that the adoption names', () => {
  const index = (...names: string[]): GlobalIndex => ({
    key: names.map((name) => ({ name, type: 'N' })) as unknown as Key,
    projection: 'KEYS_ONLY',
  });
  const indexes = (of: Record<string, GlobalIndex>) => new Map(Object.entries(of));
  const side = (attributes: readonly string[], of: ReadonlyMap<string, GlobalIndex>): JsonObject => ({
    ...before,
    attribute: ['PK', 'SK', ...attributes].map((name) => ({ name, type: 'N' })),
    global_secondary_index: [...of.keys()].map((name) => ({ name })),
  });
  const changing = (
    [from, had]: readonly [ReadonlyMap<string, GlobalIndex>, readonly string[]],
    [to, has]: readonly [ReadonlyMap<string, GlobalIndex>, readonly string[]],
    named: readonly string[],
  ) =>
    check({
      living: { globalIndexes: from },
      declared: { globalIndexes: to },
      adopt: { changes: Object.fromEntries(named.map((name) => [name, 'nobody reads it'])) },
      plan: { resources: [resource({ action: 'update', before: side(had, from), after: side(has, to) })] },
    });
  const ttl = indexes({ TTLIndex: index('ttl') });
  const none = indexes({});

  test.each(['global_secondary_index', 'global_secondary_index[TTLIndex]'])(
    'goes and comes with the attribute of its key: %s',
    (name) => {
      expect(changing([ttl, ['ttl']], [none, []], [name])).toMatchObject({
        problems: [],
        changes: [
          expect.stringMatching(/^global_secondary_index\[TTLIndex\]: It is dropped\..* Why: nobody reads it$/),
        ],
      });
      expect(changing([none, []], [ttl, ['ttl']], [name]).problems).toEqual([]);
    },
  );

  test('goes with an attribute, and another that is not named stops: told once, by the index', () => {
    const two = indexes({ TTLIndex: index('ttl'), Other: index('status', 'ttl') });
    const { problems } = changing([two, ['ttl', 'status']], [none, []], ['global_secondary_index[TTLIndex]']);
    expect(problems).toEqual([expect.stringMatching(/^global_secondary_index\[Other\]: It is dropped/)]);
  });

  test('takes no attribute that is not of its key, and none that stays in another', () => {
    const path = 'The plan changes attribute[status], which the adoption does not name.';
    expect(changing([ttl, ['ttl', 'status']], [none, []], ['global_secondary_index']).problems).toEqual([path]);
    const other = indexes({ TTLIndex: index('ttl'), Other: index('status') });
    const left = indexes({ Other: index('status') });
    expect(changing([other, ['ttl', 'status']], [left, []], ['global_secondary_index']).problems).toEqual([path]);
  });
});

test('what a named change loses is told', () => {
  const recovery = (days: number) => [{ enabled: true, recovery_period_in_days: days }];
  const changed = resource({
    action: 'update',
    before: { ...before, point_in_time_recovery: recovery(35), server_side_encryption: [{ kms_key_arn: 'arn:key' }] },
    after: { ...before, point_in_time_recovery: recovery(1), server_side_encryption: [] },
  });
  const lost = (by: string, plan: ResourceChange = changed) =>
    check({
      living: { recovery: {}, encryption: 'arn:key' },
      declared: { recovery: { days: 1 }, encryption: 'DEFAULT' },
      adopt: { changes: { [by]: 'dear', server_side_encryption: 'nobody needs it' } },
      plan: { resources: [plan] },
    });
  const told = 'point_in_time_recovery.recovery_period_in_days';
  // By the whole, as it is told, and as a plan writes it.
  for (const by of ['point_in_time_recovery', told, 'point_in_time_recovery[0].recovery_period_in_days']) {
    expect(lost(by)).toEqual(lost(told));
  }
  const nothing = 'It is named, and not what is declared, but the plan does not change it.';
  expect(lost(told, resource())).toMatchObject({
    problems: [],
    changes: [],
    notSeen: [`server_side_encryption: ${nothing}`, `${told}: ${nothing}`],
  });
  expect(lost(told)).toMatchObject({
    problems: [],
    changes: [
      expect.stringMatching(/^server_side_encryption: .* Lost with the old key: .* Why: nobody needs it$/) as string,
      expect.stringMatching(/^point_in_time_recovery.*: It goes from 35 days to 1\. At once, .* Why: dear$/) as string,
    ],
    notSeen: [],
  });
});

describe('not safe', () => {
  test.each<[string, Case, RegExp]>([
    ['the plan makes it', { plan: { resources: [resource({ action: 'create' })] } }, /^The plan makes a new one/],
    [
      'the plan destroys it',
      { plan: { resources: [resource({ action: 'delete' })] } },
      /^The plan would delete it, right after/,
    ],
    ['the plan replaces it', { plan: { resources: [resource({ action: 'replace' })] } }, /^The plan would replace it/],
    ['the plan forgets it', { plan: { resources: [resource({ action: 'forget' })] } }, /^The plan would forget it/],
    ['the plan is silent', { plan: { resources: [] } }, /^The plan does not speak of it/],
    ['the plan is half a plan', { plan: { complete: false } }, /^The plan is not complete/],
    [
      'the plan changes what no comparison knows',
      {
        plan: {
          resources: [
            resource({ action: 'update', before: { ...before, timeouts: 1 }, after: { ...before, timeouts: 2 } }),
          ],
        },
      },
      /^The plan changes timeouts, which the adoption does not name/,
    ],
    [
      'the plan asks for two changes at once that AWS takes one by one',
      {
        plan: {
          resources: [
            resource({
              action: 'update',
              before: { ...before, billing_mode: 'PROVISIONED', stream_enabled: true, read_capacity: 1 },
              after: { ...before, billing_mode: 'PROVISIONED', stream_enabled: false, read_capacity: 2 },
            }),
          ],
        },
        adopt: { changes: { stream_enabled: 'nobody reads it', read_capacity: 'too slow' } },
      },
      /^stream_enabled goes from true to false, and read_capacity goes from 1 to 2: .* Deploy read_capacity first/,
    ],
    [
      'TTL goes to another attribute, though somebody named it',
      { living: { timeToLive: 'expires' }, adopt: { changes: { ttl: 'it is called so everywhere' } } },
      /^ttl: It goes from expires to ttl, which DynamoDB refuses/,
    ],
    ['AWS has none', { found: [] }, /^AWS has no table trinity-rooms-dev/],
    ['it cannot be read', { found: [{ name: NAME, reason: 'Its key is gone.' }] }, /^Its key is gone/],
    ['it is being changed', { living: { status: 'UPDATING' } }, /^It is UPDATING/],
    ['its TTL is being switched', { living: { timeToLiveStatus: 'DISABLING' } }, /^Its TTL is DISABLING/],
    [
      'its stream goes, and the plan says nothing',
      { living: { stream: 'NEW_IMAGE' } },
      /^stream_enabled: The stream of NEW_IMAGE/,
    ],
    ['a tag goes', { living: { tags: { Project: 'Trinity', Owner: 'ana' } } }, /^tags\.Owner: It is removed/],
    [
      'a key has another type, which no plan shows',
      { living: { key: [{ name: 'PK', type: 'N' }, PLAIN.key[1]!] } },
      /^attribute\[PK\]\.type: It is N, declared S/,
    ],
    [
      'a replacement that somebody named',
      { living: { key: [PLAIN.key[0]] }, adopt: { changes: { range_key: 'we want it' } } },
      /^range_key: It is none/,
    ],
    [
      'a protection goes, though somebody named it',
      { declared: { deletionProtection: false }, adopt: { changes: { deletion_protection_enabled: 'in the way' } } },
      /^It loses its deletion protection/,
    ],
    [
      'a replica goes with its items, though somebody named it',
      { living: { replicas: [{ region: 'us-east-1', recovery: true }] }, adopt: { changes: { replica: 'dear' } } },
      /^It loses its replica in us-east-1, with the items there/,
    ],
    [
      "a replica's recovery goes, though somebody named it",
      {
        living: { replicas: [{ region: 'us-east-1', recovery: true }] },
        declared: { replicas: [{ region: 'us-east-1', recovery: false }] },
        adopt: { changes: { replica: 'dear' } },
      },
      /^It loses its point-in-time recovery in us-east-1/,
    ],
    [
      'recovery goes, though somebody named it',
      { declared: { recovery: null }, adopt: { changes: { point_in_time_recovery: 'dear' } } },
      /^It loses its point-in-time recovery/,
    ],
    [
      'autoscaling goes on, and the declaration sets it back',
      { living: { scaling: { read: SCALED } }, declared: { scaling: null } },
      /^aws_appautoscaling_target\[read\]: .* each deploy sets back what it moves/,
    ],
    [
      'a second policy for what one does already',
      {
        living: { scaling: { read: SCALED } },
        declared: { scaling: { read: { ...SCALED, policy: { name: 'ours' } } } },
      },
      /^aws_appautoscaling_policy\[read\]: The policy theirs does it, and ours is declared/,
    ],
    [
      'a key of an index has another type, though somebody named it',
      {
        living: { globalIndexes: new Map([['I', { key: [{ name: 'at', type: 'N' }], projection: 'ALL' }]]) },
        declared: { globalIndexes: new Map([['I', { key: [{ name: 'at', type: 'S' }], projection: 'ALL' }]]) },
        adopt: { changes: { global_secondary_index: 'x' } },
      },
      /^global_secondary_index\[I\]: It is at \(N\) .*No plan shows it/,
    ],
    [
      'an index goes while another is autoscaled, though somebody named it',
      {
        living: { globalIndexes: new Map([scaledIndex, ['I', { key: [PLAIN.key[1]!], projection: 'ALL' }]]) },
        declared: { globalIndexes: new Map([scaledIndex]) },
        adopt: { changes: { global_secondary_index: 'x' } },
      },
      /^global_secondary_index\[I\]: No deploy does it while Scaled is autoscaled: /,
    ],
    [
      'a name that only begins like one that is named',
      { living: { stream: 'NEW_IMAGE' }, adopt: { changes: { stream: 'x' } } },
      /^stream_enabled/,
    ],
  ])('%s', (_, of, problem) => {
    expect(check(of).problems).toContainEqual(expect.stringMatching(problem));
  });
});

test('what nobody can tell is said, and is no reason to stop', () => {
  expect(check({ living: { resourcePolicy: '{}' } })).toMatchObject({
    problems: [],
    notSeen: [expect.stringMatching(/^aws_dynamodb_resource_policy: /)],
  });
});

test("what is imported beside a table gets the environment's tags", () => {
  const target = resource({
    address: 'aws_appautoscaling_target.rooms_read',
    type: 'aws_appautoscaling_target',
    action: 'update',
    before: { tags_all: { Project: 'Trinity' } },
    after: { tags_all: { Project: 'Trinity', Environment: 'dev' } },
  });
  const [checked] = checkAdoptions({ ...EMPTY_PLAN, resources: [target] }, [target.address], [], [], dev);
  expect(checked).toMatchObject({ problems: [], addedTags: ['Environment'] });
});

describe('what scales a table, and an adoption that changes it', () => {
  const AIM = 'target_tracking_scaling_policy_configuration';
  const problems = (
    type: string,
    index: string | undefined,
    before: JsonObject,
    after: JsonObject,
    changes: Record<string, string>,
  ) => {
    const [kind, below] = index === undefined ? ['table', ''] : ['index', `/index/${index}`];
    const of = { resource_id: `table/${NAME}${below}`, scalable_dimension: `dynamodb:${kind}:ReadCapacityUnits` };
    const address = `${type}.rooms_read`;
    const changed = resource({
      ...{ address, type, action: 'update' },
      ...{ before: { ...of, ...before }, after: { ...of, ...after } },
    });
    const adopt = { name: NAME, changes };
    const tables = { ...dev.systems.roomCache.tables, rooms: { ...dev.systems.roomCache.tables.rooms, adopt } };
    const declared = [{ address: ADDRESS, id: 'rooms', name: NAME, table: PLAIN }];
    const plan = { ...EMPTY_PLAN, resources: [changed] };
    const [one] = checkAdoptions(plan, [address], [], declared, withRoomCache(dev, { tables }));
    return { problems: one!.problems, changes: one!.changes };
  };
  const bounds = (changes: Record<string, string>, index?: string) =>
    problems('aws_appautoscaling_target', index, { max_capacity: 9 }, { max_capacity: 12 }, changes);
  const policy = (before: JsonObject, after: JsonObject, changes: Record<string, string>) =>
    problems('aws_appautoscaling_policy', undefined, { [AIM]: [before] }, { [AIM]: [after] }, changes);
  const aim = (changes: Record<string, string>) => policy({ target_value: 60 }, { target_value: 70 }, changes);
  const unnamed = (path: string) => ({
    problems: [`The plan changes ${path}, which the adoption does not name.`],
    changes: [],
  });

  test('its bounds, by the name that the comparison has for them', () => {
    expect(bounds({})).toEqual(unnamed('aws_appautoscaling_target[read].max_capacity'));
    const why = 'more readers';
    for (const name of ['aws_appautoscaling_target[read]', 'aws_appautoscaling_target'])
      expect(bounds({ [name]: why })).toEqual({ problems: [], changes: [`${name}: ${why}`] });
    expect(bounds({ 'aws_appautoscaling_target[write]': why })).toEqual(
      unnamed('aws_appautoscaling_target[read].max_capacity'),
    );
  });

  test("an index's are not the table's", () => {
    const named = { 'aws_appautoscaling_target[read]': 'x' };
    expect(bounds(named, 'ByStatus')).toEqual(unnamed('aws_appautoscaling_target[read of ByStatus].max_capacity'));
    expect(bounds({ 'aws_appautoscaling_target[read of ByStatus]': 'x' }, 'ByStatus').problems).toEqual([]);
  });

  test('what the policy aims at is told with the target; all else of a policy is its own', () => {
    expect(aim({ 'aws_appautoscaling_target[read]': 'x' }).problems).toEqual([]);
    expect(aim({ 'aws_appautoscaling_policy[read]': 'x' }).problems).toEqual([]);
    expect(aim({})).toEqual(unnamed(`aws_appautoscaling_policy[read].${AIM}[0].target_value`));
    const cooldown = (changes: Record<string, string>) =>
      policy({ scale_in_cooldown: 60 }, { scale_in_cooldown: 0 }, changes);
    expect(cooldown({ 'aws_appautoscaling_policy[read]': 'x' }).problems).toEqual([]);
    expect(cooldown({ 'aws_appautoscaling_target[read]': 'x' })).toEqual(
      unnamed(`aws_appautoscaling_policy[read].${AIM}[0].scale_in_cooldown`),
    );
  });
});

test('a tag of the environment that nothing adds is not said to be added; one that gets another value is none', () => {
  const policy = resource({ type: 'aws_appautoscaling_policy', action: 'update', before: { a: 1 }, after: { a: 2 } });
  const target = resource({
    action: 'update',
    before: { tags_all: { Project: 'Old' } },
    after: { tags_all: { Project: 'Trinity' } },
  });
  const checked = [policy, target].flatMap((one) =>
    checkAdoptions({ ...EMPTY_PLAN, resources: [one] }, [one.address], [], [], dev),
  );
  expect(checked.map(({ addedTags, problems }) => [addedTags, problems.length])).toEqual([
    [[], 1],
    [[], 1],
  ]);
});

describe('where the state has another one', () => {
  const topic = 'aws_sns_topic.alarms';
  const subscription = 'aws_sns_topic_subscription.ops';
  const other = {
    address: topic,
    path: 'systems.roomCache.alarms.topic.adopt',
    there: 'arn:old',
    isThere: true,
    within: [subscription],
  };
  const planned = (address: string, action: ResourceChange['action']): ResourceChange => ({
    ...resource({
      address,
      type: address.split('.')[0]!,
      action,
      before: {},
      after: {},
      replacePaths: [['topic_arn']],
    }),
    importing: undefined as never,
  });
  const problems = (address: string, action: ResourceChange['action'], others = [other]) =>
    checkAdoptions({ ...EMPTY_PLAN, resources: [planned(address, action)] }, [address], [], [], dev, [], others)[0]!
      .problems;

  test.each(['no-op', 'update', 'replace'] as const)('what is adopted is not taken over: %s', (action) => {
    expect(problems(topic, 'no-op', [])).toEqual([]);
    expect(problems(topic, action)).toEqual([
      "At aws_sns_topic.alarms the state has another one, arn:old: systems.roomCache.alarms.topic.adopt is not taken over. In it the state has 1 more, which a deploy would change or destroy there. Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/dev state rm aws_sns_topic.alarms aws_sns_topic_subscription.ops",
    ]);
  });

  test('what is in it and adopted, too, goes with it: nobody is told to say what it has', () => {
    expect(problems(subscription, 'replace', [])).toEqual([expect.stringMatching(/say in the adoption what it has/)]);
    expect(problems(subscription, 'replace')).toEqual([
      'The state has it in arn:old, which systems.roomCache.alarms.topic.adopt does not name: it goes with aws_sns_topic.alarms, as is said there.',
    ]);
  });

  test('what it has let go of is told beside what the plan does, as long as something is left in it', () => {
    const [first, second, ...rest] = problems(topic, 'create', [{ ...other, isThere: false }]);
    expect(first).toMatch(
      /^systems\.roomCache\.alarms\.topic\.adopt names another one than arn:old\. In that the state still has 1, .* state rm aws_sns_topic_subscription\.ops$/,
    );
    expect([second, rest]).toEqual(['The plan makes a new one: AWS has none of this name.', []]);
  });
});

test('an older one that a replacement left behind at the address is not destroyed unsaid', () => {
  const left = resource({ deposed: '0a1b2c3d', action: 'delete', before: { id: 'older' } });
  expect(check({ plan: { resources: [left, resource()] } }).problems).toEqual([
    'The plan would delete an older one there, older, which a replacement left behind (deposed 0a1b2c3d). If it may go, deploy without the adoption first; else let both go, they stay in AWS, and what is adopted is imported again: terraform -chdir=cdktf.out/stacks/dev state rm aws_dynamodb_table.rooms',
  ]);
  const elsewhere = { ...left, address: 'aws_dynamodb_table.filter_cache' };
  expect(check({ plan: { resources: [elsewhere, resource()] } }).problems).toEqual([]);
});

test('of a plan that Terraform could not finish, what it has come to is judged, and the rest is not passed', () => {
  const unfinished = { complete: false, errored: true };
  expect(check({ plan: { resources: [resource()], ...unfinished } }).problems).toEqual([]);
  expect(check({ plan: { resources: [], ...unfinished } }).problems).toEqual([
    'Terraform has not come to it: check again.',
  ]);
  const replaced = resource({ action: 'replace', replacePaths: [['hash_key']] });
  expect(check({ plan: { resources: [replaced], ...unfinished } }).problems).toEqual([
    'The plan would replace it, right after it is imported. It has another hash_key, which AWS never changes: say in systems.roomCache.tables.rooms.adopt what it has.',
  ]);
});

test('what is imported beside a table changes in nothing else', () => {
  const target = resource({
    address: 'aws_appautoscaling_target.rooms_read',
    type: 'aws_appautoscaling_target',
    action: 'update',
    before: { max_capacity: 5 },
    after: { max_capacity: 6 },
  });
  const [checked] = checkAdoptions({ ...EMPTY_PLAN, resources: [target] }, [target.address], [], [], dev);
  expect(checked?.problems).toEqual(['The plan changes max_capacity, which the adoption does not name.']);
});

describe('an API that is adopted', () => {
  const address = 'aws_appsync_graphql_api.api';
  const api = {
    ...adoptedObjects({ ...dev.systems.roomCache, api: { ...dev.systems.roomCache.api, adopt: { id: 'a1' } } })[0]!,
    problems: [],
    notSeen: [],
  };
  const log = { cloudwatch_logs_role_arn: 'arn:role', exclude_verbose_content: true, field_log_level: 'ERROR' };
  const pool = (id: string) => ({
    authentication_type: 'AMAZON_COGNITO_USER_POOLS',
    user_pool_config: [{ user_pool_id: id }],
  });
  const check = (before: object, after: object) => {
    const one = resource({ address, type: 'aws_appsync_graphql_api', action: 'update', before, after } as never);
    return checkAdoptions({ ...EMPTY_PLAN, resources: [one] }, [address], [], [], dev, [api])[0]!;
  };

  test('gets blocks that it has none of: that is told', () => {
    expect(check({ log_config: [] }, { log_config: [log] })).toMatchObject({
      problems: [],
      changes: ['log_config[0]: it has logged nothing, and is logged from then on, in a role of this project'],
    });
    const providers = (...ids: string[]) => ({ additional_authentication_provider: ids.map(pool) });
    expect(check(providers(), providers('p1', 'p2')).problems).toEqual([]);
    expect(check(providers('p1'), providers('p1', 'p2')).changes).toEqual([
      'additional_authentication_provider[1]: the members of a user pool are let in, too',
    ]);
  });

  test.each([
    [
      'its log says less',
      { log_config: [{ ...log, field_log_level: 'ALL' }] },
      { log_config: [log] },
      'log_config[0].field_log_level',
    ],
    ['its log is gone', { log_config: [log] }, { log_config: [] }, 'log_config[0]'],
    [
      'members of a pool are shut out',
      { additional_authentication_provider: [pool('p1')] },
      { additional_authentication_provider: [] },
      'additional_authentication_provider[0]',
    ],
    [
      'members of another pool take their place',
      { additional_authentication_provider: [pool('p1')] },
      { additional_authentication_provider: [pool('p2')] },
      'additional_authentication_provider[0].user_pool_config[0].user_pool_id',
    ],
  ])('loses nothing unsaid: %s', (_, before, after, path) => {
    expect(check(before, after).problems).toEqual([`The plan changes ${path}, which the adoption does not name.`]);
  });
});
