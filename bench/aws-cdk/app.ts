/**
 * Trinity's resources once more, in AWS CDK: the yardstick of `npm run bench` for synthesis.
 *
 * Same environments, tables, functions, resolvers, alarms and outputs as `stacks/`, written the way an AWS CDK user
 * writes them: `NodejsFunction` bundles the functions with esbuild, grants make the policies. Nothing here is deployed.
 * `PREBUILT=1` takes the bundles that `npm run build` made instead, to compare synthesis without bundling.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { App, CfnOutput, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { wiring } from '../../api/room-cache/wiring';

const root = resolve(__dirname, '../..');
const prebuilt = process.env.PREBUILT === '1';

/** Resolver source to APPSYNC_JS, as the AppSync guide's esbuild command does. */
function appsyncCode(folder: 'resolvers' | 'functions'): Map<string, string> {
  const sources = readdirSync(join(root, 'api/room-cache', folder)).filter((name) => name.endsWith('.ts'));
  return new Map(
    sources.map((name) => {
      const { outputFiles } = buildSync({
        entryPoints: [join(root, 'api/room-cache', folder, name)],
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        target: 'esnext',
        external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
      });
      return [basename(name, '.ts'), outputFiles[0]!.text];
    }),
  );
}

interface Sizing {
  readonly name: string;
  readonly region: string;
  readonly protected: boolean;
  readonly retention: logs.RetentionDays;
}

const resolverCode = appsyncCode('resolvers');
const functionCode = appsyncCode('functions');

