import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { functionCut } from '../../../packages/plan-review/src/rules/function-cut';
import { because, change, find, nest } from './change';

const FUNCTION = 'aws_lambda_function';
const MAPPING = 'aws_lambda_event_source_mapping';
const TITLE = 'The function can do less than before.';

test('a shorter timeout warns', () => {
  expect(find(functionCut, change(FUNCTION, { timeout: 30 }, { timeout: 3 }))).toEqual({
    blocks: false,
    title: TITLE,
    because: ['timeout goes from 30 to 3'],
  });
});

test('no concurrency blocks: no call gets through', () => {
  const cut = change(FUNCTION, { reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 0 });
  expect(find(functionCut, cut)).toEqual({
    blocks: true,
    title: TITLE,
    because: ['reserved_concurrent_executions goes from -1 to 0'],
  });
  expect(find(functionCut, { ...cut, before: cut.after, after: cut.after })).toBeUndefined();
});

test('an event source that is switched off blocks', () => {
  expect(find(functionCut, change(MAPPING, { enabled: true }, { enabled: false }))).toEqual({
    blocks: true,
    title: TITLE,
    because: ['enabled goes from true to false'],
  });
  expect(find(functionCut, change(MAPPING, { enabled: false }, { enabled: true }))).toBeUndefined();
});

test.each<[string, JsonObject, JsonObject, string]>([
  [FUNCTION, { memory_size: 512 }, { memory_size: 128 }, 'memory_size goes from 512 to 128'],
  [
    FUNCTION,
    { ephemeral_storage: [{ size: 1024 }] },
    { ephemeral_storage: [{ size: 512 }] },
    'ephemeral_storage.size goes from 1024 to 512',
  ],
  [
    FUNCTION,
    { reserved_concurrent_executions: 20 },
    { reserved_concurrent_executions: 1 },
    'reserved_concurrent_executions goes from 20 to 1',
  ],
  [
    FUNCTION,
    { reserved_concurrent_executions: -1 },
    { reserved_concurrent_executions: 5 },
    'reserved_concurrent_executions goes from -1 to 5',
  ],
  [
    FUNCTION,
    { dead_letter_config: [{ target_arn: 'arn:a' }] },
    { dead_letter_config: [] },
    'dead_letter_config.target_arn goes from arn:a to nothing',
  ],
  [
    'aws_lambda_provisioned_concurrency_config',
    { provisioned_concurrent_executions: 5 },
    { provisioned_concurrent_executions: 1 },
    'provisioned_concurrent_executions goes from 5 to 1',
  ],
  [
    'aws_lambda_function_event_invoke_config',
    { maximum_retry_attempts: 2 },
    { maximum_retry_attempts: 0 },
    'maximum_retry_attempts goes from 2 to 0',
  ],
  [MAPPING, { maximum_retry_attempts: -1 }, { maximum_retry_attempts: 3 }, 'maximum_retry_attempts goes from -1 to 3'],
  [
    'aws_lambda_function_event_invoke_config',
    { destination_config: [{ on_failure: [{ destination: 'arn:a' }] }] },
    {},
    'destination_config.on_failure.destination goes from arn:a to nothing',
  ],
  [
    'aws_sqs_queue',
    { redrive_policy: '{"maxReceiveCount":3}' },
    { redrive_policy: '' },
    'redrive_policy goes from {"maxReceiveCount":3} to ""',
  ],
])('%s: %j to %j warns, and back is silent', (type, more, less, sentence) => {
  expect(find(functionCut, change(type, more, less))).toEqual({ blocks: false, title: TITLE, because: [sentence] });
  expect(because(functionCut, type, less, more)).toEqual([]);
  expect(because(functionCut, type, null, less)).toEqual([]);
});

test.each([
  ['runtime', 'nodejs20.x', 'nodejs22.x'],
  ['runtime', 'nodejs22.x', 'nodejs20.x'],
])('%s from %s to %s', (name, before, after) => {
  expect(because(functionCut, FUNCTION, { [name]: before }, { [name]: after })).toEqual([
    `${name} goes from ${before} to ${after}`,
  ]);
});

test('another architecture', () => {
  expect(because(functionCut, FUNCTION, { architectures: ['x86_64'] }, { architectures: ['arm64'] })).toEqual([
    'architectures goes from ["x86_64"] to ["arm64"]',
  ]);
  expect(because(functionCut, FUNCTION, { architectures: ['arm64'] }, { architectures: ['arm64'] })).toEqual([]);
});

