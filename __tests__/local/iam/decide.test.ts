import { decide, type Statement } from '../../../local/iam/decide';

const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/trinity-rooms-staging';
const reads: Statement = { Effect: 'Allow', Action: ['dynamodb:Get*'], Resource: table.replace('rooms', '*') };
const need = (action: string, resource = table, context = {}) => ({ action, resource, context });

test.each([
  ['what a statement has', [reads], need('dynamodb:GetItem'), 'allowed'],
  ['in other letters', [reads], need('DynamoDB:getitem'), 'allowed'],
  ['another action', [reads], need('dynamodb:PutItem'), 'implicitDeny'],
  ['another resource', [reads], need('dynamodb:GetItem', table.replace('staging', 'prod')), 'implicitDeny'],
  ['nothing at all', [], need('dynamodb:GetItem'), 'implicitDeny'],
  ['a deny beside', [reads, { ...reads, Effect: 'Deny' }], need('dynamodb:GetItem'), 'explicitDeny'],
] as const)('%s', (_, statements, asked, decision) => {
  expect(decide(statements, asked)).toBe(decision);
});

test.each([
  ['StringEquals', 'lambda.amazonaws.com', 'allowed'],
  ['StringEquals', 'lambda.*', 'implicitDeny'],
  ['StringLike', 'lambda.*', 'allowed'],
])('a condition %s %s', (operator, value, decision) => {
  const statement = {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: '*',
    Condition: { [operator]: { 'iam:PassedToService': [value] } },
  };
  expect(decide([statement], need('iam:PassRole', 'x', { 'iam:PassedToService': 'lambda.amazonaws.com' }))).toBe(
    decision,
  );
  expect(decide([statement], need('iam:PassRole', 'x'))).toBe('implicitDeny');
});

test('a condition that is not known is no condition that holds', () => {
  const statement = { ...reads, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
  expect(() => decide([statement], need('dynamodb:GetItem'))).toThrow(
    'The condition IpAddress of a policy is not known here',
  );
});
