import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { actionsOf, changeOf, queues } from './documents';

const films = { name: 'films', delay_seconds: 5 };

describe('a resource', () => {
  test('is created, updated, deleted or left as it is', () => {
    const before = queues({ films, rooms: { name: 'rooms' }, votes: { name: 'votes' } });
    const after = queues({
      films: { ...films, delay_seconds: 9 },
      rooms: { name: 'rooms' },
      genres: { name: 'genres' },
    });
    expect(compareSyntheses(before, after).resources).toEqual([
      {
        ...{ address: 'aws_sqs_queue.films', type: 'aws_sqs_queue', provider: 'registry.terraform.io/hashicorp/aws' },
        ...{ action: 'update', steps: ['update'], before: films, after: { name: 'films', delay_seconds: 9 } },
        ...{ unknown: {}, replacePaths: [], configured: new Set(['name', 'delay_seconds']) },
      },
      {
        ...{ address: 'aws_sqs_queue.genres', type: 'aws_sqs_queue', provider: 'registry.terraform.io/hashicorp/aws' },
        ...{ action: 'create', steps: ['create'], before: null, after: { name: 'genres' } },
        ...{ unknown: {}, replacePaths: [], configured: new Set(['name']) },
      },
      {
        ...{ address: 'aws_sqs_queue.rooms', type: 'aws_sqs_queue', provider: 'registry.terraform.io/hashicorp/aws' },
        ...{ action: 'no-op', steps: ['no-op'], before: null, after: null },
        ...{ unknown: {}, replacePaths: [], configured: new Set(['name']) },
      },
      {
        ...{ address: 'aws_sqs_queue.votes', type: 'aws_sqs_queue', provider: 'registry.terraform.io/hashicorp/aws' },
        ...{ action: 'delete', steps: ['delete'], reason: 'delete_because_no_resource_config' },
        ...{ before: { name: 'votes' }, after: null, unknown: {}, replacePaths: [], configured: new Set(['name']) },
      },
    ]);
  });

  test('that gets another name without a moved block is deleted, and another created', () => {
    const actions = actionsOf(queues({ films }), queues({ movies: films }));
    expect(actions).toEqual({ 'aws_sqs_queue.films': 'delete', 'aws_sqs_queue.movies': 'create' });
  });

  test('changes with its lifecycle, its provider and its provisioners', () => {
    const before = queues({ films: { ...films, lifecycle: { prevent_destroy: true } } });
    const change = changeOf('aws_sqs_queue.films', compareSyntheses(before, queues({ films })));
    expect(change).toMatchObject({ action: 'update', before: { lifecycle: { prevent_destroy: true } }, after: films });
    expect(change.after).not.toHaveProperty('lifecycle');
    for (const meta of [{ provider: 'aws.eu' }, { provisioner: [{ 'local-exec': { command: 'true' } }] }]) {
      expect(actionsOf(queues({ films }), queues({ films: { ...films, ...meta } }))).toEqual({
        'aws_sqs_queue.films': 'update',
      });
    }
  });

  test('does not change with the order of depends_on, nor with comments', () => {
    const body = (names: string[], path: string) => ({ ...films, depends_on: names, '//': { metadata: { path } } });
    const before = queues({ films: body(['a.b', 'c.d'], 'x') }, { '//': { metadata: { version: '0.20' } } });
    expect(actionsOf(before, queues({ films: body(['c.d', 'a.b'], 'y') }, { '//': 'as one writes it' }))).toEqual({});
    expect(actionsOf(before, queues({ films: body(['a.b'], 'x') }))).toEqual({ 'aws_sqs_queue.films': 'update' });
  });

  test('keeps its references as text, and nothing is unknown', () => {
    const after = queues({ films: { name: '${aws_sqs_queue.rooms.name}-films' } });
    expect(changeOf('aws_sqs_queue.films', compareSyntheses({}, after))).toMatchObject({
      after: { name: '${aws_sqs_queue.rooms.name}-films' },
      unknown: {},
    });
  });

  test('of another provider says which', () => {
    const providers = {
      required_providers: { aws: { source: 'opentofu/aws' }, own: { source: 'tf.trinity.test/a/own' } },
    };
    const plan = compareSyntheses(undefined, {
      terraform: [providers],
      resource: { aws_a: { x: {} }, google_b: { x: {}, y: { provider: '${own.eu}' } } },
    });
    expect(changeOf('aws_a.x', plan).provider).toBe('registry.terraform.io/opentofu/aws');
    expect(changeOf('google_b.x', plan).provider).toBe('registry.terraform.io/hashicorp/google');
    expect(changeOf('google_b.y', plan).provider).toBe('tf.trinity.test/a/own');
  });
});

