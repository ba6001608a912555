import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateApiKeyCommand,
  CreateDataSourceCommand,
  CreateGraphqlApiCommand,
  CreateResolverCommand,
  GetGraphqlApiCommand,
  ListApiKeysCommand,
  StartSchemaCreationCommand,
} from '@aws-sdk/client-appsync';
import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms';
import { createAws, type Aws } from '../../../deployment/aws/clients';
import { explain } from '../../../deployment/explain';
import { readState } from '../../../deployment/terraform/state';
import type { Environment } from '../../../environments';
import { judgeObject } from '../../../import/account/judge';
import { othersInState } from '../../../import/another-in-state';
import { checkAdoptions } from '../../../import/check';
import { adoptedObjects, API_ADDRESS } from '../../../import/objects';
import type { CheckedAdoption } from '../../../import/schema';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { installProvider } from '../../../rehearsal/provider';
import { readPlan } from '../../../packages/plan-review/src/review';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { ACCOUNT, REGION, startAws } from '../../rehearsal/aws/support';
import { environment, synthesizeEnvironment } from '../../stacks/synthesize';
import { Terraform } from '../../stacks/terraform';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import type { RoomCache } from '../../../environments/room-cache/schema';
import { withRoomCache } from '../../environments/change';

const why = whyMissing(['terraform', 'moto_server']);
const provider = why === undefined ? installProvider(process.env) : undefined;
const directory = mkdtempSync(join(tmpdir(), 'trinity-objects-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
  if (provider) rmSync(provider.directory, { recursive: true });
});

const dev = environment('dev');
const FUNCTION_LOGS = '/aws/lambda/trinity-cache-dev';
const CODE = 'export const request = () => ({ payload: 1 });\nexport const response = (ctx) => ctx.result;';

interface Made {
  readonly apiId: string;
  readonly topic: string;
  readonly pool: string;
}