class EnvironmentStack extends Stack {
  constructor(app: App, sizing: Sizing) {
    super(app, sizing.name, { env: { account: '111111111111', region: sizing.region } });
    Tags.of(this).add('Project', 'trinity');
    Tags.of(this).add('Environment', sizing.name);

    const tables = {
      rooms: this.table(sizing, 'rooms', 'PK', dynamodb.AttributeType.STRING, 'SK'),
      'room-movie-cache': this.table(
        sizing,
        'room-movie-cache',
        'roomId',
        dynamodb.AttributeType.NUMBER,
        'sequenceIndex',
      ),
      'room-cache-metadata': this.table(sizing, 'room-cache-metadata', 'roomId'),
      'filter-cache': this.table(sizing, 'filter-cache', 'cacheKey', dynamodb.AttributeType.STRING, 'part'),
    };

    const tmdb = {
      TMDB_URL: 'https://api.themoviedb.org/3',
      TMDB_PARAMETER_NAME: `/trinity/${sizing.name}/tmdb-api-key`,
    };
    const fns = {
      cache: this.fn(sizing, 'cache', {
        ...tmdb,
        ROOM_MOVIE_CACHE_TABLE: tables['room-movie-cache'].tableName,
        ROOM_CACHE_METADATA_TABLE: tables['room-cache-metadata'].tableName,
        FILTER_CACHE_TABLE: tables['filter-cache'].tableName,
        BATCH_SIZE: '30',
        MAX_BATCHES: '10',
        PREFETCH_THRESHOLD: '0.8',
        LANGUAGES: 'en,fr',
        MIN_VOTE_COUNT: '100',
        FILTER_TTL_SECONDS: '86400',
        CACHE_TTL_SECONDS: '604800',
      }),
      room: this.fn(sizing, 'room', {
        ROOMS_TABLE: tables.rooms.tableName,
        ROOM_CACHE_METADATA_TABLE: tables['room-cache-metadata'].tableName,
        CACHE_TTL_SECONDS: '604800',
        API_KEY_EXPIRES: '2027-11-01T00:00:00Z',
      }),
      movie: this.fn(sizing, 'movie', {
        ...tmdb,
        FILTER_CACHE_TABLE: tables['filter-cache'].tableName,
        FILTER_TTL_SECONDS: '86400',
      }),
    };
    tables['room-movie-cache'].grant(fns.cache, 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem');
    tables['room-cache-metadata'].grant(fns.cache, 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem');
    tables['filter-cache'].grant(
      fns.cache,
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    );
    tables['filter-cache'].grant(fns.movie, 'dynamodb:GetItem', 'dynamodb:PutItem');
    tables.rooms.grant(fns.room, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    tables['room-cache-metadata'].grant(fns.room, 'dynamodb:PutItem');
    for (const fn of [fns.cache, fns.movie]) {
      fn.addToRolePolicy(
        new iam.PolicyStatement({
          actions: ['ssm:GetParameter'],
          resources: [this.formatArn({ service: 'ssm', resource: `parameter${tmdb.TMDB_PARAMETER_NAME}` })],
        }),
      );
    }

    const deadLetters = new sqs.Queue(this, 'CacheDeadLetters', {
      queueName: `trinity-cache-dead-letters-${sizing.name}`,
      retentionPeriod: Duration.days(14),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
    });
    const aliases = Object.fromEntries(
      Object.entries(fns).map(([name, fn]) => [
        name,
        new lambda.Alias(this, `${name}Alias`, {
          aliasName: 'live',
          version: fn.currentVersion,
          ...(name === 'cache' && { onFailure: new SqsDestination(deadLetters), retryAttempts: 2 }),
        }),
      ]),
    );

    const api = new appsync.GraphqlApi(this, 'Api', {
      name: `trinity-${sizing.name}`,
      definition: appsync.Definition.fromFile(join(root, 'api/room-cache/schema.graphql')),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: appsync.AuthorizationType.API_KEY, apiKeyConfig: {} },
      },
      logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR, retention: sizing.retention },
      xrayEnabled: true,
      queryDepthLimit: 5,
      resolverCountLimit: 50,
      introspectionConfig: sizing.protected
        ? appsync.IntrospectionConfig.DISABLED
        : appsync.IntrospectionConfig.ENABLED,
    });
    const sources: Record<string, appsync.BaseDataSource> = {};
    for (const [name, source] of Object.entries(wiring.dataSources)) {
      sources[name] =
        'table' in source
          ? api.addDynamoDbDataSource(name, tables[name as keyof typeof tables], { name: name.replaceAll('-', '_') })
          : api.addLambdaDataSource(`${name}Source`, aliases[source.function]!, { name });
    }
    const functions = new Map(
      Object.entries(wiring.functions).map(([name, { dataSource }]) => [
        name,
        new appsync.AppsyncFunction(this, name, {
          api,
          name: name.replaceAll('-', '_'),
          dataSource: sources[dataSource]!,
          runtime: appsync.FunctionRuntime.JS_1_0_0,
          code: appsync.Code.fromInline(functionCode.get(name)!),
        }),
      ]),
    );
    for (const [name, pipeline] of Object.entries(wiring.resolvers)) {
      const [type, fieldName] = name.split('.') as [string, string];
      new appsync.Resolver(this, name, {
        api,
        typeName: type[0]!.toUpperCase() + type.slice(1),
        fieldName,
        runtime: appsync.FunctionRuntime.JS_1_0_0,
        code: appsync.Code.fromInline(resolverCode.get(name)!),
        pipelineConfig: pipeline.map((step) => functions.get(step)!),
      });
    }

    this.observe(sizing, fns, tables, deadLetters, api);

    new CfnOutput(this, 'GraphqlEndpoint', { value: api.graphqlUrl });
    for (const [name, table] of Object.entries(tables)) new CfnOutput(this, `${name}Table`, { value: table.tableName });
    for (const [name, alias] of Object.entries(aliases))
      new CfnOutput(this, `${name}FunctionAlias`, { value: alias.functionArn });
  }