describe('an alias', () => {
  const ALIAS = 'aws_lambda_alias';
  const routed = (weights: JsonObject | null) => ({
    name: 'live',
    routing_config: weights === null ? [] : [{ additional_version_weights: weights }],
  });

  test('destroyed', () => {
    expect(find(functionCut, change('aws_lambda_function', { timeout: 3 }, null))?.title).toBe(
      'A function, or what leads to it, is destroyed.',
    );
    expect(find(functionCut, change(ALIAS, { name: 'live' }, null))).toEqual({
      blocks: true,
      title: 'A function, or what leads to it, is destroyed.',
      because: ['the alias is destroyed'],
    });
  });

  test('replaced', () => {
    const replaced = change(ALIAS, { name: 'live' }, { name: 'now' }, { action: 'replace', replacePaths: [['name']] });
    expect(find(functionCut, replaced)?.because).toEqual(['the alias is replaced (name)']);
  });

  test('pointed elsewhere', () => {
    expect(because(functionCut, ALIAS, routed(null), routed({ '7': 0.5 }))).toEqual([
      'routing_config.additional_version_weights is {"7":0.5}',
    ]);
    expect(because(functionCut, ALIAS, routed({ '7': 0.5 }), routed({ '7': 0.5 }))).toEqual([]);
    expect(because(functionCut, ALIAS, routed({ '7': 0.5 }), routed(null))).toEqual([]);
  });

  test('a new version is a deploy', () => {
    expect(because(functionCut, ALIAS, { function_version: '6' }, { function_version: '7' })).toEqual([]);
  });
});

test('the function itself goes', () => {
  expect(find(functionCut, change(FUNCTION, {}, null))).toMatchObject({
    blocks: true,
    because: ['the function is destroyed'],
  });
  expect(find(functionCut, change('aws_iam_role', {}, null))).toBeUndefined();
});

test('a queue is read by fewer at once, and events are dropped sooner', () => {
  const concurrency = 'scaling_config.maximum_concurrency';
  expect(because(functionCut, MAPPING, nest(concurrency, 9), nest(concurrency, 3))).toHaveLength(1);
  const age = 'maximum_event_age_in_seconds';
  expect(because(functionCut, 'aws_lambda_function_event_invoke_config', nest(age, 9), nest(age, 3))).toHaveLength(1);
});

test.each([
  [MAPPING, 'what feeds the function is destroyed'],
  ['aws_lambda_provisioned_concurrency_config', 'the provisioned concurrency is destroyed'],
])('%s is destroyed, and not with its function', (type, sentence) => {
  const gone = change(type, { function_name: 'fill' }, null);
  expect(find(functionCut, gone)?.because).toEqual([sentence]);
  expect(find(functionCut, gone, change(FUNCTION, { id: 'fill' }, null))).toBeUndefined();
});

test('provisioned concurrency that follows the version warns unless the next one is warm first', () => {
  const type = 'aws_lambda_provisioned_concurrency_config';
  const following = (...steps: string[]) =>
    change(type, { qualifier: '1' }, {}, { action: 'replace', steps, replacePaths: [['qualifier']] });
  expect(find(functionCut, following('create', 'delete'))).toBeUndefined();
  expect(find(functionCut, following('delete', 'create'))?.because).toEqual([
    'the provisioned concurrency is replaced (qualifier)',
  ]);
});

test('an event source that is destroyed blocks, unless it was off', () => {
  const gone = (before: JsonObject) => find(functionCut, change(MAPPING, before, null))?.blocks;
  expect(gone({ enabled: true })).toBe(true);
  expect(gone({})).toBe(true);
  expect(gone({ enabled: false })).toBe(false);
});

test('what others call timeout is not judged', () => {
  expect(because(functionCut, 'acme_thing', { timeout: 9, runtime: 'a' }, { timeout: 3, runtime: 'b' })).toEqual([]);
});

test('two aliases of one name that go do not belong to each other', () => {
  const [one, other] = ['a', 'b'].map((id) =>
    change('aws_lambda_alias', { name: 'live', id, function_name: id }, null, { address: `aws_lambda_alias.${id}` }),
  );
  expect(find(functionCut, one!, other!)?.because).toEqual(['the alias is destroyed']);
});

test('weights of something else, or of an alias that goes, are not judged', () => {
  const weights = { routing_config: [{ additional_version_weights: { '7': 0.5 } }] };
  expect(because(functionCut, 'acme_alias', {}, weights)).toEqual([]);
  expect(because(functionCut, 'aws_lambda_alias', null, weights)).toEqual([]);
  expect(find(functionCut, change('aws_lambda_alias', weights, null))?.because).toEqual(['the alias is destroyed']);
});

test.each([
  [[], 'the function is replaced'],
  [[['function_name'], ['package_type']], 'the function is replaced (function_name, package_type)'],
])('a function that is replaced by %j', (replacePaths, sentence) => {
  const replaced = change(FUNCTION, { timeout: 3 }, { timeout: 3 }, { action: 'replace', replacePaths });
  expect(find(functionCut, replaced)?.because).toEqual([sentence]);
});
