import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { AppsyncDatasource } from '@cdktf/provider-aws/lib/appsync-datasource';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { CognitoUserGroup } from '@cdktf/provider-aws/lib/cognito-user-group';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { TerraformOutput } from 'cdktf';
import { strToU8 } from 'fflate';
import { archive } from '../../../build/archive';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { GraphqlApi, type GraphqlApiProps } from '../../../stacks/constructs/graphql-api';
import { LambdaFunction } from '../../../stacks/constructs/lambda-function';
import { ACCOUNT, clientOf, REGION, startAws } from '../../rehearsal/aws/support';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { synthesizeConstructs } from '../synthesize';
import { Terraform } from '../terraform';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider(process.env) : undefined;

const schema = `
  type Query {
    who: AWSJSON @aws_lambda @aws_cognito_user_pools
    widget: Int
    admin: Int @aws_cognito_user_pools(cognito_groups: ["admins"])
  }`;
const DOORKEEPER = `exports.handler = async ({ authorizationToken, requestContext }) => ({
  isAuthorized: authorizationToken.startsWith('bk_'),
  resolverContext: { account: requestContext.accountId },
});`;
const code = (value: string) =>
  `export function request(ctx) { return { payload: ${value} }; }\nexport function response(ctx) { return ctx.result; }`;

