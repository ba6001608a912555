import { iamWidened } from '../../../review/rules/iam-widened';
import { because, change, find } from './change';

test.each([
  ['aws_lambda_function', 'role'],
  ['aws_ecs_task_definition', 'execution_role_arn'],
  ['aws_ecs_task_definition', 'task_role_arn'],
  ['aws_instance', 'iam_instance_profile'],
  ['aws_sfn_state_machine', 'role_arn'],
])('%s: another %s warns', (type, name) => {
  expect(find(iamWidened, change(type, { [name]: 'reader' }, { [name]: 'admin' }))).toEqual({
    blocks: false,
    title: 'More is allowed than before.',
    because: [`${name} goes from reader to admin`],
  });
  expect(because(iamWidened, type, { [name]: '', x: 1 }, { [name]: 'admin' })).toHaveLength(1);
  expect(because(iamWidened, type, { [name]: 'reader' }, { [name]: null })).toEqual([]);
  expect(because(iamWidened, type, { [name]: 'reader' }, { [name]: 'reader', x: 1 })).toEqual([]);
  expect(because(iamWidened, type, null, { [name]: 'admin' })).toEqual([]);
  expect(because(iamWidened, type, { [name]: 'reader' }, null)).toEqual([]);
});

test('a profile that is a block is compared as one', () => {
  const of = (name: string, more: object = {}) => ({ iam_instance_profile: [{ name }], ...more });
  expect(because(iamWidened, 'aws_launch_template', of('a'), of('a', { x: 1 }))).toEqual([]);
  expect(because(iamWidened, 'aws_launch_template', of('a'), of('b'))).toHaveLength(1);
});

test('what others call role is none', () => {
  expect(because(iamWidened, 'postgresql_grant', { role: 'a' }, { role: 'b' })).toEqual([]);
});

test.each([
  ['aws_iam_user_group_membership', 'groups'],
  ['aws_iam_group_membership', 'users'],
])('%s: more %s warn', (type, name) => {
  expect(find(iamWidened, change(type, { [name]: ['one'] }, { [name]: ['one', 'two'] }))).toMatchObject({
    blocks: false,
    because: [`${name}: two is added`],
  });
  expect(because(iamWidened, type, null, { [name]: ['one'] })).toEqual([`${name}: one is added`]);
  expect(because(iamWidened, type, { [name]: ['one', 'two'] }, { [name]: ['one'] })).toEqual([]);
});
