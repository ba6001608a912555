import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SourceMaps } from '../build/source-maps';
import { createApi, type Api, type Backends } from '../packages/appsync-js/src';
import type { Closers } from './closers';
import { Cognito } from './cognito';
import { createDynamodbClient, createTables, DynamodbMeter, type OperationCost, type Units } from './dynamodb';
import type { LocalEvent } from './events';
import type { Need } from './iam/decide';
import { dynamodbNeeds } from './iam/dynamodb';
import { Roles } from './iam/roles';
import { LocalLambda, type DeadLetter } from './lambda';
import { addMetrics, parseLogLine, type MetricTotal } from './metrics';
import type { FilmSource } from './options';
import type { RequestCosts } from './request-costs';
import { startSsm } from './ssm';
import { LocalUserPools } from './user-pools';
import type { LocalSystem, StandIns } from './system';
import type { LocalStack } from './terraform';

/** What has happened since the start. */
export interface Counters {
  /** By operation, resolvers and functions together. */
  dynamodb: Record<string, OperationCost>;
  /** Units by table's name, of the same. */
  tables: Record<string, Units>;
  /** Lambda invocations by function. */
  lambda: Record<string, number>;
  /** Requests to the local TMDB; undefined when films come from elsewhere. */
  tmdb: number | undefined;
  /** The functions' CloudWatch metrics, by name. */
  metrics: Record<string, MetricTotal>;
}

export interface ServiceOptions {
  /** The checkout. */
  root: string;
  system: LocalSystem;
  /** Its file with SDL, in the checkout: what is wrong in it is said of a line there. */
  schema: string;
  dynamodbEndpoint: string;
  films: FilmSource;
  retryDelays: readonly number[] | undefined;
  now: () => number;
  emit: (event: LocalEvent) => void;
  costs: RequestCosts;
  closers: Closers;
}

export interface Services {
  lambda: LocalLambda;
  /** What stands in for what is outside of AWS, for a person; undefined where nothing does. */
  standIns: string | undefined;
  readonly counters: () => Counters;
  /** What who stands in for the outside was asked; undefined where nothing does. */
  calls: StandIns['calls'];
  deadLetters: { queue: string | undefined; letter: DeadLetter }[];
  userPools: LocalUserPools;
  /** Their members. */
  cognito: Cognito;
  /**
   * Makes what the stack describes run in place of what ran so far. @returns its API, and the functions that were loaded
   *
   * @throws UserError when it cannot run; then everything is as before, except for new tables
   */
  deploy(stack: LocalStack): Promise<{ api: Api; functions: string[] }>;
}

/** The session in which AppSync takes the role of a data source. */
const APPSYNC = 'APPSYNC_ASSUME_ROLE';