describeUnless(noTools ?? provider?.why, 'an API with two ways in, deployed to the emulated AWS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-ways-in-'));
  let aws: EmulatedAws;
  let terraform: Terraform;

  beforeAll(async () => {
    aws = await startAws();
    terraform = new Terraform(directory, { ...process.env, ...aws.env });
    synthesize();
    await terraform.init(provider!.directory);
    await deploy();
  });
  afterAll(async () => {
    await terraform.close();
    await aws.close();
    for (const one of [directory, provider!.directory]) rmSync(one, { recursive: true });
  });

  function synthesize(of: { seconds?: number; tokens?: string; clients?: string; limit?: number } = {}): void {
    const { seconds = 0, tokens, clients, limit = 50 } = of;
    const filename = join(directory, 'doorkeeper.zip');
    const bytes = archive({ 'index.js': strToU8(DOORKEEPER) });
    writeFileSync(filename, bytes);
    const sourceCodeHash = createHash('sha256').update(bytes).digest('base64');
    const stack = synthesizeConstructs((scope) => {
      const fn = new LambdaFunction(scope, 'doorkeeper', {
        ...{ name: 'doorkeeper', archive: { filename, sourceCodeHash }, environment: { ENVIRONMENT: 'test' } },
        ...{ account: ACCOUNT, memorySize: 128, timeout: 10, logRetentionDays: 7 },
      });
      const { id: userPoolId } = new CognitoUserPool(scope, 'people', { name: 'admins' });
      new CognitoUserGroup(scope, 'group', { name: 'admins', userPoolId });
      const explicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
      const client = new CognitoUserPoolClient(scope, 'console', { name: 'console', userPoolId, explicitAuthFlows });
      const settings: Omit<GraphqlApiProps, 'auth' | 'additionalAuth' | 'userPools'> = {
        ...{ name: 'doors', logsRoleName: 'doors-logs', schema, logRetentionDays: 7, logLevel: 'ERROR' },
        ...{ introspection: false, queryDepthLimit: 5, resolverCountLimit: limit, tracing: false },
      };
      const api = new GraphqlApi(scope, 'api', {
        ...settings,
        auth: {
          ...{ mode: 'AWS_LAMBDA', function: fn, authorizerResultTtlInSeconds: seconds },
          ...(tokens !== undefined && { identityValidationExpression: tokens }),
        },
        additionalAuth: [
          {
            ...{ mode: 'AMAZON_COGNITO_USER_POOLS', userPoolId, awsRegion: REGION },
            ...(clients !== undefined && { appIdClientRegex: clients }),
          },
        ],
      });
      const { id: apiId } = api;
      const dataSource = new AppsyncDatasource(scope, 'none', { apiId, name: 'none', type: 'NONE' }).name;
      for (const field of ['who', 'widget', 'admin']) {
        const answer = { code: code(field === 'who' ? 'ctx.identity' : '1') };
        const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };
        new AppsyncResolver(scope, field, { apiId, type: 'Query', field, dataSource, runtime, ...answer });
      }
      for (const [name, value] of Object.entries({ endpoint: api.endpoint, pool: userPoolId, client: client.id })) {
        new TerraformOutput(scope, name, { value });
      }
    });
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
  }

  /** @returns what changed */
  async function deploy(): Promise<string[]> {
    const planned = await terraform.plan();
    await terraform.applyPlan();
    return planned;
  }

  async function output(name: string): Promise<string> {
    const { stdout } = await terraform.run('output', '-json');
    return (JSON.parse(stdout) as Record<string, { value: string }>)[name]!.value;
  }

  async function ask(authorization: string, query: string) {
    const body = JSON.stringify({ query });
    const response = await fetch(await output('endpoint'), { method: 'POST', headers: { authorization }, body });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: object[] };
    return { status: response.status, data, errors };
  }

  async function cognito(operation: string, input: object): Promise<Record<string, Record<string, string>>> {
    const scope = `emulated/20260101/${REGION}/cognito-idp/aws4_request`;
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=emulated`,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Record<string, Record<string, string>>;
    if (response.status === 200) return answer;
    throw new Error(`${operation}: ${JSON.stringify(answer)}`);
  }

  /** Both tokens of a user who has signed in. */
  async function signIn(Username: string, groups: readonly string[]) {
    const [UserPoolId, ClientId] = [await output('pool'), await output('client')];
    const Password = 'Secret-password-1';
    await cognito('AdminCreateUser', { UserPoolId, Username });
    await cognito('AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true });
    for (const GroupName of groups) await cognito('AdminAddUserToGroup', { UserPoolId, Username, GroupName });
    const { AuthenticationResult } = await cognito('AdminInitiateAuth', {
      ...{ UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' },
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    });
    return [AuthenticationResult!['AccessToken']!, AuthenticationResult!['IdToken']!];
  }

  test('a second plan finds nothing to do', async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  test('a widget is let in by what the function says, and no further', async () => {
    const { data, errors } = await ask('bk_1', '{ who widget admin }');
    expect(JSON.parse(String(data!['who']))).toEqual({ resolverContext: { account: ACCOUNT } });
    expect(data).toMatchObject({ widget: 1, admin: null });
    expect(errors).toMatchObject([{ message: 'Not Authorized to access admin on type Query' }]);
    expect((await ask('ak_1', '{ widget }')).status).toBe(401);
  });

  test('an administrator is let in by a token of the pool, of either use', async () => {
    for (const token of await signIn('ana', ['admins'])) {
      const { data } = await ask(token, '{ who admin }');
      expect(data).toMatchObject({ admin: 1 });
      expect(JSON.parse(String(data!['who']))).toMatchObject({ username: 'ana', groups: ['admins'] });
      expect((await ask(token.replace(/.{20}$/, 'A'.repeat(20)), '{ admin }')).status).toBe(401);
    }
    const [token] = await signIn('ben', []);
    expect(await ask(token!, '{ admin }')).toMatchObject({
      data: { admin: null },
      errors: [{ errorType: 'Unauthorized' }],
    });
  });

  test('nobody is let in by a function that AppSync may not ask, until the next deploy', async () => {
    const lambda = new LambdaClient(clientOf(aws));
    const permission = { FunctionName: 'doorkeeper', Qualifier: 'live', StatementId: 'appsync' };
    await lambda.send(new RemovePermissionCommand(permission));
    expect(await ask('bk_1', '{ widget }')).toEqual({
      ...{ status: 401, data: undefined, errors: [{ errorType: 'BadRequestException' }] },
    });
    expect(await deploy()).toEqual(['create aws_lambda_permission.api_authorizer']);
    expect(await ask('bk_1', '{ widget }')).toMatchObject({ data: { widget: 1 } });
  });

  test('its settings change in place, and are clean again', async () => {
    synthesize({ seconds: 60, tokens: '^bk_[0-9]$', clients: '^web$', limit: 60 });
    expect(await deploy()).toEqual(['update aws_appsync_graphql_api.api']);
    expect(await terraform.plan()).toEqual([]);
    expect((await ask('bk_1', '{ widget }')).data).toEqual({ widget: 1 });
    expect((await ask('bk_x', '{ widget }')).status).toBe(401);
    const asked = aws.requests.filter(({ operation }) => operation === 'Invoke').length;
    await ask('bk_1', '{ widget }');
    expect(aws.requests.filter(({ operation }) => operation === 'Invoke')).toHaveLength(asked);
    expect((await ask((await signIn('eva', ['admins']))[0]!, '{ admin }')).status).toBe(401);
    synthesize();
    expect(await deploy()).toEqual(['update aws_appsync_graphql_api.api']);
    expect(await terraform.plan()).toEqual([]);
  });

  test('goes to the last', async () => {
    const { status, stderr } = await terraform.run('destroy', '-auto-approve', '-no-color', '-input=false');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((await terraform.run('state', 'list')).stdout).toBe('');
  });
});
