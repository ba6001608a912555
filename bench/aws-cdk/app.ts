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
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { wiring as bookingWiring } from '../../api/booking/wiring';
import { wiring as roomCacheWiring } from '../../api/room-cache/wiring';
import { TABLES as BOOKING_TABLES } from '../../model/booking/tables';
import type { Wiring } from '../../model/wiring';

const root = resolve(__dirname, '../..');
const prebuilt = process.env.PREBUILT === '1';

/** Resolver source to APPSYNC_JS, as the AppSync guide's esbuild command does. */
function appsyncCode(system: string, folder: 'resolvers' | 'functions'): Map<string, string> {
  const sources = readdirSync(join(root, 'api', system, folder)).filter((name) => name.endsWith('.ts'));
  return new Map(
    sources.map((name) => {
      const { outputFiles } = buildSync({
        entryPoints: [join(root, 'api', system, folder, name)],
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

type Watched = [string, cloudwatch.IMetric, number];

/** What the stacks of both systems are made of. */
abstract class SystemStack extends Stack {
  protected readonly five = Duration.minutes(5);

  /** @param prefix of names: `booking-` */
  constructor(
    app: App,
    protected readonly sizing: Sizing,
    private readonly system: string,
    private readonly prefix: string,
  ) {
    const id = prefix === '' ? sizing.name : `${sizing.name}-${system}`;
    super(app, id, { env: { account: '111111111111', region: sizing.region } });
    Tags.of(this).add('Project', 'trinity');
    Tags.of(this).add('Environment', sizing.name);
  }

  /** `trinity-booking-agent-dev` */
  protected nameOf(resource: string): string {
    return `trinity-${this.prefix}${resource}-${this.sizing.name}`;
  }

  protected aliasesOf(
    fns: Record<string, lambda.Function>,
    more: (name: string) => Partial<lambda.AliasProps> = () => ({}),
  ): Record<string, lambda.Alias> {
    return Object.fromEntries(
      Object.entries(fns).map(([name, fn]) => [
        name,
        new lambda.Alias(this, `${name}Alias`, { aliasName: 'live', version: fn.currentVersion, ...more(name) }),
      ]),
    );
  }

  protected api(
    authorizationConfig: appsync.AuthorizationConfig,
    wiring: Wiring,
    tables: Record<string, dynamodb.Table>,
    aliases: Record<string, lambda.Alias>,
  ): appsync.GraphqlApi {
    const { sizing, system } = this;
    const resolverCode = appsyncCode(system, 'resolvers');
    const functionCode = appsyncCode(system, 'functions');
    const api = new appsync.GraphqlApi(this, 'Api', {
      name: this.nameOf('api'),
      definition: appsync.Definition.fromFile(join(root, 'api', system, 'schema.graphql')),
      authorizationConfig,
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
    return api;
  }

  protected table(name: string, hash: string, rangeType?: dynamodb.AttributeType, range?: string): dynamodb.Table {
    const { sizing } = this;
    return new dynamodb.Table(this, `${name}-table`, {
      tableName: this.nameOf(name),
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

  protected fn(name: string, environment: Record<string, string>): lambda.Function {
    const { sizing } = this;
    const logGroup = new logs.LogGroup(this, `${name}Logs`, {
      logGroupName: `/aws/lambda/${this.nameOf(name)}`,
      retention: sizing.retention,
    });
    const props = {
      functionName: this.nameOf(name),
      runtime: lambda.Runtime.NODEJS_22_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(28),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      environment: { ...environment, ENVIRONMENT: sizing.name, LOG_LEVEL: 'INFO' },
    };
    if (prebuilt) {
      const code = lambda.Code.fromAsset(
        join(root, 'cdktf.out', this.prefix === '' ? '' : this.system, 'functions', `${name}.zip`),
      );
      return new lambda.Function(this, name, { ...props, handler: 'index.handler', code });
    }
    return new NodejsFunction(this, name, {
      ...props,
      entry: join(root, 'functions', this.system, name, 'index.ts'),
      depsLockFilePath: join(root, 'package-lock.json'),
      projectRoot: root,
      bundling: { minify: true, target: 'node22', externalModules: [], forceDockerBundling: false },
    });
  }

  /** Alarms of what every system has. */
  protected commonAlarms(
    fns: Record<string, lambda.Function>,
    tables: Record<string, dynamodb.Table>,
    api: appsync.GraphqlApi,
  ): Watched[] {
    const { five } = this;
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
      metricName: this.nameOf('failed-requests'),
      filterPattern: logs.FilterPattern.literal('REQUEST_FAILED'),
    });
    return [
      ...Object.entries(fns).flatMap(([name, fn]): Watched[] => [
        [`${name}-errors`, fn.metricErrors({ period: five }), 1],
        [`${name}-throttles`, fn.metricThrottles({ period: five }), 1],
        [`${name}-duration`, fn.metricDuration({ period: five, statistic: 'Maximum' }), 22_000],
      ]),
      ...Object.entries(tables).map(([name, table]): Watched => [
        `${name}-table-throttles`,
        table.metricThrottledRequestsForOperations({
          operations: [dynamodb.Operation.QUERY, dynamodb.Operation.PUT_ITEM],
        }),
        1,
      ]),
      ['api-5xx', apiMetric('5XXError', 'Sum'), 1],
      ['failed-requests', failed.metric({ statistic: 'Sum', period: five }), 1],
      ['api-latency', apiMetric('Latency', 'p95'), 200],
    ];
  }

  protected custom(metricName: string, fn: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'Trinity/Application',
      metricName,
      dimensionsMap: { Environment: this.sizing.name, Function: fn },
      statistic: 'Sum',
      period: this.five,
    });
  }

  protected observe(watched: Watched[], graphs: Record<string, cloudwatch.IMetric[]>): void {
    const topic = new sns.Topic(this, 'Alarms', { topicName: this.nameOf('alarms') });
    topic.addSubscription(new EmailSubscription('oncall@example.com'));
    for (const [name, metric, threshold] of watched) {
      const alarm = new cloudwatch.Alarm(this, `${name}-alarm`, {
        alarmName: this.nameOf(name),
        alarmDescription: `${name} is over its threshold: somebody waits or sees an error.`,
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { dashboardName: this.nameOf('dashboard') });
    dashboard.addWidgets(
      ...watched.map(([title, metric]) => new cloudwatch.GraphWidget({ title, left: [metric] })),
      ...Object.entries(graphs).map(([title, left]) => new cloudwatch.GraphWidget({ title, left })),
    );
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://console.aws.amazon.com/cloudwatch/home#dashboards:name=${this.nameOf('dashboard')}`,
    });
  }

  protected putOut(
    api: appsync.GraphqlApi,
    tables: Record<string, dynamodb.Table>,
    aliases: Record<string, lambda.Alias>,
  ): void {
    new CfnOutput(this, 'GraphqlEndpoint', { value: api.graphqlUrl });
    for (const [name, table] of Object.entries(tables)) new CfnOutput(this, `${name}Table`, { value: table.tableName });
    for (const [name, alias] of Object.entries(aliases))
      new CfnOutput(this, `${name}FunctionAlias`, { value: alias.functionArn });
  }
}

class RoomCacheStack extends SystemStack {
  constructor(app: App, sizing: Sizing) {
    super(app, sizing, 'room-cache', '');

    const tables = {
      rooms: this.table('rooms', 'PK', dynamodb.AttributeType.STRING, 'SK'),
      'room-movie-cache': this.table('room-movie-cache', 'roomId', dynamodb.AttributeType.NUMBER, 'sequenceIndex'),
      'room-cache-metadata': this.table('room-cache-metadata', 'roomId'),
      'room-members': this.table('room-members', 'roomId', dynamodb.AttributeType.STRING, 'userId'),
      votes: this.table('votes', 'roomId', dynamodb.AttributeType.STRING, 'userId#movieId'),
      'room-matches': this.table('room-matches', 'roomId', dynamodb.AttributeType.STRING, 'movieId'),
      'filter-cache': this.table('filter-cache', 'cacheKey', dynamodb.AttributeType.STRING, 'part'),
    };

    const tmdb = {
      TMDB_URL: 'https://api.themoviedb.org/3',
      TMDB_PARAMETER_NAME: `/trinity/${sizing.name}/tmdb-api-key`,
    };
    const fns = {
      cache: this.fn('cache', {
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
      room: this.fn('room', {
        ROOMS_TABLE: tables.rooms.tableName,
        ROOM_MEMBERS_TABLE: tables['room-members'].tableName,
        ROOM_CACHE_METADATA_TABLE: tables['room-cache-metadata'].tableName,
        CACHE_TTL_SECONDS: '604800',
        API_KEY_EXPIRES: '2027-11-01T00:00:00Z',
      }),
      movie: this.fn('movie', {
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
    tables['room-members'].grant(fns.room, 'dynamodb:Query', 'dynamodb:UpdateItem');
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
    const aliases = this.aliasesOf(fns, (name) =>
      name === 'cache' ? { onFailure: new SqsDestination(deadLetters), retryAttempts: 2 } : {},
    );
    const api = this.api(
      { defaultAuthorization: { authorizationType: appsync.AuthorizationType.API_KEY, apiKeyConfig: {} } },
      roomCacheWiring,
      tables,
      aliases,
    );
    this.observe(
      [
        ...this.commonAlarms(fns, tables, api),
        ['dead-letters', deadLetters.metricApproximateNumberOfMessagesVisible({ period: this.five }), 1],
        ['api-key-expiry', this.custom('ApiKeyExpiresSoon', 'room'), 1],
        ['cache-tmdb-failures', this.custom('TmdbFailure', 'cache'), 3],
        ['movie-tmdb-failures', this.custom('TmdbFailure', 'movie'), 3],
      ],
      { 'cache hits and misses': [this.custom('CacheHit', 'cache'), this.custom('CacheMiss', 'cache')] },
    );
    this.putOut(api, tables, aliases);
  }
}

/** `bookings#ByProvider` is an index. */
const BOOKING_GRANTS: Record<string, Record<string, string[]>> = {
  authorizer: { apiKeys: ['GetItem'], tenants: ['GetItem'] },
  agent: {
    tenants: ['BatchGetItem', 'GetItem'],
    apiKeys: ['GetItem', 'UpdateItem'],
    services: ['BatchGetItem', 'GetItem', 'Query'],
    providers: ['BatchGetItem', 'GetItem', 'Query'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'UpdateItem'],
    conversations: ['GetItem', 'PutItem'],
  },
  bookings: {
    tenants: ['GetItem'],
    apiKeys: ['GetItem', 'UpdateItem'],
    services: ['GetItem'],
    providers: ['GetItem'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'UpdateItem'],
    'bookings#ByProvider': ['Query'],
    'bookings#ByCustomer': ['Query'],
    'bookings#ByConversation': ['Query'],
  },
  catalog: {
    tenants: ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
    'tenants#ByOwner': ['Query'],
    apiKeys: ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
    'apiKeys#ByTenant': ['Query'],
    services: ['DeleteItem', 'PutItem', 'Query'],
    'services#ByCategory': ['Query'],
    providers: ['BatchGetItem', 'DeleteItem', 'PutItem', 'Query'],
    availability: ['DeleteItem', 'Query'],
    bookings: ['DeleteItem'],
    'bookings#ByProvider': ['Query'],
    conversations: ['DeleteItem', 'Scan'],
  },
  availability: {
    tenants: ['BatchGetItem', 'GetItem'],
    services: ['BatchGetItem'],
    providers: ['BatchGetItem', 'GetItem', 'Query'],
    availability: ['DeleteItem', 'PutItem', 'Query'],
  },
};

class BookingStack extends SystemStack {
  constructor(app: App, sizing: Sizing) {
    super(app, sizing, 'booking', 'booking-');
    const tables = Object.fromEntries(
      Object.entries(BOOKING_TABLES).map(([name, entry]) => {
        const {
          hashKey,
          rangeKey,
          globalIndexes = {},
        } = entry as typeof entry & {
          rangeKey?: { name: string };
          globalIndexes?: Record<string, { hashKey: { name: string }; rangeKey?: { name: string } }>;
        };
        const text = dynamodb.AttributeType.STRING;
        const table = this.table(kebab(name), hashKey.name, rangeKey && text, rangeKey?.name);
        for (const [indexName, key] of Object.entries(globalIndexes)) {
          table.addGlobalSecondaryIndex({
            indexName,
            partitionKey: { name: key.hashKey.name, type: text },
            ...(key.rangeKey && { sortKey: { name: key.rangeKey.name, type: text } }),
          });
        }
        return [name, table];
      }),
    );
    const fns = Object.fromEntries(
      Object.entries(BOOKING_GRANTS).map(([name, grants]) => {
        const used = Object.entries(grants).filter(([one]) => !one.includes('#'));
        const environment = Object.fromEntries(
          used.map(([one]) => [`${kebab(one).replaceAll('-', '_').toUpperCase()}_TABLE`, tables[one]!.tableName]),
        );
        const fn = this.fn(name, {
          ...environment,
          ...(name === 'agent' && { CONVERSATION_TTL_SECONDS: '2592000' }),
          ...(name === 'authorizer' && { AUTHORIZER_TTL_SECONDS: '60' }),
        });
        for (const [one, actions] of Object.entries(grants)) {
          const [table = '', index] = one.split('#');
          const { tableArn } = tables[table]!;
          fn.addToRolePolicy(
            new iam.PolicyStatement({
              actions: actions.map((action) => `dynamodb:${action}`),
              resources: [index === undefined ? tableArn : `${tableArn}/index/${index}`],
            }),
          );
        }
        return [name, fn];
      }),
    );
    const aliases = this.aliasesOf(fns);
    const userPool = new cognito.UserPool(this, 'Administrators', {
      userPoolName: this.nameOf('administrators'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      customAttributes: { tenants: new cognito.StringAttribute({ mutable: true }) },
      deletionProtection: sizing.protected,
      removalPolicy: sizing.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const client = userPool.addClient('Client', { generateSecret: false });
    const { authorizer, ...answering } = aliases;
    const api = this.api(
      {
        defaultAuthorization: {
          authorizationType: appsync.AuthorizationType.USER_POOL,
          userPoolConfig: { userPool, defaultAction: appsync.UserPoolDefaultAction.DENY },
        },
        additionalAuthorizationModes: [
          {
            authorizationType: appsync.AuthorizationType.LAMBDA,
            lambdaAuthorizerConfig: {
              handler: authorizer!,
              resultsCacheTtl: Duration.seconds(60),
              validationRegex: '^bk_[A-Za-z0-9_-]{32}$',
            },
          },
        ],
      },
      bookingWiring,
      tables,
      answering,
    );
    const fnOf = (name: string) => `booking-${name}`;
    this.observe(
      [...this.commonAlarms(fns, tables, api), ['refused-keys', this.custom('KeyRefused', fnOf('authorizer')), 100]],
      {
        Bookings: [
          this.custom('BookingMade', fnOf('bookings')),
          this.custom('BookingMade', fnOf('agent')),
          this.custom('BookingCancelled', fnOf('bookings')),
          this.custom('BookingRefused', fnOf('bookings')),
        ],
        Messages: ['MessageAnswered', 'MessageUnsure', 'HumanAsked'].map((name) => this.custom(name, fnOf('agent'))),
        'Time of an answer': [this.custom('MessageDuration', fnOf('agent'))],
        'Turned away': [this.custom('KeyRefused', fnOf('authorizer')), this.custom('RateLimited', fnOf('agent'))],
      },
    );
    this.putOut(api, tables, aliases);
    new CfnOutput(this, 'UserPoolId', { value: userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: client.userPoolClientId });
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(__dirname, 'cdk.out') });
const region = 'eu-west-1';
const dev: Sizing = { name: 'dev', region, protected: false, retention: logs.RetentionDays.ONE_WEEK };
const staging: Sizing = { name: 'staging', region, protected: true, retention: logs.RetentionDays.ONE_MONTH };
const prod: Sizing = { name: 'prod', region, protected: true, retention: logs.RetentionDays.ONE_YEAR };
for (const sizing of [dev, staging, prod]) new RoomCacheStack(app, sizing);
for (const sizing of [dev, staging]) new BookingStack(app, sizing);
app.synth();