  private table(
    sizing: Sizing,
    name: string,
    hash: string,
    rangeType?: dynamodb.AttributeType,
    range?: string,
  ): dynamodb.Table {
    return new dynamodb.Table(this, `${name}-table`, {
      tableName: `trinity-${name}-${sizing.name}`,
      partitionKey: { name: hash, type: dynamodb.AttributeType.STRING },
      ...(range && { sortKey: { name: range, type: rangeType! } }),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      encryption: dynamodb.TableEncryption.DEFAULT,
      deletionProtection: sizing.protected,
      removalPolicy: sizing.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
  }

  private fn(sizing: Sizing, name: string, environment: Record<string, string>): lambda.Function {
    const logGroup = new logs.LogGroup(this, `${name}Logs`, {
      logGroupName: `/aws/lambda/trinity-${name}-${sizing.name}`,
      retention: sizing.retention,
    });
    const props = {
      functionName: `trinity-${name}-${sizing.name}`,
      runtime: lambda.Runtime.NODEJS_22_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(28),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      environment: { ...environment, ENVIRONMENT: sizing.name, LOG_LEVEL: 'INFO' },
    };
    if (prebuilt) {
      const code = lambda.Code.fromAsset(join(root, 'cdktf.out/functions', `${name}.zip`));
      return new lambda.Function(this, name, { ...props, handler: 'index.handler', code });
    }
    return new NodejsFunction(this, name, {
      ...props,
      entry: join(root, 'functions/room-cache', name, 'index.ts'),
      depsLockFilePath: join(root, 'package-lock.json'),
      projectRoot: root,
      bundling: { minify: true, target: 'node22', externalModules: [], forceDockerBundling: false },
    });
  }

  private observe(
    sizing: Sizing,
    fns: Record<string, lambda.Function>,
    tables: Record<string, dynamodb.Table>,
    deadLetters: sqs.Queue,
    api: appsync.GraphqlApi,
  ): void {
    const topic = new sns.Topic(this, 'Alarms', { topicName: `trinity-alarms-${sizing.name}` });
    topic.addSubscription(new EmailSubscription('oncall@example.com'));
    const five = Duration.minutes(5);
    const custom = (metricName: string, fn: string) =>
      new cloudwatch.Metric({
        namespace: 'Trinity/Application',
        metricName,
        dimensionsMap: { Environment: sizing.name, Function: fn },
        statistic: 'Sum',
        period: five,
      });
    const apiMetric = (metricName: string, statistic: string) =>
      new cloudwatch.Metric({
        namespace: 'AWS/AppSync',
        metricName,
        dimensionsMap: { GraphQLAPIId: api.apiId },
        statistic,
        period: five,
      });
    const failed = api.logGroup.addMetricFilter('FailedRequests', {
      metricNamespace: 'Trinity/Application',
      metricName: `trinity-failed-requests-${sizing.name}`,
      filterPattern: logs.FilterPattern.literal('REQUEST_FAILED'),
    });
    const watched: [string, cloudwatch.IMetric, number][] = [
      ...Object.entries(fns).flatMap(([name, fn]): [string, cloudwatch.IMetric, number][] => [
        [`${name}-errors`, fn.metricErrors({ period: five }), 1],
        [`${name}-throttles`, fn.metricThrottles({ period: five }), 1],
        [`${name}-duration`, fn.metricDuration({ period: five, statistic: 'Maximum' }), 22_000],
      ]),
      ...Object.entries(tables).map(([name, table]): [string, cloudwatch.IMetric, number] => [
        `${name}-throttles`,
        table.metricThrottledRequestsForOperations({
          operations: [dynamodb.Operation.QUERY, dynamodb.Operation.PUT_ITEM],
        }),
        1,
      ]),
      ['dead-letters', deadLetters.metricApproximateNumberOfMessagesVisible({ period: five }), 1],
      ['api-5xx', apiMetric('5XXError', 'Sum'), 1],
      ['failed-requests', failed.metric({ statistic: 'Sum', period: five }), 1],
      ['api-key-expiry', custom('ApiKeyExpiresSoon', 'room'), 1],
      ['api-latency', apiMetric('Latency', 'p95'), 200],
      ['cache-tmdb-failures', custom('TmdbFailure', 'cache'), 3],
      ['movie-tmdb-failures', custom('TmdbFailure', 'movie'), 3],
    ];
    for (const [name, metric, threshold] of watched) {
      const alarm = new cloudwatch.Alarm(this, `${name}-alarm`, {
        alarmName: `trinity-${name}-${sizing.name}`,
        alarmDescription: `${name} is over its threshold: members wait or see an error.`,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { dashboardName: `trinity-${sizing.name}` });
    dashboard.addWidgets(
      ...watched.map(([title, metric]) => new cloudwatch.GraphWidget({ title, left: [metric] })),
      new cloudwatch.GraphWidget({
        title: 'cache hits and misses',
        left: [custom('CacheHit', 'cache'), custom('CacheMiss', 'cache')],
      }),
    );
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://console.aws.amazon.com/cloudwatch/home#dashboards:name=trinity-${sizing.name}`,
    });
  }
}

const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(__dirname, 'cdk.out') });
new EnvironmentStack(app, {
  name: 'dev',
  region: 'eu-west-1',
  protected: false,
  retention: logs.RetentionDays.ONE_WEEK,
});
new EnvironmentStack(app, {
  name: 'staging',
  region: 'eu-west-1',
  protected: true,
  retention: logs.RetentionDays.ONE_MONTH,
});
new EnvironmentStack(app, {
  name: 'prod',
  region: 'eu-west-1',
  protected: true,
  retention: logs.RetentionDays.ONE_YEAR,
});
app.synth();
