import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find } from '../../rules/change';

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

test.each([
  ['aws_iam_access_key', 'user'],
  ['aws_iam_user_login_profile', 'user'],
  ['aws_iam_service_specific_credential', 'user_name'],
  ['aws_iam_signing_certificate', 'user_name'],
  ['aws_iam_user_ssh_key', 'username'],
])('%s: made, or active again, it lets somebody in as the user', (type, name) => {
  const [inactive, active] = [
    { [name]: 'deploy', status: 'Inactive' },
    { [name]: 'deploy', status: 'Active' },
  ];
  const found = { blocks: false, because: ['whoever has it acts as the user deploy'] };
  expect(find(iamWidened, change(type, null, active))).toMatchObject(found);
  expect(find(iamWidened, change(type, active, active, { action: 'replace' }))).toMatchObject(found);
  expect(find(iamWidened, change(type, inactive, active))).toMatchObject(found);
  expect(because(iamWidened, type, active, inactive)).toEqual([]);
  expect(because(iamWidened, type, active, { ...active, x: 1 })).toEqual([]);
  expect(because(iamWidened, type, active, null)).toEqual([]);
});

test.each([
  ['aws_iam_saml_provider', 'saml_metadata_document', '<a/>', '<b/>'],
  ['aws_iam_openid_connect_provider', 'client_id_list', ['a'], ['a', 'b']],
  ['aws_iam_openid_connect_provider', 'thumbprint_list', ['a'], ['b']],
])('%s: another %s may let in others', (type, name, before, after) => {
  expect(find(iamWidened, change(type, { [name]: before }, { [name]: after }))).toMatchObject({
    blocks: false,
    because: [`${name} changes: whom the provider lets in may be others`],
  });
  expect(because(iamWidened, type, { [name]: before }, { [name]: before, tags: {} })).toEqual([]);
  expect(because(iamWidened, type, { [name]: before }, null)).toEqual([]);
  expect(because(hiddenChange, type, { [name]: '(sensitive 1)' }, { [name]: '(sensitive 2)' })).toHaveLength(1);
});
