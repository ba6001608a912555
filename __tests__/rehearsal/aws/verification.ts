import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateResolverCommand, UpdateDataSourceCommand } from '@aws-sdk/client-appsync';
import { DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteAliasCommand } from '@aws-sdk/client-lambda';
import type { Aws } from '../../../deployment/aws/clients';
import { runChecks, type CheckResult } from '../../../deployment/checks';
import type { Deployed } from '../../../deployment/deployed';
import { readState } from '../../../deployment/terraform/state';
import { verification } from '../../../deployment/verify';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { clientsOf } from '../../../rehearsal/clients';
import { environment } from '../../stacks/synthesize';
import type { Terraform } from '../../stacks/terraform';

const prod = environment('prod');

/** What was deployed, and from where. */
export interface DeployedProd {
  readonly aws: EmulatedAws;
  readonly terraform: Terraform;
  /** Where it was synthesized. */
  readonly outdir: string;
}

/** Tests of the verification on prod, as it was deployed and as it is after somebody has changed much of it by hand. */
export function testVerification(deployedProd: () => Promise<DeployedProd>): void {
  let outdir: string;
  let aws: Aws;
  let deployed: Deployed;

  beforeAll(async () => {
    const one = await deployedProd();
    outdir = one.outdir;
    aws = clientsOf(one.aws, prod.region);
    const state = readState((await one.terraform.run('state', 'pull')).stdout);
    deployed = { ...state, environment: prod, system: 'room-cache' };
  });

  function verify(): Promise<CheckResult[]> {
    const hash = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(outdir, 'functions', `${name}.zip`)))
        .digest('base64');
    const bundles = new Map(['cache', 'movie', 'room'].map((name) => [name, hash(name)]));
    const checks = verification(deployed, aws, { bundles, wait: { timeoutMs: 2_000, pollMs: 200 } });
    const explain = (error: unknown) => ({ reason: String(error), next: 'explained' });
    return runChecks(checks, { signal: new AbortController().signal, explain });
  }

  it('passes every check, and skips none', async () => {
    const results = await verify();
    expect(results.filter(({ outcome }) => outcome.status !== 'passed')).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual([
      'ready',
      ...[
        'filter-cache',
        'room-cache-metadata',
        'room-matches',
        'room-members',
        'room-movie-cache',
        'rooms',
        'votes',
      ].map((name) => `table trinity-${name}-prod`),
      ...['cache', 'movie', 'room'].map((name) => `function trinity-${name}-prod`),
      ...[
        'api-logs',
        'cache',
        'cache-data-source',
        'movie',
        'movie-data-source',
        'room',
        'room-cache-metadata-data-source',
        'room-data-source',
        'room-matches-data-source',
        'room-members-data-source',
        'room-movie-cache-data-source',
        'rooms-data-source',
        'votes-data-source',
      ].map((name) => `role trinity-${name}-prod`),
      'GraphQL schema',
      'AppSync data sources',
      'AppSync functions',
      'AppSync resolvers',
      'alarms',
      'alarm subscriptions',
      'end to end',
      'end to end: nothing left behind',
    ]);
  });

  it('finds what was changed by hand', async () => {
    const apiId = String(deployed.resources.find(({ type }) => type === 'aws_appsync_graphql_api')?.values.id);
    const TableName = 'trinity-filter-cache-prod';
    await aws.dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await aws.dynamodb.send(
      new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: false } }),
    );
    await aws.iam.send(
      new DeleteRolePolicyCommand({
        RoleName: 'trinity-rooms-data-source-prod',
        PolicyName: 'trinity-rooms-data-source-prod',
      }),
    );
    await aws.lambda.send(new DeleteAliasCommand({ FunctionName: 'trinity-movie-prod', Name: 'live' }));
    await aws.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['trinity-api-latency-prod'] }));
    await aws.appsync.send(
      new UpdateDataSourceCommand({
        apiId,
        name: 'rooms',
        type: 'AMAZON_DYNAMODB',
        serviceRoleArn: `arn:aws:iam::${prod.account}:role/trinity-rooms-data-source-prod`,
        dynamodbConfig: { tableName: TableName, awsRegion: prod.region },
      }),
    );
    const code = 'export function request() { return {}; }\nexport function response(ctx) { return ctx.result; }\n';
    const runtime = { name: 'APPSYNC_JS' as const, runtimeVersion: '1.0.0' };
    await aws.appsync.send(
      new CreateResolverCommand({
        apiId,
        typeName: 'Room',
        fieldName: 'name',
        kind: 'UNIT',
        dataSourceName: 'rooms',
        code,
        runtime,
      }),
    );

    const results = await verify();
    const failed = results.flatMap(({ name, outcome }) => {
      return outcome.status === 'failed' ? [[name, outcome.reason] as const] : [];
    });
    expect(Object.fromEntries(failed)).toMatchObject({
      ready: 'Not ready after 2 s: function trinity-movie-prod:live: does not exist.',
      [`table ${TableName}`]: expect.stringMatching(
        /is not as it was deployed\. .* ttl: It is switched on: .* deletion_protection_enabled: It is switched on: /,
      ) as string,
      'role trinity-rooms-data-source-prod': expect.stringContaining('dynamodb:GetItem on arn:aws:dynamodb') as string,
      'function trinity-movie-prod':
        'The alias live of the function trinity-movie-prod does not exist: AppSync cannot call the function.',
      alarms: 'Alarms: trinity-api-latency-prod: does not exist.',
      'AppSync data sources': `AppSync: data source rooms: table is "${TableName}", expected "trinity-rooms-prod".`,
      'AppSync resolvers': 'AppSync: resolver Room.name answers a field, and Terraform does not know it.',
    });
  });
}
