import { statefulLoss } from '../../../packages/plan-review/src/rules/stateful-loss';
import { change, find } from './change';

const TABLE = 'aws_dynamodb_table';
const CANNOT = 'replace_because_cannot_update';

test('destroyed: what is lost, and why', () => {
  const gone = change(TABLE, { name: 'rooms' }, null, { reason: 'delete_because_no_resource_config' });
  expect(find(statefulLoss, gone)).toEqual({
    blocks: true,
    title: 'It is destroyed. What is lost: its items.',
    because: ['the configuration has no such resource any more'],
  });
});

test.each([
  [{ skip_final_snapshot: false, delete_automated_backups: false }, 'its databases', ['backups', 'snapshot']],
  [{ skip_final_snapshot: true, delete_automated_backups: true }, 'its databases, and its automated backups', []],
  [{ skip_final_snapshot: false }, 'its databases, and its automated backups', ['snapshot']],
])('of a database with %j, what is kept is not lost', (settings, holds, kept) => {
  const words = { backups: 'its automated backups are kept', snapshot: 'a final snapshot is made first' };
  expect(find(statefulLoss, change('aws_db_instance', settings, null))).toEqual({
    blocks: true,
    title: `It is destroyed. What is lost: ${holds}.`,
    because: kept.map((one) => words[one as keyof typeof words]),
  });
});

test('replaced: the attributes that force it, with their values', () => {
  const replaced = change(
    TABLE,
    { hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] },
    { hash_key: 'roomId', attribute: [{ name: 'id', type: 'N' }] },
    { action: 'replace', reason: CANNOT, replacePaths: [['hash_key'], ['attribute', 0, 'type']] },
  );
  expect(find(statefulLoss, replaced)).toEqual({
    blocks: true,
    title: 'It is replaced. What is lost: its items.',
    because: ['hash_key goes from id to roomId', 'attribute[0].type goes from S to N', 'it cannot be changed in place'],
  });
});

test('a value that is known only after the apply is called so', () => {
  const replaced = change(
    'aws_ebs_volume',
    { kms_key_id: 'a' },
    {},
    {
      action: 'replace',
      unknown: { kms_key_id: true },
      replacePaths: [['kms_key_id']],
    },
  );
  expect(find(statefulLoss, replaced)?.because).toEqual(['kms_key_id goes from a to (known after the apply)']);
});

test('the new one made first is no comfort, but said', () => {
  const steps = ['create', 'delete'];
  const replaced = change('aws_s3_bucket', {}, {}, { action: 'replace', steps, reason: 'replace_by_request' });
  expect(find(statefulLoss, replaced)?.because).toEqual([
    'somebody asked for it, with -replace',
    'the new one is made before the old one is destroyed',
  ]);
});

test('a replacement that forgets the old one', () => {
  const replaced = change('aws_s3_bucket', {}, {}, { action: 'replace', steps: ['create', 'forget'] });
  expect(find(statefulLoss, replaced)?.title).toBe(
    'It is replaced, and the old one is managed no longer. What the new one has not: its objects.',
  );
});

test('a deposed object', () => {
  expect(find(statefulLoss, change('aws_s3_bucket', {}, null, { deposed: 'f00d' }))?.title).toBe(
    'What an earlier replacement left behind is destroyed. What is lost: its objects.',
  );
});

test('forgotten: it stays, and nobody looks after it', () => {
  expect(find(statefulLoss, change(TABLE, {}, null, { action: 'forget' }))).toStrictEqual({
    blocks: true,
    title: 'It is managed no longer, and stays where it is. What nobody looks after: its items.',
    because: [],
  });
});

test.each(['create', 'update', 'no-op', 'read'] as const)('%s loses nothing', (action) => {
  expect(find(statefulLoss, change(TABLE, {}, {}, { action }))).toBeUndefined();
});

test.each(['aws_cloudwatch_metric_alarm', 'acme_thing'])('%s is not known to hold anything', (type) => {
  expect(find(statefulLoss, change(type, {}, null))).toBeUndefined();
});

test.each([
  ['the attribute', { attribute: [{ type: true }] }],
  ['what is around it', { attribute: true }],
  ['all', true],
])('a forcing attribute within a block: unknown is %s', (_, unknown) => {
  const replaced = change(
    TABLE,
    { attribute: [{ type: 'S' }] },
    {},
    { action: 'replace', unknown, replacePaths: [['attribute', 0, 'type']] },
  );
  expect(find(statefulLoss, replaced)?.because).toEqual(['attribute[0].type goes from S to (known after the apply)']);
});
