import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { actionsOf, changeOf } from './documents';

test('another backend is a change of terraform', () => {
  const backend = (key: string): JsonObject => ({
    terraform: { backend: { s3: { key } }, required_version: '>= 1.10' },
  });
  expect(changeOf('terraform', compareSyntheses(backend('a'), backend('b')))).toEqual({
    ...{ address: 'terraform', type: 'terraform', provider: '', action: 'update', steps: ['update'] },
    before: { backend: { s3: { key: 'a' } }, required_version: '>= 1.10' },
    after: { backend: { s3: { key: 'b' } }, required_version: '>= 1.10' },
    ...{ unknown: {}, replacePaths: [], configured: new Set(['backend', 'required_version']) },
  });
  expect(actionsOf(backend('a'), backend('a'))).toEqual({});
});

test('providers are told apart by their alias', () => {
  const providers = (region: string): JsonObject => ({
    provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region }] },
  });
  expect(actionsOf(providers('us-east-1'), providers('us-west-2'))).toEqual({ 'provider.aws.us': 'update' });
});

test.each([
  ['data.aws_iam_policy_document.room', { data: { aws_iam_policy_document: { room: { statement: [] } } } }],
  ['variable.region', { variable: { region: { default: 'a' } } }],
  ['locals', { locals: { a: 1 } }],
  ['check.health', { check: { health: { assert: {} } } }],
  ['ephemeral.random_password.a', { ephemeral: { random_password: { a: { length: 8 } } } }],
  ['brand_new', { brand_new: { a: 1 } }],
])('%s counts as a change, whether it comes or goes', (address, document) => {
  expect(actionsOf({}, document)).toEqual({ [address]: 'update' });
  expect(actionsOf(document, {})).toEqual({ [address]: 'update' });
  expect(actionsOf(document, document)).toEqual({});
});

test('blocks of one name are all compared', () => {
  const locals = (second: number): JsonObject => ({ locals: [{ a: 1 }, { b: second }] });
  expect(actionsOf(locals(1), locals(2))).toEqual({ 'locals (2)': 'update' });
});

test('a module call is created, changed and destroyed as a whole', () => {
  const module = (version: string): JsonObject => ({ module: { room: { source: 'a', version } } });
  expect(actionsOf({}, module('1'))).toEqual({ 'module.room': 'create' });
  expect(actionsOf(module('1'), module('2'))).toEqual({ 'module.room': 'update' });
  expect(changeOf('module.room', compareSyntheses(module('1'), {}))).toMatchObject({
    action: 'delete',
    reason: 'delete_because_no_module',
  });
});
