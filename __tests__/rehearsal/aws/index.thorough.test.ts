import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { runToEnd } from '../../support/child';
import { groupEnds } from '../../support/group-ends';
import { describeWith } from '../../support/loud-skip';
import { ACCOUNT, clientOf, REGION, startAws } from './support';

describeWith(['moto_server'], 'the emulated AWS', () => {
  let aws: EmulatedAws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => aws.close());

  test('an update of a user pool leaves its tags, and what only its creation can say', async () => {
    const cognito = new CognitoIdentityProviderClient(clientOf(aws));
    const created = await cognito.send(
      new CreateUserPoolCommand({
        ...{ PoolName: 'people', UsernameAttributes: ['email'], DeletionProtection: 'ACTIVE' },
        UserPoolTags: { Project: 'Trinity' },
      }),
    );
    const UserPoolId = created.UserPool!.Id!;
    await cognito.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: 'INACTIVE' }));
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({
      ...{ UsernameAttributes: ['email'], DeletionProtection: 'INACTIVE' },
      UserPoolTags: { Project: 'Trinity' },
    });
  });

  test('is the account that was asked for', async () => {
    const { Account } = await new STSClient(clientOf(aws)).send(new GetCallerIdentityCommand({}));
    expect(Account).toBe(ACCOUNT);
  });

  test('writes down what was asked and how it ended', async () => {
    const before = aws.requests.length;
    const ssm = new SSMClient(clientOf(aws));
    await expect(ssm.send(new DeleteParameterCommand({ Name: '/nobody' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    expect(aws.requests.slice(before)).toEqual([{ service: 'ssm', operation: 'DeleteParameter', status: 400 }]);
  });

  describe('S3, for remote state', () => {
    const Bucket = 'state';
    let s3: S3Client;
    beforeAll(async () => {
      s3 = new S3Client(clientOf(aws));
      const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
      await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    });

    test('keeps bytes as they are, and their versions', async () => {
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
      // The SDK sends it in chunks with a checksum behind them.
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes, ChecksumAlgorithm: 'SHA256' }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
      expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true);
      const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'a' }));
      expect(Versions).toHaveLength(2);
    });

    test('gives a lock to one only, until it is let go', async () => {
      const lock = () => s3.send(new PutObjectCommand({ Bucket, Key: 'dev.tflock', Body: '{}', IfNoneMatch: '*' }));
      await lock();
      await expect(lock()).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'dev.tflock' }));
      await lock();
    });

    test('keeps the settings of a bucket', async () => {
      const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: true };
      await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
      const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      expect(answer.PublicAccessBlockConfiguration).toMatchObject(PublicAccessBlockConfiguration);
      expect(aws.requests.at(-1)).toEqual({ service: 's3', operation: 'GetPublicAccessBlock', status: 200 });
    });
  });

  test('DynamoDB keeps settings and items of a table, and loses both with it', async () => {
    const dynamodb = new DynamoDBClient(clientOf(aws));
    const TableName = 'rooms';
    const OnDemandThroughput = { MaxReadRequestUnits: 500, MaxWriteRequestUnits: 400 };
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        OnDemandThroughput,
      }),
    );
    const describeTable = async () => (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table!;
    expect((await describeTable()).OnDemandThroughput).toEqual(OnDemandThroughput);
    const changed = { MaxReadRequestUnits: 600, MaxWriteRequestUnits: 400 };
    await dynamodb.send(new UpdateTableCommand({ TableName, OnDemandThroughput: changed }));
    expect((await describeTable()).OnDemandThroughput).toEqual(changed);

    const Item = { PK: { S: 'r1' }, n: { N: '7' } };
    const put = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' });
    await dynamodb.send(put);
    expect((await dynamodb.send(new GetItemCommand({ TableName, Key: { PK: { S: 'r1' } } }))).Item).toEqual(Item);
    await expect(dynamodb.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });

    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
    await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect((await dynamodb.send(new GetItemCommand({ TableName, Key: { PK: { S: 'r1' } } }))).Item).toEqual(Item);
    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await expect(describeTable()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(dynamodb.send(put)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test("IAM says what a role's inline policies allow", async () => {
    const iam = new IAMClient(clientOf(aws));
    const RoleName = 'cache';
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' }),
    );
    const [table, group] = [
      `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/rooms`,
      `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:a`,
    ];
    const Statement = [
      { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: table },
      { Effect: 'Allow', Action: 'logs:Put*', Resource: `${group}:*` },
      { Effect: 'Deny', Action: 'logs:PutRetentionPolicy', Resource: '*' },
    ];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
    const decisions = async (ActionNames: string[], ...ResourceArns: string[]) => {
      const command = new SimulatePrincipalPolicyCommand({ PolicySourceArn: Role!.Arn, ActionNames, ResourceArns });
      const { EvaluationResults = [] } = await iam.send(command);
      return EvaluationResults.map((one) => `${one.EvalActionName} ${one.EvalDecision}`);
    };
    expect(await decisions(['dynamodb:GetItem', 'dynamodb:PutItem'], table)).toEqual([
      'dynamodb:GetItem allowed',
      'dynamodb:PutItem implicitDeny',
    ]);
    expect(await decisions(['dynamodb:GetItem'], `${table}-other`)).toEqual(['dynamodb:GetItem implicitDeny']);
    expect(await decisions(['logs:PutLogEvents', 'logs:PutRetentionPolicy'], `${group}:log-stream:b`)).toEqual([
      'logs:PutLogEvents allowed',
      'logs:PutRetentionPolicy explicitDeny',
    ]);
    const nobody = { PolicySourceArn: `arn:aws:iam::${ACCOUNT}:role/nobody`, ActionNames: ['a:b'] };
    await expect(iam.send(new SimulatePrincipalPolicyCommand(nobody))).rejects.toThrow(
      'The role with name nobody cannot be found.',
    );
  });

  test.each([
    ['Nonsense', 'botocore has no operation Nonsense of ssm: the emulated AWS does not know it.'],
    [
      'DescribeAvailablePatches',
      'The emulated AWS does not know ssm DescribeAvailablePatches: moto has not implemented it. Complete it in rehearsal/aws.',
    ],
  ])(
    'says of %s that nothing behind it knows it, so that no client tries again and again',
    async (operation, message) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=a/20260101/${REGION}/ssm/aws4_request, SignedHeaders=host, Signature=b`;
      const headers = {
        authorization,
        'x-amz-target': `AmazonSSM.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
      };
      const response = await fetch(aws.endpoint, { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ __type: 'UnknownOperationException', message });
    },
  );
});

