import { basename, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { countsOf } from '../build/bundle-report';
import { bundlesOf, DEFAULT_SYSTEM, schemaOf, type SystemName } from '../model/systems';
import {
  hasExpired,
  providersOf,
  ResolverCodeError,
  serveApi,
  type Api,
  type ApiRequest,
  type ApiResponse,
  type GraphiqlPage,
  type ServeOptions,
  type UserPoolConfig,
} from '../packages/appsync-js/src';
import { Closers } from './closers';
import { openConsole, type Console } from './console';
import { Journal } from './console/journal';
import { serveCognito } from './cognito/endpoint';
import { startDynamodb, type DynamodbKind } from './dynamodb';
import type { LocalEvent, Step } from './events';
import type { InvocationResult } from './lambda';
import { serveFunctions } from './lambda/endpoint';
import type { LocalOptions } from './options';
import { RequestCosts } from './request-costs';
import { openServices, type Counters, type Services } from './services';
import { Builder, findStack, type Building } from '../build/synthesize';
import type { Demo, LocalApi } from './system';
import { systemOf } from './systems';
import { readStack, type Coverage, type LocalStack } from './terraform';
import { TypeWatch } from './type-watch';
import { messageOf, UserError } from '../programs/user-error';
import { WATCHED, watchFolders } from './watch';
import type { Absent } from '../environments/absent';
import { fileOf, isName } from '../environments/names';

export type { FilmSource, LocalOptions } from './options';
export type { Counters } from './services';

export interface LocalRun extends LocalApi {
  /** Where subscriptions go; undefined while the API has none. */
  readonly realTimeEndpoint: string | undefined;
  /** Of the embedded DynamoDB. */
  dynamodbEndpoint: string;
  /** Of GraphiQL's page. */
  graphiql: string;
  /** Of the page that shows what happens in the run. */
  console: string;
  /** Of the system's own page; undefined where it has none. */
  page: string | undefined;
  /** Of its administrators' page; undefined where it has none. */
  admin: string | undefined;
  /** Where functions are asked by name, as Lambda is: one answers for all of its aliases. */
  functionsEndpoint: string;
  /** What runs now. */
  stack(): LocalStack;
  /** Uses the system once, as its clients do, and lets GraphiQL open with that. @throws UserError when it does not work */
  demo(): Promise<Demo>;
  /** GraphQL without HTTP. */
  execute(request: ApiRequest): Promise<ApiResponse>;
  /** @param functionArn of a function or an alias, or a function's name */
  invoke(functionArn: string, payload: unknown, type?: 'RequestResponse' | 'Event'): Promise<InvocationResult>;
  counters(): Counters;
  /** What asynchronous calls have left behind, with the ARN of the queue. */
  deadLetters: Services['deadLetters'];
  close(): Promise<void>;
}

const isStarting = (): Promise<ApiResponse> =>
  Promise.resolve({
    status: 503,
    body: { errors: [{ errorType: 'Starting', message: 'The local run is starting.' }] },
  });

const starting: Api = {
  hasSubscriptions: false,
  authorize: () => Promise.resolve(undefined),
  execute: isStarting,
  subscribe: isStarting,
  takeOver: () => undefined,
};

/**
 * Runs an environment on this machine: synthesizes it, reads the synthesized Terraform and nothing else, and starts what
 * it describes.
 *
 * @throws UserError when something cannot start; then nothing of it is left running
 */
export async function startLocal(options: LocalOptions = {}): Promise<LocalRun> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: LocalOptions, closers: Closers): Promise<LocalRun> {
  const {
    root = join(__dirname, '..'),
    environment = 'dev',
    system: systemName = DEFAULT_SYSTEM,
    port = 0,
    dynamodb: kind = 'dynalite',
    dataDir,
  } = options;
  const { films = { kind: 'local' }, retryDelays, now = Date.now } = options;
  const journal = new Journal(now);
  const emit = (event: LocalEvent): void => {
    journal.take(event);
    options.onEvent?.(event);
  };
  const costs = new RequestCosts(emit);
  const step = stopwatch(emit);
  const stopping = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal;

  let api = starting;
  let page: GraphiqlPage = {};
  let shownKey: string | undefined;
  let shownSignIn: LocalApi['signIn'] = undefined;
  const system = systemOf(systemName);
  let made: Demo | undefined;
  const shown = (): GraphiqlPage => ({
    ...page,
    headers: { ...page.headers, ...made?.headers },
    query: (address) => system.query(address, made?.id),
  });
  // The port first: one that is in use is a reason not to begin.
  const bundles = join(root, 'cdktf.out', bundlesOf(systemName));
  let shownConsole: Console | undefined = undefined;
  const files: ServeOptions['files'] = async (asked) =>
    (await shownConsole?.file(asked)) ??
    system.site?.(asked, { ...{ bundles, apiKey: shownKey, signIn: shownSignIn }, made: made?.made });
  const told = costs.over(() => api);
  const served = await closers.add(serveApi(() => told, { port, portBy: '--port', page: shown, files }));
  const dynamodb = closers.add(startDynamodb(kind, dataDir === undefined ? {} : { dataDir }));
  await closers.add({ close: () => stopping.abort() });

  const builder = new Builder(
    { root, environment, system: systemName, signal },
    options.watch ? { watched: WATCHED } : {},
  );
  await closers.add(builder);
  let begin: (reload: Reload) => void = () => undefined;
  if (options.watch) {
    const started = new Promise<Reload>((resolve) => (begin = resolve));
    const onUnwatched = (folder: string, { message: reason }: Error): void =>
      emit({ type: 'not-watched', folder: relative(root, folder) || '.', reason });
    // From now on: what changes during the start is loaded after it.
    const onChange: Reload = async (since) => (await started)(since);
    await closers.add(watchFolders(root, WATCHED, { onChange, onUnwatched }));
  }
  const [file, { endpoint: dynamodbEndpoint }] = await Promise.all([
    unlessAbsent(environment, systemName, () =>
      options.build === false
        ? findStack(root, environment, systemName)
        : firstBuild(builder.start(), environment, step),
    ),
    dynamodb,
  ]);
  let stack = readStack(file);
  const lookAtKey = ({ api: { apiKeys } }: LocalStack): void => {
    const [key] = apiKeys;
    if (key?.expires && hasExpired(key, now())) emit({ type: 'key-expired', expires: key.expires, environment });
  };
  page = pageOf(stack, environment);
  shownKey = apiKeyOf(stack);
  lookAtKey(stack);
  emit({ type: 'coverage', ...withEngine(stack, kind) });
  const services = await openServices(stack, {
    root,
    system,
    schema: schemaOf(systemName),
    dynamodbEndpoint,
    films,
    retryDelays,
    now,
    emit,
    costs,
    closers,
  });
  const { counters, calls } = services;
  shownConsole = openConsole({ system, journal, dynamodbEndpoint, stack: () => stack, counters, calls });
  await closers.add(shownConsole);
  if (services.standIns !== undefined) step('films', services.standIns);
  ({ api } = await services.deploy(stack).catch((error: unknown) => {
    throw error instanceof ResolverCodeError ? toMend(error) : error;
  }));
  step('deploy', describeStack(stack));
  signal.throwIfAborted();

  const types = new TypeWatch(root, signal, (lines) => emit({ type: 'types', lines }));
  /** For the next reload, after this one: neither holds it up. What does not load has been said already. */
  const prepare = ({ loaded }: { readonly loaded: boolean }): void => {
    if (signal.aborted) return;
    builder.prepare();
    if (loaded) types.look();
  };
  const reload: Reload = async (since) => {
    emit({ type: 'reloading' });
    types.giveUp();
    let loaded = false;
    try {
      const next = readStack(await builder.start().synthesized);
      const nextPage = pageOf(next, environment);
      const deployed = await services.deploy(next);
      if (!isDeepStrictEqual(next.unknown, stack.unknown)) emit({ type: 'coverage', ...withEngine(next, kind) });
      deployed.api.takeOver(api);
      [stack, api, page] = [next, deployed.api, nextPage];
      shownKey = apiKeyOf(next);
      lookAtKey(next);
      emit({ type: 'reloaded', functions: deployed.functions, milliseconds: performance.now() - since });
      loaded = true;
    } catch (error) {
      if (!signal.aborted) emit({ type: 'reload-failed', message: messageOf(error) });
    }
    prepare({ loaded });
  };
  if (options.watch) {
    begin(reload);
    prepare({ loaded: true });
  }

  const { lambda, deadLetters, cognito } = services;
  const [client] = stack.userPools.clients;
  const signIn = client && {
    endpoint: (await closers.add(serveCognito(cognito))).endpoint,
    ...{ userPoolId: client.poolId, clientId: client.id },
  };
  shownSignIn = signIn;
  const local: LocalApi = {
    endpoint: served.url,
    apiKey: apiKeyOf(stack),
    signIn,
    askCognito: (operation, input) =>
      cognito.answer({ operation, body: Buffer.from(JSON.stringify(input)), isSigned: true }),
    sign: (claims, userPoolId) => services.userPools.of(poolOf(stack, userPoolId)).sign(claims),
    async ask(name, payload) {
      const fn = stack.functions.find(({ archive }) => basename(archive, '.zip') === name);
      if (!fn) throw new UserError(`There is no function ${name} in ${stack.api.name}'s stack.`);
      const { payload: answer, functionError } = await lambda.invoke(fn.arn, 'RequestResponse', payload);
      if (functionError) throw new UserError(`The function ${name} failed: ${functionError.errorMessage}`);
      return answer;
    },
  };
  const { endpoint: functionsEndpoint } = await closers.add(
    serveFunctions({ lambda, cognito, sign: (claims) => local.sign(claims) }),
  );
  return {
    ...local,
    get realTimeEndpoint() {
      return api.hasSubscriptions ? served.realTimeUrl : undefined;
    },
    ...{ dynamodbEndpoint, functionsEndpoint },
    graphiql: new URL('/graphiql', served.url).href,
    console: new URL('/console', served.url).href,
    page: system.site && new URL('/', served.url).href,
    admin: system.admin && new URL(system.admin, served.url).href,
    stack: () => stack,
    demo: async () => (made = await system.demo(local)),
    execute: (request) => api.execute(request),
    invoke: (functionArn, payload, type = 'RequestResponse') => lambda.invoke(functionArn, type, payload),
    counters,
    deadLetters,
    close: () => closers.close(),
  };
}

