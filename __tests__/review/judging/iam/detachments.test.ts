import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find } from '../../rules/change';

const OWN = 'arn:aws:iam::111111111111:policy/guard';

test('a policy of an organization that is taken off blocks', () => {
  const before = { policy_id: 'p-1', target_id: '111111111111' };
  const gone = change('aws_organizations_policy_attachment', before, null);
  expect(find(iamWidened, gone)).toMatchObject({
    blocks: true,
    because: ['the policy p-1 is taken off 111111111111: it denies no more'],
  });
  expect(find(iamWidened, { ...gone, action: 'forget' })).toBeUndefined();
  expect(find(iamWidened, gone, change('aws_organizations_account', { id: '111111111111' }, null))).toBeUndefined();
});

test.each([
  'aws_iam_group_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
])('%s: one of your own policies that is taken off warns', (type) => {
  expect(find(iamWidened, change(type, { policy_arn: OWN }, null))).toMatchObject({
    blocks: false,
    because: [`the policy ${OWN} is taken off: it may deny something`],
  });
  expect(because(iamWidened, type, { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, null)).toEqual([]);
});

test('one that goes with its role is silent', () => {
  const gone = change('aws_iam_role_policy_attachment', { policy_arn: OWN, role: 'worker' }, null);
  expect(find(iamWidened, gone, change('aws_iam_role', { name: 'worker' }, null))).toBeUndefined();
  expect(find(iamWidened, gone, change('aws_iam_policy', { arn: OWN }, null))?.blocks).toBe(false);
});