describeUnless(why ?? provider?.why, 'log groups, an API and a topic that exist, adopted', () => {
  let emulated: EmulatedAws;
  let aws: Aws;
  let terraform: Terraform;
  let made: Made;

  beforeAll(async () => {
    emulated = await startAws();
    aws = createAws(REGION, {
      endpoint: emulated.endpoint,
      credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' },
    });
    made = await makeByHand(aws, emulated.endpoint);
    terraform = new Terraform(directory, { ...process.env, ...emulated.env });
    write(synthesizeEnvironment(adopting(made)));
    await terraform.init(provider!.directory);
  });
  afterAll(async () => {
    await terraform?.close();
    await emulated?.close();
  });

  const write = (stack: unknown) => writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));

  /** What `trinity import dev --check` says. */
  async function check(of: Environment): Promise<CheckedAdoption[]> {
    const stack = synthesizeEnvironment(of) as unknown as JsonObject;
    write(stack);
    await terraform.run('plan', '-input=false', '-out=plan'); // what Terraform may not destroy, it cannot finish
    const { plan } = readPlan((await terraform.run('show', '-json', 'plan')).stdout, { errored: true });
    const objects = await Promise.all(
      adoptedObjects(of.systems.roomCache).map((one) => judgeObject(one, of, stack, plan, aws)),
    );
    const addresses = (stack['import'] as { to: string }[]).map(({ to }) => to);
    expect(addresses.toSorted()).toEqual(objects.map(({ address }) => address).sort());
    const { resources } = readState((await terraform.run('state', 'pull')).stdout);
    return checkAdoptions(plan, addresses, [], [], of, objects, othersInState(resources, of));
  }

  const problemsOf = (checked: readonly CheckedAdoption[]) =>
    checked.flatMap(({ address, problems }) => problems.map((problem) => `${address}: ${problem}`));

  test('what an adoption leaves out is named, attribute by attribute', async () => {
    const bare = adopting(made, {
      logs: { adopt: { cache: { name: FUNCTION_LOGS } } },
      api: {
        ...dev.systems.roomCache.api,
        adopt: { id: made.apiId, visibility: 'PRIVATE', resolvers: ['Query.room'] },
      },
      alarms: { ...dev.systems.roomCache.alarms, topic: { adopt: { arn: made.topic } } },
    });
    const problems = problemsOf(await check(bare)).map((problem) => problem.replace(/, which the adoption.*/, ''));
    expect(problems.sort()).toEqual([
      'aws_appsync_graphql_api.api: The plan changes additional_authentication_provider[0]',
      'aws_appsync_graphql_api.api: The plan changes name',
      'aws_appsync_graphql_api.api: The plan changes query_depth_limit',
      'aws_appsync_graphql_api.api: The plan changes tags.Owner',
      'aws_appsync_graphql_api.api: schema: clients lose something: Query.old was removed.',
      'aws_cloudwatch_log_group.cache: The plan changes retention_in_days',
      'aws_cloudwatch_log_group.cache: The plan changes tags.Owner',
      'aws_sns_topic.alarms: The plan changes display_name',
      'aws_sns_topic.alarms: The plan changes kms_master_key_id',
    ]);
  });

  test('what is not there stops a plan, in words that name it', async () => {
    const nobodys = {
      apiId: 'a'.repeat(26),
      topic: `arn:aws:sns:${REGION}:${ACCOUNT}:nobodys`,
      pool: `${REGION}_nobodys`,
    };
    write(synthesizeEnvironment(adopting(nobodys)));
    const { status, stdout } = await terraform.run('plan', '-json', '-input=false');
    expect(status).not.toBe(0);
    const reasons = stdout
      .split('\n')
      .flatMap((line) => (line.includes('"diagnostic"') ? [JSON.parse(line) as { diagnostic: Diagnostic }] : []))
      .filter(({ diagnostic }) => diagnostic.severity === 'error')
      .map(({ diagnostic: { summary, detail } }) => explain(`${summary}: ${detail}`, dev).reason);
    expect(reasons.sort()).toEqual([
      `aws_appsync_graphql_api.api is adopted, and account ${ACCOUNT} has no such object in ${REGION}.`,
      `aws_sns_topic.alarms is adopted, and account ${ACCOUNT} has no such object in ${REGION}.`,
      `systems.roomCache.api.userPools names ${nobodys.pool}, and account ${ACCOUNT} has no such user pool in ${REGION}.`,
    ]);
  });

  test('a plan imports them and changes nothing but what is said; what the API loses and keeps is said', async () => {
    const checked = await check(adopting(made));
    const nothing = { problems: [], addedTags: ['Project', 'Environment'], changes: [], notSeen: [], isInState: false };
    expect(checked.toSorted((a, b) => (a.address < b.address ? -1 : 1))).toEqual([
      {
        ...nothing,
        address: 'aws_appsync_graphql_api.api',
        name: made.apiId,
        changes: [
          'schema: the old app is gone',
          'log_config[0].cloudwatch_logs_role_arn: AppSync writes its log in a role of this project',
          'query_depth_limit: it had none',
        ],
        notSeen: [
          'schema: clients lose something: Query.old was removed.',
          'schema lets more callers ask for Query.room: AMAZON_COGNITO_USER_POOLS, Room.id: AMAZON_COGNITO_USER_POOLS.',
          'It keeps data sources that this project does not declare, and no deploy sees: theirs.',
          'It keeps resolvers that this project does not declare, and no deploy sees: Query.old.',
          expect.stringMatching(/^API keys of others open it, 1 of them, the last until \d{4}-\d\d-\d\d\.$/),
        ],
      },
      {
        ...nothing,
        address: 'aws_appsync_resolver.query_room',
        name: `${made.apiId}-Query-room`,
        addedTags: [],
        changes: ['code', 'data_source', 'kind', 'pipeline_config'].map(
          (attribute) => `${attribute}: this project's resolver answers the field from then on`,
        ),
      },
      { ...nothing, address: 'aws_cloudwatch_log_group.api', name: `/aws/appsync/apis/${made.apiId}` },
      { ...nothing, address: 'aws_cloudwatch_log_group.cache', name: FUNCTION_LOGS },
      {
        ...nothing,
        address: 'aws_cloudwatch_log_group.room',
        name: '/aws/lambda/trinity-room-dev',
        addedTags: [],
        problems: ['The plan makes a new one: AWS has none of this name.'],
      },
      { ...nothing, address: 'aws_sns_topic.alarms', name: made.topic },
    ]);
  });

  test('they are themselves after a deploy, and a second plan finds nothing to do', async () => {
    const { appsync, logs } = aws;
    const isLogGroup = ({ address }: { address: string }) => address.startsWith('aws_cloudwatch_log_group.');
    const groups = adoptedObjects(adopting(made).systems.roomCache).filter(isLogGroup);
    const targets = [
      API_ADDRESS,
      'aws_appsync_api_key.api',
      'aws_sns_topic.alarms',
      ...groups.map(({ address }) => address),
    ];
    const only = targets.map((target) => `-target=${target}`);
    const before = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: FUNCTION_LOGS }));
    const { status, stdout } = await terraform.run('apply', '-auto-approve', '-no-color', '-input=false', ...only);
    expect([status, /(\d+ imported.*)/.exec(stdout)?.[1]]).toEqual([0, '4 imported, 3 added, 4 changed, 0 destroyed.']);

    const again = await terraform.run('plan', '-detailed-exitcode', '-no-color', '-input=false', ...only);
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('No changes')]);
    const state = JSON.parse((await terraform.run('show', '-json')).stdout) as State;
    const ids = new Map(state.values.root_module.resources.map(({ address, values }) => [address, values.id]));
    expect([ids.get(API_ADDRESS), ids.get('aws_sns_topic.alarms')]).toEqual([made.apiId, made.topic]);

    const { graphqlApi } = await appsync.send(new GetGraphqlApiCommand({ apiId: made.apiId }));
    expect(graphqlApi).toMatchObject({
      name: 'made by hand',
      visibility: 'PRIVATE',
      tags: { Owner: 'ana', Project: 'Trinity' },
    });
    const { apiKeys } = await appsync.send(new ListApiKeysCommand({ apiId: made.apiId }));
    expect(apiKeys?.map(({ description }) => description)).toEqual(['of the old app', 'trinity-api-dev']);
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: FUNCTION_LOGS }));
    expect(logGroups).toEqual(before.logGroups);
    const { logGroups: room } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/trinity-room-dev' }),
    );
    expect(room).toHaveLength(1); // nobody had made it
  });

  test('others in their place, once they are in the state, are not taken over: it is said how, and nothing is lost', async () => {
    const deaf = await makeTopic(emulated.endpoint, 'deaf', {
      Policy: JSON.stringify(policyFor({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'sns:Publish')),
    });
    const { logs, api, alarms } = adopting(made).systems.roomCache;
    const others = adopting(made, {
      logs: {
        adopt: { ...logs!.adopt, cache: { name: `${FUNCTION_LOGS}-of-another`, retentionDays: 'NEVER' } },
      },
      api: { ...api, adopt: { ...api.adopt!, visibility: 'GLOBAL' } },
      alarms: { ...alarms, topic: { adopt: { arn: deaf } } },
    });
    const stateRm = (path: string, address: string) =>
      `${path} is not taken over. Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/dev state rm ${address}`;
    const problems = problemsOf(await check(others));
    expect(problems.sort()).toEqual([
      'aws_appsync_graphql_api.api: The plan would replace it. It has another visibility, which AWS never changes: say in systems.roomCache.api.adopt what it has.',
      'aws_appsync_resolver.query_room: Terraform has not come to it: check again.',
      `aws_cloudwatch_log_group.cache: At aws_cloudwatch_log_group.cache the state has another one, ${FUNCTION_LOGS}: ${stateRm('systems.roomCache.logs.adopt.cache', 'aws_cloudwatch_log_group.cache')}`,
      `aws_sns_topic.alarms: At aws_sns_topic.alarms the state has another one, ${made.topic}: ${stateRm('systems.roomCache.alarms.topic.adopt', 'aws_sns_topic.alarms')}`,
    ]);

    for (const address of ['aws_cloudwatch_log_group.cache', 'aws_sns_topic.alarms']) {
      expect(await terraform.run('state', 'rm', address)).toMatchObject({ status: 0 });
    }
    const after = problemsOf(await check(withRoomCache(others, { api })));
    expect(after).toEqual([
      'aws_sns_topic.alarms: policy: It does not let CloudWatch publish: no alarm would arrive. Allow cloudwatch.amazonaws.com sns:Publish there.',
    ]);
    const groups = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: FUNCTION_LOGS }));
    expect(groups.logGroups).toHaveLength(2);
  });
});

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
}

