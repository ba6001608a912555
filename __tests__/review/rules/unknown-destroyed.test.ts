import { unknownDestroyed } from '../../../review/rules/unknown-destroyed';
import { change, find } from './change';

test('destroyed', () => {
  const gone = change('acme_thing', {}, null, { reason: 'delete_because_each_key' });
  expect(find(unknownDestroyed, gone)).toEqual({
    blocks: true,
    title: 'It is destroyed, and it is not known what acme_thing holds.',
    because: ['its key is no longer in for_each'],
  });
});

test('replaced', () => {
  const replaced = change('acme_thing', { size: 1 }, { size: 2 }, { action: 'replace', replacePaths: [['size']] });
  expect(find(unknownDestroyed, replaced)).toEqual({
    blocks: true,
    title: 'It is replaced, and it is not known what acme_thing holds.',
    because: ['size goes from 1 to 2'],
  });
});

test.each(['create', 'update', 'forget'] as const)('%s destroys nothing', (action) => {
  expect(find(unknownDestroyed, change('acme_thing', {}, {}, { action }))).toBeUndefined();
});

test.each(['aws_dynamodb_table', 'aws_iam_role', 'terraform_data'])('what %s holds is known', (type) => {
  expect(find(unknownDestroyed, change(type, {}, null))).toBeUndefined();
});