/** Everything behind the API: the functions, and what they and the resolvers call. */
export async function openServices(stack: LocalStack, options: ServiceOptions): Promise<Services> {
  const { root, system, schema, dynamodbEndpoint, emit, costs, closers } = options;
  const meter = new DynamodbMeter((cost, functionName) => {
    if (functionName !== undefined) emit({ type: 'function-cost', functionName, ...cost });
    else costs.add(cost);
  });
  const client = await closers.add(createDynamodbClient(dynamodbEndpoint));
  const roles = new Roles();
  const roleOf = new Map<string, string>();
  const { account, region } = stack;
  const tableArn = (name: string): string => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  /** @param functionName it signs by its name */
  const check = (functionName: string, needs: readonly Need[]): void =>
    roles.require(roleOf.get(functionName), functionName, needs);
  const door = await closers.add(
    meter.serve(dynamodbEndpoint, (functionName, operation, input) =>
      check(functionName, dynamodbNeeds(operation, input, tableArn)),
    ),
  );
  const standIns = await system.openStandIns(options.films, closers);
  let parameters = new Map<string, string>();
  const valueOf = (name: string): string | undefined => parameters.get(name);
  const ssm = await closers.add(startSsm({ account, region, valueOf, check }));

  const sourceMaps = new SourceMaps(join(root, 'cdktf.out'));
  const metrics: Record<string, MetricTotal> = {};
  const deadLetters: Services['deadLetters'] = [];
  const lambda = new LocalLambda({
    region,
    ...(options.retryDelays ? { retryDelays: options.retryDelays } : {}),
    placesOf: (code) => sourceMaps.of(code),
    overrides: ({ name, environment }) => ({
      AWS_ACCESS_KEY_ID: name,
      AWS_ENDPOINT_URL_DYNAMODB: door.endpoint,
      AWS_ENDPOINT_URL_SSM: ssm.endpoint,
      ...standIns.overrides(environment),
    }),
    onLog(functionName, line, requestId) {
      const parsed = parseLogLine(line);
      if (parsed.kind === 'metrics') addMetrics(metrics, parsed.values);
      emit({ type: 'function-log', functionName, line, requestId });
    },
    onInvoked: (functionName, invoked) => emit({ type: 'invoked', functionName, ...invoked }),
    onAsynchronousFailure: (functionName, failure, attempt, retryIn) =>
      emit({ type: 'asynchronous-failure', functionName, failure, attempt, retryIn }),
    onDeadLetter(queue, letter) {
      deadLetters.push({ queue, letter });
      emit({ type: 'dead-letter', queue, letter });
    },
  });
  await closers.add(lambda);

  const userPools = new LocalUserPools(options.now);
  let pools = stack.userPools;
  const cognito = new Cognito({
    directory: {
      pools: () => Promise.resolve(pools.pools),
      pool: (id) => Promise.resolve(pools.pools.find((pool) => pool.id === id)),
      client: (id) => Promise.resolve(pools.clients.find((client) => client.id === id)),
      groups: (id) => Promise.resolve(pools.groups.filter(({ UserPoolId }) => UserPoolId === id)),
    },
    userPools,
    now: options.now,
    send: (message) => emit({ type: 'not-sent', message }),
  });
  const measured = meter.measure(client);
  const backends: Backends = {
    dynamodb: {
      send: async (operation, input, role) => {
        roles.require(role, APPSYNC, dynamodbNeeds(operation, { ...input }, tableArn));
        return measured.send(operation, input);
      },
    },
    invoke: async (functionArn, type, payload, role) => {
      roles.require(role, APPSYNC, [{ action: 'lambda:InvokeFunction', resource: functionArn }]);
      costs.addFunction(lambda.nameOf(functionArn));
      return lambda.invoke(functionArn, type, payload);
    },
    userPoolKeys: (pool) => userPools.of(pool).keys,
    log: (entry) => emit({ type: 'resolver-log', entry }),
    now: options.now,
  };
  return {
    lambda,
    standIns: standIns.description,
    calls: () => standIns.calls(),
    counters: () => ({
      dynamodb: structuredClone(meter.costs),
      tables: structuredClone(meter.tables),
      lambda: { ...lambda.invocations },
      tmdb: standIns.calls()?.length,
      metrics: structuredClone(metrics),
    }),
    deadLetters,
    userPools,
    cognito,
    async deploy(next) {
      sourceMaps.load();
      const schemaSource = existsSync(join(root, schema))
        ? { file: schema, sdl: readFileSync(join(root, schema), 'utf8') }
        : undefined;
      const api = createApi(next.api, backends, {
        placesOf: (code) => sourceMaps.of(code),
        schemaSource,
        authorizerTimeout: Infinity, // the function's own limit counts, by the time that the machine gives
      });
      await createTables(dynamodbEndpoint, next.tables);
      const functions = await lambda.deploy(next.functions);
      roles.use(next.roles);
      pools = next.userPools;
      for (const { name, role } of next.functions) if (role !== undefined) roleOf.set(name, role);
      parameters = new Map(
        next.functions.flatMap(({ environment }) => Object.entries(standIns.parameters(environment))),
      );
      return { api, functions };
    },
  };
}