describe('an attribute that forces a replacement', () => {
  const tables = (body: object) => ({ resource: { aws_dynamodb_table: { rooms: { name: 'rooms', ...body } } } });
  const [before, after] = [tables({ hash_key: 'PK' }), tables({ hash_key: 'id' })];

  test('of a type that holds data', () => {
    expect(changeOf('aws_dynamodb_table.rooms', compareSyntheses(before, after))).toMatchObject({
      action: 'replace',
      steps: ['delete', 'create'],
      reason: 'replace_because_cannot_update',
      replacePaths: [['hash_key']],
      before: { hash_key: 'PK' },
      after: { hash_key: 'id' },
    });
  });

  test('creates the new one first where the lifecycle says so', () => {
    const first = tables({ hash_key: 'id', lifecycle: [{ create_before_destroy: true }] });
    expect(changeOf('aws_dynamodb_table.rooms', compareSyntheses(before, first)).steps).toEqual(['create', 'delete']);
  });

  test('does not where it is ignored, nor where another one changes', () => {
    for (const ignored of [['hash_key'], 'all']) {
      const ignoring = tables({ hash_key: 'id', lifecycle: { ignore_changes: ignored } });
      expect(actionsOf(before, ignoring)).toEqual({ 'aws_dynamodb_table.rooms': 'update' });
    }
    const other = tables({ hash_key: 'PK', billing_mode: 'PAY_PER_REQUEST' });
    expect(actionsOf(before, other)).toEqual({ 'aws_dynamodb_table.rooms': 'update' });
  });

  test('is not known of other types: they are updated', () => {
    expect(actionsOf(queues({ films }), queues({ films: { name: 'movies', delay_seconds: 5 } }))).not.toEqual({});
    const thing = (name: string) => ({ resource: { unheard_of: { a: { name } } } });
    expect(actionsOf(thing('a'), thing('b'))).toEqual({ 'unheard_of.a': 'update' });
  });
});

describe('an environment of one side only', () => {
  const document = queues({ films, rooms: {} }, { provider: { aws: { region: 'eu-west-1' } }, locals: { a: 1 } });

  test('is created, and nothing is said of its settings', () => {
    const created = { 'aws_sqs_queue.films': 'create', 'aws_sqs_queue.rooms': 'create' };
    expect(actionsOf(undefined, document)).toEqual(created);
    expect(compareSyntheses(undefined, document).regions).toEqual(['eu-west-1']);
  });

  test('is destroyed', () => {
    const destroyed = { 'aws_sqs_queue.films': 'delete', 'aws_sqs_queue.rooms': 'delete' };
    expect(actionsOf(document, undefined)).toEqual(destroyed);
  });
});

test('a plan of a comparison says what it is, and no more than it knows', () => {
  expect(compareSyntheses({}, {})).toEqual({
    ...{
      source: 'synthesis',
      terraformVersion: null,
      accounts: [],
      regions: [],
      resources: [],
      drift: [],
      deferred: [],
    },
    ...{ outputs: [], checks: [], invocations: [], complete: true, notUnderstood: [] },
  });
});

describe('account and region', () => {
  const provider = (account: string, region: string) => ({
    provider: { aws: [{ allowed_account_ids: [account], region }] },
  });
  const policy = queues({ films: { policy: '{"Resource":"arn:aws:sqs:us-east-1:123456789012:films"}' } });

  test('are those of the providers, of both sides', () => {
    const { accounts, regions } = compareSyntheses(provider('222222222222', 'eu-west-1'), {
      ...policy,
      ...provider('111111111111', 'eu-north-1'),
    });
    expect({ accounts, regions }).toEqual({
      accounts: ['111111111111', '222222222222'],
      regions: ['eu-north-1', 'eu-west-1'],
    });
  });

  test('or else the region of ARNs, which may be of other accounts', () => {
    const { accounts, regions } = compareSyntheses(policy, {
      ...policy,
      provider: { aws: { region: '${var.region}' } },
    });
    expect({ accounts, regions }).toEqual({ accounts: [], regions: ['us-east-1'] });
  });
});

describe('what the provider takes for an argument that is left out', () => {
  const api = (more: JsonObject): JsonObject => ({
    resource: { aws_appsync_graphql_api: { api: { name: 'films', authentication_type: 'API_KEY', ...more } } },
  });
  const address = 'aws_appsync_graphql_api.api';
  const said = api({ visibility: 'GLOBAL', api_type: 'GRAPHQL', introspection_config: 'ENABLED' });

  test('is the same, said or not', () => {
    for (const [one, other] of [
      [api({}), said],
      [said, api({})],
      [api({ visibility: null }), said],
    ] as const) {
      expect(changeOf(address, compareSyntheses(one, other)).action).toBe('no-op');
    }
  });

  test('is what another value comes from, or goes to', () => {
    const [unsaid, hidden] = [api({}), api({ visibility: 'PRIVATE' })];
    expect(changeOf(address, compareSyntheses(unsaid, hidden))).toMatchObject({
      action: 'replace',
      before: { visibility: 'GLOBAL' },
      after: { visibility: 'PRIVATE' },
    });
    expect(changeOf(address, compareSyntheses(hidden, unsaid)).after).toMatchObject({ visibility: 'GLOBAL' });
  });
});
