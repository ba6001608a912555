import type { LocalEvent, Step } from './events';
import { parseLogLine } from './metrics';
import { stackName } from '../environments/stack';
import type { SignInPlace } from './system';
import type { SystemName } from '../model/systems';
import { fileOf } from '../environments/names';

/** Lines for a person. Nothing here writes. */

const stepNames: Record<Step, string> = {
  bundle: 'Bundled',
  synthesize: 'Synthesized',
  films: 'Films from',
  deploy: 'Started',
};

export interface RenderOptions {
  verbose: boolean;
}

export function renderEvent(event: LocalEvent, { verbose }: RenderOptions): string[] {
  switch (event.type) {
    case 'step':
      return [`${stepNames[event.step].padEnd(12)} ${event.detail}  (${seconds(event.milliseconds)})`];
    case 'coverage':
      return renderCoverage(event, verbose);
    case 'key-expired':
      return [
        `WARNING      the API key has expired, at ${event.expires}: every request is refused with 401.`,
        `             Set systems.roomCache.api.auth.expires in ${fileOf(event.environment)} to a later day.`,
      ];
    case 'answered':
    case 'invoked':
    case 'function-cost':
      return []; // the console shows them
    case 'function-log':
      return renderFunctionLog(event.functionName, event.line, verbose);
    case 'resolver-log':
      return [`resolver  ${JSON.stringify(event.entry)}`];
    case 'asynchronous-failure': {
      const { functionName, failure, attempt, retryIn } = event;
      const next = retryIn === undefined ? 'that was the last attempt' : `Lambda tries again in ${seconds(retryIn)}`;
      return [
        `${functionName}  asynchronous call failed (attempt ${attempt}; ${next}): ${failure.errorType}: ${failure.errorMessage}`,
      ];
    }
    case 'dead-letter': {
      const place =
        event.queue === undefined ? 'dropped, there is no dead-letter queue' : `dead letter in ${event.queue}`;
      return [`${place}: ${JSON.stringify(event.letter.requestPayload)}`];
    }
    case 'not-sent': {
      const { to, what, secret } = event.message;
      const said = what === 'invitation' ? `an invitation: the temporary password is ${secret}` : `the code ${secret}`;
      return [`Not sent     to ${to}, what Cognito would send: ${said}`];
    }
    case 'not-watched':
      return [
        `WARNING      ${event.folder} is not watched, so that its changes are not loaded: ${event.reason}.`,
        ...(/ENOSPC|EMFILE/.test(event.reason)
          ? [
              '             On Linux, sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024 allows more.',
            ]
          : []),
      ];
    case 'reloading':
      return ['Reloading …'];
    case 'reloaded': {
      const functions = event.functions.length > 0 ? ` and ${event.functions.join(', ')}` : '';
      return [`Reloaded     the API${functions}  (${seconds(event.milliseconds)})`];
    }
    case 'types':
      if (event.lines.length === 0) return ['Types        are right again'];
      return [
        'WARNING      a type is wrong; this runs all the same, a synthesis for a deploy will not:',
        ...event.lines.map((line) => `               ${line}`),
      ];
    case 'reload-failed':
      return [`NOT RELOADED, what ran before goes on. ${event.message}`, 'Mend it and save: it is loaded then.'];
  }
}

function renderCoverage(coverage: Extract<LocalEvent, { type: 'coverage' }>, verbose: boolean): string[] {
  const { unknown, withoutMeaning, withoutEffect } = coverage;
  const warning =
    unknown.length === 0
      ? []
      : [
          'WARNING      the local run does not know these, and they do nothing here:',
          ...unknown.map((name) => `               ${name}`),
        ];
  if (verbose) {
    return [
      ...warning,
      'Not run here:',
      ...withoutMeaning.map(({ address, reason }) => `  ${address}: ${reason}`),
      'Without effect here:',
      ...withoutEffect.map(({ address, attribute, reason }) => `  ${address}.${attribute}: ${reason}`),
    ];
  }
  const types = new Set(withoutMeaning.map(({ address }) => address.split('.')[0]));
  const attributes = new Set(withoutEffect.map(({ attribute }) => attribute));
  return [
    ...warning,
    `Not run      ${withoutMeaning.length} resources of ${types.size} types; ${attributes.size} attributes without effect. --verbose lists them, and says why.`,
  ];
}

