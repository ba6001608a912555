import { ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { createAws, type Aws } from '../../../../deployment/aws/clients';
import { explain, textOf } from '../../../../deployment/explain';
import type { EmulatedAws, Principal } from '../../../../rehearsal/aws';
import { IDENTITIES, principalsOf, type Identity } from '../../../../rehearsal/identities';
import { staging } from '../../../deployment/project';
import { describeWith } from '../../../support/loud-skip';
import { startAws } from '../support';

const environment = staging();
const ARN = 'arn:aws:sts::123456789012:assumed-role/github-deploys-staging/rehearsal';
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/trinity-rooms-staging';

const createTable = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'Project', Value: 'Trinity' }],
  });

/** Without one action, whichever statement has it. */
const without = ({ statements = [], ...principal }: Principal, action: string): Principal => ({
  ...principal,
  statements: statements.map((one) => ({
    ...one,
    Action: [one.Action ?? []].flat().filter((name) => name !== action),
  })),
});

/** Why something failed. */
const failure = (asked: Promise<unknown>): Promise<Error> =>
  asked.then(
    () => Promise.reject(new Error('It was allowed.')),
    (error: unknown) => error as Error,
  );

describeWith(['moto_server'], 'the roles of an environment in an emulated account', () => {
  const all = principalsOf(environment, 'enforced');
  let aws: EmulatedAws;
  const as = (identity: Identity | 'less'): Aws => {
    const accessKeyId = identity === 'less' ? 'less' : IDENTITIES[identity];
    return createAws(environment.region, {
      endpoint: aws.endpoint,
      credentials: { accessKeyId, secretAccessKey: 'x' },
    });
  };
  beforeAll(async () => {
    const less = without(all[IDENTITIES.deploy]!, 'dynamodb:TagResource');
    aws = await startAws({ account: environment.account, principals: { ...all, less } });
  });
  afterAll(() => aws.close());

  test('what deploys makes a table of its environment, with tags', async () => {
    await as('deploy').dynamodb.send(createTable('trinity-rooms-staging'));
    expect(aws.calledBy(IDENTITIES.deploy)).toEqual(['dynamodb:CreateTable', 'dynamodb:TagResource']);
  });

  test('with one action less it does not, and nothing is left of it', async () => {
    const error = await failure(as('less').dynamodb.send(createTable('trinity-filter-cache-staging')));
    const resource = TABLE.replace('rooms', 'filter-cache');
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${ARN} is not authorized to perform: dynamodb:TagResource on resource: ${resource} because no identity-based policy allows the dynamodb:TagResource action`,
    });
    expect(explain(textOf(error), environment).reason).toBe(
      `The AWS identity may not do dynamodb:TagResource on ${resource}.`,
    );
    const missing = as('administrator').dynamodb.send(
      new DescribeTableCommand({ TableName: 'trinity-filter-cache-staging' }),
    );
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test("neither role touches another environment's table", async () => {
    await expect(as('deploy').dynamodb.send(createTable('trinity-rooms-prod'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('what plans reads how a table is made, and changes nothing in it', async () => {
    const { dynamodb } = as('plan');
    await dynamodb.send(new DescribeTableCommand({ TableName: 'trinity-rooms-staging' }));
    await expect(
      dynamodb.send(new PutItemCommand({ TableName: 'trinity-rooms-staging', Item: { id: { S: 'a' } } })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(dynamodb.send(createTable('trinity-rooms-staging'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('whoever may do nothing is told so by each protocol, and asks who it is all the same', async () => {
    const guest: Principal = { arn: ARN, statements: [] };
    const other = await startAws({ account: environment.account, principals: { [IDENTITIES.plan]: guest } });
    const { endpoint } = other;
    const { sts, appsync, cloudwatch, iam, lambda, s3 } = createAws(environment.region, {
      endpoint,
      credentials: { accessKeyId: IDENTITIES.plan, secretAccessKey: 'x' },
    });
    try {
      await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Account: environment.account });
      const asked: [() => Promise<unknown>, name: string, action: string][] = [
        [() => appsync.send(new ListGraphqlApisCommand({})), 'AccessDeniedException', 'appsync:ListGraphqlApis'],
        [() => cloudwatch.send(new DescribeAlarmsCommand({})), 'AccessDeniedException', 'cloudwatch:DescribeAlarms'],
        [() => iam.send(new GetRoleCommand({ RoleName: 'x' })), 'AccessDenied', 'iam:GetRole'],
        [
          () => lambda.send(new GetFunctionCommand({ FunctionName: 'x' })),
          'AccessDeniedException',
          'lambda:GetFunction',
        ],
        [() => s3.send(new GetObjectCommand({ Bucket: 'states', Key: 'a' })), 'AccessDenied', 's3:GetObject'],
      ];
      for (const [ask, name, action] of asked) {
        const error = await failure(ask());
        expect([error.name, error.message]).toEqual([
          name,
          expect.stringContaining(`is not authorized to perform: ${action} on resource: `),
        ]);
      }
      const head = await failure(s3.send(new HeadBucketCommand({ Bucket: 'states' })));
      expect(head).toMatchObject({ $metadata: { httpStatusCode: 403 } }); // HTTP allows it no words
      expect(other.calledBy(IDENTITIES.plan)).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