interface State {
  readonly values: {
    readonly root_module: { readonly resources: readonly { address: string; values: { id: string } }[] };
  };
}

/** All that is kept of what is made by hand. */
function adopting({ apiId, topic, pool }: Made, changes: Partial<RoomCache> = {}): Environment {
  return withRoomCache(dev, {
    logs: {
      adopt: {
        cache: { name: FUNCTION_LOGS, retentionDays: 14, tags: { Owner: 'ana' } },
        room: { name: '/aws/lambda/trinity-room-dev' }, // nobody made it
        api: { name: `/aws/appsync/apis/${apiId}`, retentionDays: 'NEVER' },
      },
    },
    api: {
      ...dev.systems.roomCache.api,
      userPools: { [pool]: { clients: '^app$' } },
      adopt: {
        id: apiId,
        name: 'made by hand',
        visibility: 'PRIVATE',
        tags: { Owner: 'ana' },
        resolvers: ['Query.room'],
        changes: { schema: 'the old app is gone', query_depth_limit: 'it had none' },
      },
    },
    alarms: {
      ...dev.systems.roomCache.alarms,
      topic: { adopt: { arn: topic, displayName: 'Ops', encryptionKey: 'alias/ops' } },
    },
    ...changes,
  });
}

async function makeByHand({ appsync, logs, kms }: Aws, endpoint: string): Promise<Made> {
  const pool = await makePool(endpoint);
  const { graphqlApi } = await appsync.send(
    new CreateGraphqlApiCommand({
      name: 'made by hand',
      authenticationType: 'API_KEY',
      additionalAuthenticationProviders: [
        {
          authenticationType: 'AMAZON_COGNITO_USER_POOLS',
          userPoolConfig: { userPoolId: pool, awsRegion: REGION, appIdClientRegex: '^app$' },
        },
      ],
      logConfig: { fieldLogLevel: 'ALL', cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/theirs` },
      visibility: 'PRIVATE',
      xrayEnabled: true,
      introspectionConfig: 'ENABLED',
      resolverCountLimit: 100,
      tags: { Owner: 'ana' },
    }),
  );
  const apiId = graphqlApi!.apiId!;
  const definition = Buffer.from('type Query { room(id: ID!): Room, old: Int }\ntype Room { id: ID! }');
  await appsync.send(new StartSchemaCreationCommand({ apiId, definition }));
  await appsync.send(new CreateDataSourceCommand({ apiId, name: 'theirs', type: 'NONE' }));
  for (const fieldName of ['room', 'old']) {
    const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' } as const;
    await appsync.send(
      new CreateResolverCommand({
        apiId,
        typeName: 'Query',
        fieldName,
        dataSourceName: 'theirs',
        kind: 'UNIT',
        runtime,
        code: CODE,
      }),
    );
  }
  await appsync.send(new CreateApiKeyCommand({ apiId, description: 'of the old app' }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: FUNCTION_LOGS, tags: { Owner: 'ana' } }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: FUNCTION_LOGS, retentionInDays: 14 }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: `${FUNCTION_LOGS}-of-another` }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/appsync/apis/${apiId}` }));
  const key = await kms.send(
    new CreateKeyCommand({
      Policy: JSON.stringify(
        policyFor({ Service: 'cloudwatch.amazonaws.com' }, ['kms:Decrypt', 'kms:GenerateDataKey*']),
      ),
    }),
  );
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/ops', TargetKeyId: key.KeyMetadata!.KeyId }));
  const topic = await makeTopic(endpoint, 'ops', { DisplayName: 'Ops', KmsMasterKeyId: 'alias/ops' });
  return { apiId, topic, pool };
}

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=emulated/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** The project has no SDK client for Cognito, nor for SNS: only Terraform speaks to them. */
async function makePool(endpoint: string): Promise<string> {
  const headers = {
    ...signed('cognito-idp'),
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AWSCognitoIdentityProviderService.CreateUserPool',
  };
  const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ PoolName: 'members' }) });
  return ((await answer.json()) as { UserPool: { Id: string } }).UserPool.Id;
}

const policyFor = (Principal: object, Action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action, Resource: '*' }],
});

async function makeTopic(endpoint: string, name: string, attributes: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ Action: 'CreateTopic', Version: '2010-03-31', Name: name });
  Object.entries(attributes).forEach(([key, value], index) => {
    body.set(`Attributes.entry.${index + 1}.key`, key);
    body.set(`Attributes.entry.${index + 1}.value`, value);
  });
  const answer = await fetch(endpoint, { method: 'POST', headers: signed('sns'), body });
  return /<TopicArn>(.+)<\/TopicArn>/.exec(await answer.text())![1]!;
}