/** What Powertools adds to every line and nobody reads in a terminal. */
const boilerplate = new Set(['timestamp', 'service', 'sampling_rate', 'correlation_id', 'xray_trace_id', 'cold_start']);

function renderFunctionLog(functionName: string, line: string, verbose: boolean): string[] {
  if (verbose) return [`${functionName}  ${line}`];
  const parsed = parseLogLine(line);
  switch (parsed.kind) {
    case 'metrics':
      return [];
    case 'text':
      return [`${functionName}  ${parsed.text}`];
    case 'structured': {
      const details = Object.entries(parsed.details)
        .filter(([name]) => !boilerplate.has(name) && !name.startsWith('function_'))
        .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
      return [[functionName, ` ${parsed.level.padEnd(5)}`, parsed.message, ...details].join(' ')];
    }
  }
}

/** What runs, and where: a line of it for a program, more for a person. */
export interface Ready {
  environment: string;
  system: SystemName;
  endpoint: string;
  /** Where subscriptions go; undefined where the API has none. */
  realTimeEndpoint: string | undefined;
  graphiql: string;
  /** Of the page that shows what happens in the run. */
  console: string;
  /** The system's own page; undefined where it has none. */
  page: string | undefined;
  /** undefined where the API takes none. */
  apiKey: string | undefined;
  /** What has the tables, in words. */
  tables: string;
  /** Where it answers. */
  dynamodbEndpoint: string;
  /** Where functions are asked by name. */
  functionsEndpoint: string;
  /** Where people sign in; undefined where there is no user pool. */
  signIn: SignInPlace | undefined;
  /** The page of its administrators; undefined where it has none. */
  admin: string | undefined;
}

/** It takes any region and credentials, and the AWS CLI asks nothing without some. */
const tablesOf = (endpoint: string): string =>
  `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb list-tables --region us-east-1 --endpoint-url ${endpoint}`;

export function renderReady({
  environment,
  system,
  endpoint,
  realTimeEndpoint,
  graphiql,
  console,
  page,
  apiKey,
  tables,
  dynamodbEndpoint,
  functionsEndpoint,
  signIn,
  admin,
}: Ready): string[] {
  return [
    '',
    `Trinity (${stackName(environment, system)}) runs on this machine.`,
    '',
    ...(page === undefined ? [] : [`  Page      ${page}`]),
    `  GraphQL   ${endpoint}`,
    ...(realTimeEndpoint === undefined ? [] : [`  Real time ${realTimeEndpoint}   (subscriptions)`]),
    `  GraphiQL  ${graphiql}`,
    `  Console   ${console}   (requests, function calls, what they take)`,
    ...(apiKey === undefined ? [] : [`  API key   ${apiKey}   (header x-api-key)`]),
    `  Tables    ${dynamodbEndpoint}   (${tables})`,
    `            ${tablesOf(dynamodbEndpoint)}`,
    `  Functions ${functionsEndpoint}   (answers Lambda's Invoke)`,
    ...(signIn
      ? [`  Sign-in   ${signIn.endpoint}   (Cognito: user pool ${signIn.userPoolId}, client ${signIn.clientId})`]
      : []),
    ...(admin === undefined ? [] : [`  Admin     ${admin}   (the page of who signs in there)`]),
    '',
  ];
}

/** @param watched folders, two or more */
export const renderHelp = (watched: readonly string[]): string[] => [
  `A change below ${watched
    .map((folder) => `${folder}/`)
    .join(', ')
    .replace(/, ([^,]+)$/, ' or $1')} is loaded at once. Ctrl-C stops everything.`,
  '',
];

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
