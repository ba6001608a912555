import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { madePublic } from '../../../../packages/plan-review/src/rules/made-public';
import { change, find } from '../../rules/change';
import { policy } from '../../rules/policies';

const of = (Condition: object, Principal: unknown = '*') =>
  change('aws_sns_topic_policy', null, {
    policy: policy({ Effect: 'Allow', Action: 'sns:Publish', Resource: '*', Principal, Condition }),
  });
const only = (operator: string, key: string, ...values: readonly string[]) => ({ [operator]: { [key]: values } });

test.each([
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::films*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::films', '*'),
  only('StringLike', 'aws:SourceArn', 'a*'),
  only('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*'),
  only('StringLike', 'aws:SourceAccount', '*'),
  only('StringLike', 'aws:SourceAccount', '1111*'),
  only('StringLike', 'aws:PrincipalOrgID', 'o-*'),
  only('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', '*/r-1'),
  only('StringLike', 'aws:SourceVpc', 'vpc-?????????'),
  only('IpAddress', 'aws:SourceIp', '0.0.0.0/1', '128.0.0.0/1'),
  only('IpAddress', 'aws:SourceIp', '10.0.0.0/8', '0.0.0.0/7'),
  only('IpAddress', 'aws:SourceIp', '2000::/3'),
  only('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1'),
  only('ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-1'),
  only('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'),
  only('StringEquals', 'aws:SourceAccount'),
  only('StringEquals', 'aws:SourceAccount', '(sensitive 1)'),
  only('StringEquals', 'aws:UserAgent', 'films'),
  only('StringEquals', 'aws:SourceAccount', ''),
  only('IpAddress', 'aws:SourceIp', '(sensitive 1)'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:*:::films'),
])('anybody, with %j, is public', (condition) => {
  expect(find(madePublic, of(condition))?.because).toEqual(['policy: allows sns:Publish to anybody']);
});

test.each([
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:111111111111:*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::films'),
  only('ArnLike', 'aws:SourceArn', '${aws_s3_bucket.films.arn}', '${aws_s3_bucket.films.arn}/*'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:${data.aws_caller_identity.me.account_id}:*'),
  only('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111111111111:role/*'),
  only('StringEquals', 'aws:SourceAccount', '111111111111'),
  only('StringEquals', 'aws:PrincipalOrgID', 'o-1'),
  only('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/*'),
  only('IpAddress', 'aws:SourceIp', '10.0.0.0/8', '2001:db8::/32', '192.0.2.1', '${var.office}'),
  only('StringEquals', 'kms:CallerAccount', '111111111111'),
])('few, with %j, are not', (condition) => {
  expect(find(madePublic, of(condition))).toBeUndefined();
  expect(find(iamWidened, of(condition))).toBeUndefined();
});

test.each([
  only('StringEquals', 'aws:SourceAccount', '111111111111', '999999999999'),
  only('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:999999999999:*'),
  only('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::999999999999:role/*'),
])('callers of another account, by %j, block', (condition) => {
  expect(find(iamWidened, of(condition))).toMatchObject({
    blocks: true,
    because: ['policy: allows sns:Publish on * to * (another account)'],
  });
  const service = of(condition, { Service: 's3.amazonaws.com' });
  expect(find(iamWidened, service)?.because).toEqual([
    'policy: allows sns:Publish on * to Service s3.amazonaws.com (another account)',
  ]);
  expect(find(iamWidened, of(condition, { AWS: '111111111111' }))).toBeUndefined();
});

test('another account that is left out is not let in', () => {
  const but = {
    StringEquals: { 'aws:PrincipalOrgID': 'o-1' },
    StringNotEquals: { 'aws:SourceAccount': '999999999999' },
  };
  expect(find(iamWidened, of(but))).toBeUndefined();
});
