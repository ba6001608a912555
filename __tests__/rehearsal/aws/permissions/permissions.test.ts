import type { AwsRequest } from '../../../../rehearsal/aws/door/messages';
import { Permissions } from '../../../../rehearsal/aws/permissions';

const ACCOUNT = '123456789012';
const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/github-deploys-staging/rehearsal`;
const RESOURCE = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/rooms`;

const request = (key: string, more: Partial<AwsRequest> = {}): AwsRequest => ({
  service: 'dynamodb',
  operation: 'DescribeTable',
  protocol: 'json',
  method: 'POST',
  url: new URL('http://127.0.0.1/'),
  headers: { authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/dynamodb/aws4_request` },
  body: Buffer.alloc(0),
  ...more,
});
const input = { TableName: 'rooms' };
const allow = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };

test('a permission that is denied is refused in other words than one that nobody gives', () => {
  const permissions = new Permissions(ACCOUNT, {
    none: { arn: ARN, statements: [] },
    denied: { arn: ARN, statements: [allow, { ...allow, Effect: 'Deny' }] },
  });
  const refused = `User: ${ARN} is not authorized to perform: dynamodb:DescribeTable on resource: ${RESOURCE}`;
  expect(() => permissions.require(request('none'), input)).toThrow(
    `${refused} because no identity-based policy allows the dynamodb:DescribeTable action`,
  );
  expect(() => permissions.require(request('denied'), input)).toThrow(
    `${refused} with an explicit deny in an identity-based policy`,
  );
  expect(permissions.calledBy('none')).toEqual([]);
});

test.each<[Partial<AwsRequest>, number, string]>([
  [{ protocol: 'json' }, 400, 'AccessDeniedException'],
  [{ protocol: 'rest-json', service: 'lambda', operation: 'ListFunctions' }, 403, 'AccessDeniedException'],
  [{ protocol: 'query', service: 'iam', operation: 'GetRole' }, 403, 'AccessDenied'],
  [{ protocol: 'rest-xml', service: 's3', operation: 'ListBuckets' }, 403, 'AccessDenied'],
  [{ protocol: 'query', service: 'sns', operation: 'ListTopics' }, 403, 'AuthorizationError'],
])('%j is refused with %s, %s', (more, status, name) => {
  const permissions = new Permissions(ACCOUNT, { none: { arn: ARN, statements: [] } });
  expect(() => permissions.require(request('none', more), input)).toThrow(
    expect.objectContaining({ status, name }) as Error,
  );
});

test('without policies, everything is allowed and written down', () => {
  const permissions = new Permissions(ACCOUNT, { learning: { arn: ARN } });
  permissions.require(request('learning'), input);
  permissions.require(request('learning', { operation: 'DeleteTable' }), input);
  permissions.require(request('learning'), input);
  expect(permissions.calledBy('learning')).toEqual(['dynamodb:DeleteTable', 'dynamodb:DescribeTable']);
});

test('whoever has no policies here may do everything, and so may what nobody signs', () => {
  const permissions = new Permissions(ACCOUNT, { none: { arn: ARN, statements: [] } });
  permissions.require(request('emulated'), input);
  permissions.require(request('', { headers: {} }), input);
  expect(permissions.calledBy('emulated')).toEqual([]);
});
