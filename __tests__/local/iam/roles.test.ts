import { dynamodbNeeds } from '../../../local/iam/dynamodb';
import { RoleRefusal, Roles } from '../../../local/iam/roles';

const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/rooms';
const ROLE = 'arn:aws:iam::123456789012:role/trinity-room-dev';
const arnOf = (name: string) => TABLE.replace('rooms', name);

const roles = new Roles();
beforeEach(() =>
  roles.use([{ arn: ROLE, statements: [{ Effect: 'Allow', Action: ['dynamodb:Query'], Resource: TABLE }] }]),
);
const ask = (operation: string, input: object, role: string | undefined = ROLE) =>
  roles.require(role, 'trinity-room-dev', dynamodbNeeds(operation, { ...input }, arnOf));

test('what a role is allowed is let through; of a role that the stack does not make, everything is', () => {
  expect(() => ask('Query', { TableName: 'rooms' })).not.toThrow();
  expect(() => ask('Scan', { TableName: 'rooms' }, ROLE.replace('room', 'other'))).not.toThrow();
});

test.each([
  ['another action', 'GetItem', { TableName: 'rooms' }, `dynamodb:GetItem on resource: ${TABLE}`],
  ['an index', 'Query', { TableName: 'rooms', IndexName: 'I' }, `dynamodb:Query on resource: ${TABLE}/index/I`],
  ['one of two tables', 'Query', { RequestItems: { rooms: [], votes: [] } }, `resource: ${arnOf('votes')} because`],
])('what it is not allowed is refused in the words of AWS: %s', (_, operation, input, message) => {
  const act = () => ask(operation, input);
  expect(act).toThrow(RoleRefusal);
  expect(act).toThrow(
    `User: arn:aws:sts::123456789012:assumed-role/trinity-room-dev/trinity-room-dev is not authorized to perform: `,
  );
  expect(act).toThrow(message);
});

test('the roles of a stack take the place of those before', () => {
  roles.use([{ arn: ROLE, statements: [] }]);
  expect(() => ask('Query', { TableName: 'rooms' })).toThrow(RoleRefusal);
});

test('a transaction takes the permissions of its parts', () => {
  const parts = [{ Put: { TableName: 'rooms' } }, { ConditionCheck: { TableName: 'votes' } }];
  expect(dynamodbNeeds('TransactWriteItems', { TransactItems: parts }, arnOf)).toEqual([
    { action: 'dynamodb:PutItem', resource: TABLE },
    { action: 'dynamodb:ConditionCheckItem', resource: arnOf('votes') },
  ]);
});
