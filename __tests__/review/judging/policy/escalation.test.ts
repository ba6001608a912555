import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { change, find } from '../../rules/change';
import { READ, ROLE, allow, changed, policy } from '../../rules/policies';

const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/one';

test.each([
  'iam:AddUserToGroup',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateAccessKey',
  'iam:DeactivateMFADevice',
  'iam:ResyncMFADevice',
  'iam:DetachRolePolicy',
  'iam:CreateServiceSpecificCredential',
  'iam:UpdateSAMLProvider',
  'sso:CreateAccountAssignment',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:DeletePermissionsBoundaryFromPermissionSet',
  'sso-directory:AddMemberToGroup',
  'identitystore:CreateGroupMembership',
  'ds:ResetUserPassword',
  'eks:AssociateAccessPolicy',
  'eks:CreateAccessEntry',
  'eks:UpdatePodIdentityAssociation',
  'organizations:DetachPolicy',
  'organizations:LeaveOrganization',
  'rolesanywhere:UpdateTrustAnchor',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
])('%s on one role blocks, in a new policy, too', (action) => {
  const found = { blocks: true, because: [`policy: allows ${action} on ${ROLE} (a way to all other permissions)`] };
  expect(find(iamWidened, changed([READ], [READ, allow(action, ROLE)]))).toMatchObject(found);
  const made = change('aws_iam_policy', null, { policy: policy(READ, allow(action, ROLE)) });
  expect(find(iamWidened, made)).toMatchObject(found);
});

test.each([
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  's3:PutAccountPublicAccessBlock',
  's3:PutAccessPointPolicy',
  'secretsmanager:PutResourcePolicy',
  'sns:AddPermission',
  'sns:SetTopicAttributes',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
  'apigateway:PATCH',
  'apigateway:PUT',
  'ec2:AuthorizeSecurityGroupIngress',
  'es:UpdateDomainConfig',
  'quicksight:UpdateDashboardPermissions',
  'quicksight:UpdateDataSetPermissions',
  'transfer:CreateUser',
  'transfer:ImportSshPublicKey',
  'lambda:AddPermission',
  'lambda:AddLayerVersionPermission',
  'lambda:CreateFunctionUrlConfig',
  'ecr:SetRepositoryPolicy',
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyImageAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
  'ssm:ModifyDocumentPermission',
  'ram:CreateResourceShare',
  'events:PutPermission',
  'cognito-idp:AdminSetUserPassword',
])('%s on one of its kind lets others in, and blocks', (action) => {
  const found = { blocks: true, because: [`policy: allows ${action} on ${ROLE} (a way to let others in)`] };
  expect(find(iamWidened, changed([READ], [READ, allow(action, ROLE)]))).toMatchObject(found);
  const made = change('aws_iam_policy', null, { policy: policy(READ, allow(action, ROLE)) });
  expect(find(iamWidened, made)).toMatchObject(found);
});

test.each([
  's3:GetBucketPolicy',
  's3:PutObject',
  'lambda:GetFunctionUrlConfig',
  'sns:RemovePermission',
  'ram:GetShares',
])('%s lets nobody in', (action) =>
  expect(find(iamWidened, changed([READ], [READ, allow(action, ROLE)]))?.blocks).toBe(false),
);

test.each(['iam:PassRole', 'iam:GetRolePolicy', 'iam:TagRole', 'kms:Decrypt'])('%s on one role warns', (action) => {
  expect(find(iamWidened, changed([READ], [READ, allow(action, ROLE)]))?.blocks).toBe(false);
});

test('a grant that only a service of AWS may ask for warns', () => {
  const of = (value: string) =>
    allow('kms:CreateGrant', KEY, { Condition: { Bool: { 'kms:GrantIsForAWSResource': value } } });
  expect(find(iamWidened, changed([READ], [READ, of('true')]))?.blocks).toBe(false);
  expect(find(iamWidened, changed([READ], [READ, of('false')]))?.blocks).toBe(true);
  const other = { ...of('true'), Action: 'kms:PutKeyPolicy' };
  expect(find(iamWidened, changed([READ], [READ, other]))?.blocks).toBe(true);
});

test('an account that manages its own key is as usual', () => {
  const manages = allow(['kms:PutKeyPolicy', 'kms:CreateGrant', 'sqs:AddPermission'], '*', {
    Principal: { AWS: '111111111111' },
  });
  expect(find(iamWidened, change('aws_kms_key', null, { policy: policy(manages) }))).toBeUndefined();
});

test.each([
  ...['iam:PassRole', 'lambda:UpdateFunctionCode', 'glue:UpdateDevEndpoint', 'ssm:SendCommand', 'sts:AssumeRole'],
  ...['ecs:RunTask', 'ec2:AssociateIamInstanceProfile', 'cloudformation:ExecuteChangeSet', 'ssm:ResumeSession'],
  'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
])('%s on one of its kind warns, and says why; on all of them it blocks', (action) => {
  expect(find(iamWidened, changed([READ], [READ, allow(action, ROLE)]))).toMatchObject({
    blocks: false,
    because: [`policy: allows ${action} on ${ROLE} (a way to what another role may do)`],
  });
  expect(find(iamWidened, changed([READ], [READ, allow(action, '*')]))?.blocks).toBe(true);
});

test('whoever signs in may manage his own credentials, and not his own policies', () => {
  const own = 'arn:aws:iam::111111111111:user/${aws:username}';
  const made = (action: string) => find(iamWidened, changed([READ], [READ, allow(action, own)]))?.blocks;
  expect(made('iam:CreateAccessKey')).toBe(false);
  expect(made('iam:UpdateLoginProfile')).toBe(false);
  expect(made('iam:PutUserPolicy')).toBe(true);
});