describeWith(['moto_server'], 'the life of moto', () => {
  const root = join(__dirname, '../../..');
  const program = `
    require(${JSON.stringify(join(root, 'rehearsal/aws'))})
      .startEmulatedAws({ account: '${ACCOUNT}', region: '${REGION}', tmdb: { url: 'http://127.0.0.1:1/3' } })
      .then(() => process.stdout.write('ready'), (error) => process.stdout.write(error.name + ': ' + error.message));`;

  /** Starts it in a process that leads a group of its own: what is left of it can be counted. */
  const start = (env: NodeJS.ProcessEnv) =>
    spawn(process.execPath, ['--require', './bin/run.cjs', '-e', program], {
      cwd: root,
      detached: true,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  test('ends with the process that started it, even when that is killed', async () => {
    const child = start(process.env);
    expect(String(await once(child.stdout, 'data'))).toBe('ready');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await groupEnds(child.pid);
  });

  test('does not begin where moto is not', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'trinity-bin-'));
    for (const tool of ['sh', 'cat']) symlinkSync(`/bin/${tool}`, join(bin, tool));
    const child = start({ ...process.env, PATH: bin });
    expect(String(await once(child.stdout, 'data'))).toBe(
      'UserError: The rehearsal needs moto, and there is no moto_server on the PATH. ' +
        "Install it with `pip install 'moto[server]'` (5.2 is what the rehearsal was made with).",
    );
    await groupEnds(child.pid);
    rmSync(bin, { recursive: true });
  });
});

describeWith(['moto_server', 'terraform'], 'remote state in the emulated S3', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'trinity-state-'));
  let aws: EmulatedAws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(async () => {
    await aws.close();
    rmSync(cwd, { recursive: true });
  });

  test('is written, read and locked by Terraform', async () => {
    const s3 = new S3Client(clientOf(aws));
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await s3.send(new CreateBucketCommand({ Bucket: 'state', CreateBucketConfiguration }));
    const backend = { s3: { bucket: 'state', key: 'dev.tfstate', region: REGION, encrypt: true, use_lockfile: true } };
    const configuration = { terraform: { backend }, resource: { terraform_data: { one: { input: 'kept' } } } };
    writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify(configuration));
    const terraform = (...args: string[]) =>
      runToEnd('terraform', [...args, '-input=false', '-no-color'], { cwd, env: { ...process.env, ...aws.env } });

    expect(await terraform('init')).toMatchObject({ status: 0 });
    expect(await terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    expect(await terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    const lock = { Bucket: 'state', Key: 'dev.tfstate.tflock', Body: JSON.stringify({ ID: 'a-lock', Who: 'ana' }) };
    await s3.send(new PutObjectCommand(lock)); // as one leaves it whose machine is gone
    const refused = await terraform('plan');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Error acquiring the state lock');
    expect(refused.stderr).toContain('a-lock');
  });
});