/** @param since when the last file was saved, by `performance.now()` */
type Reload = (since: number) => Promise<void>;

/** @throws UserError that says where the system is, when the environment has none such; what `find` throws, otherwise */
async function unlessAbsent(
  environment: string,
  system: SystemName,
  find: () => string | Promise<string>,
): Promise<string> {
  try {
    return await find();
  } catch (error) {
    const absent = tryAbsent(environment, system);
    if (!absent) throw error;
    const { reason, elsewhere } = absent;
    const next = `${system} is in ${elsewhere.join(', ')}: npm start -- ${elsewhere[0]} --system ${system} runs it.`;
    throw new UserError(reason, { cause: error, ...(elsewhere.length > 0 && { next }) });
  }
}

/** @returns undefined when the environment has the system, or cannot be loaded: that is what the start says by itself then */
function tryAbsent(environment: string, system: SystemName): Absent | undefined {
  if (!isName(environment)) return undefined;
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: it takes a second, and a start that goes well does not need it
    const { absentFrom } = require('../environments/absent') as typeof import('../environments/absent');
    return absentFrom(environment, system);
  } catch {
    return undefined;
  }
}

/** @param step told after each half */
async function firstBuild(
  { bundled, synthesized }: Building,
  environment: string,
  step: (step: Step, detail: string) => void,
): Promise<string> {
  const report = await bundled.catch(() => undefined); // said by the other half
  if (report) step('bundle', countsOf(report).join(', '));
  try {
    const file = await synthesized;
    step('synthesize', environment);
    return file;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw toMend(error);
  }
}

/** Of a start, what a change of a source mends. A reload says that saving is enough. */
const toMend = (error: UserError): UserError =>
  new UserError(`${error.message}\nMend it, and run the command again.`, { cause: error });

/** What does not run here depends on the engine, too. */
function withEngine({ tables, withoutMeaning, withoutEffect, unknown }: LocalStack, kind: DynamodbKind): Coverage {
  const reason = 'dynalite deletes nothing that has expired (and the API serves nothing that has)';
  const expiring = kind === 'dynalite' ? tables.filter(({ ttlAttribute }) => ttlAttribute !== undefined) : [];
  const deletion = expiring.map(({ name }) => ({ address: name, attribute: 'ttl', reason }));
  return { withoutMeaning, withoutEffect: [...withoutEffect, ...deletion], unknown };
}

const describeStack = ({ api, functions, tables }: LocalStack): string =>
  `${tables.length} tables, ${functions.length} functions, ${api.name} with ${api.resolvers.length} resolvers`;

/** Clients with a key have the page, too: it has the key in it. */
function pageOf(stack: LocalStack, environment: string): GraphiqlPage {
  const apiKey = apiKeyOf(stack);
  const noSchema = `${environment} shows no client its schema (introspection is false in ${fileOf(environment)}): no documentation here, and no names are completed. Queries are answered.`;
  return {
    ...(apiKey !== undefined && { headers: { 'x-api-key': apiKey } }),
    ...(!stack.api.introspection && { noSchema }),
  };
}

/** @returns undefined where the API takes none @throws UserError when it takes keys, and there is none */
function apiKeyOf({ api }: LocalStack): string | undefined {
  if (!providersOf(api).some(({ authenticationType }) => authenticationType === 'API_KEY')) return undefined;
  const [first] = api.apiKeys;
  if (first) return first.key;
  throw new UserError(`The API ${api.name} has no key: the stack needs an aws_appsync_api_key.`);
}

/** @throws UserError when the API takes no tokens of it */
function poolOf({ api }: LocalStack, userPoolId: string | undefined): UserPoolConfig {
  const pools = providersOf(api).flatMap((way) => ('userPoolConfig' in way ? [way.userPoolConfig] : []));
  const found = userPoolId === undefined ? pools[0] : pools.find((pool) => pool.userPoolId === userPoolId);
  if (found) return found;
  const known = pools.map((pool) => pool.userPoolId).join(', ') || 'none';
  throw new UserError(
    `The API ${api.name} takes no tokens of ${userPoolId ?? 'a user pool'}. Its user pools: ${known}.`,
  );
}

/** Each step counts from the end of the one before. */
function stopwatch(emit: (event: LocalEvent) => void): (step: Step, detail: string) => void {
  let since = performance.now();
  return (step, detail) => {
    emit({ type: 'step', step, detail, milliseconds: performance.now() - since });
    since = performance.now();
  };
}
