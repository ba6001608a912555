import { keysOf } from '../keys/entries';
import { own } from '../keys/own';
import { explainUnknown, isName } from '../environments/names';
import { DEFAULT_SYSTEM, explainUnknownSystem, isSystem, SYSTEMS, type SystemName } from '../model/systems';
import type { DynamodbKind } from './dynamodb';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError } from '../programs/user-error';

export interface Arguments {
  environment: string;
  system: SystemName;
  port: number;
  dynamodb: DynamodbKind;
  dataDir: string | undefined;
  tmdbUrl: string | undefined;
  demo: boolean;
  json: boolean;
  verbose: boolean;
}

const defaultPort = 4000;

const usage = `Runs an environment on this machine: the synthesized Terraform, and nothing else.

  npm start -- [environment] [options]

  environment             dev unless given
  --system NAME           ${SYSTEMS.join(', ')}; ${DEFAULT_SYSTEM} unless given
  --port N                of the GraphQL endpoint, ${defaultPort} unless given; 0 takes any free one
  --dynamodb ENGINE       dynalite (nothing else needed, the default) or local (Amazon's DynamoDB Local, needs Java 17)
  --data DIR              keep the tables in DIR between runs; in memory unless given
  --tmdb-url URL          room-cache: ask another TMDB, such as http://127.0.0.1:8080/3
  --no-demo               make nothing at start that can be tried
  --json                  print one line when ready, {"endpoint": …}: addresses, keys, and what was made at start (made);
                          all else on standard error
  --verbose               say why something does not run here, and print the functions' logs as they are
  -h, --help
  -v, --version           of this project, and the Node that runs it

Films of room-cache come from the real TMDB when TMDB_API_KEY is set, and otherwise from a local server with the 3,200
films of the npm package vega-datasets.

Ctrl-C stops everything, with exit code 0 (130 during the start). Exit code 1: it could not run. 2: wrong arguments.`;

/**
 * @param npm environment variables, in which npm says what it has taken for options of its own
 * @returns what is said instead, for who asks for that
 * @throws UsageError
 */
export function parseArguments(args: string[], npm: NodeJS.ProcessEnv = {}): Arguments | string {
  const { values, positionals } = parseOptions(
    args,
    options,
    (message, cause) => new UsageError(`${message} See npm start -- --help.`, { cause }),
  );
  const asked = askedFor(values, usage);
  if (asked !== undefined) return asked;
  refuseTaken(positionals, values, npm);
  if (positionals.length > 1) {
    throw new UsageError(`One environment at a time, found: ${positionals.join(', ')}.`);
  }
  const [environment = 'dev'] = positionals;
  if (!isName(environment)) throw new UsageError(explainUnknown(environment));
  return {
    environment,
    system: parseSystem(values.system),
    port: parsePort(values.port),
    dynamodb: parseEngine(values.dynamodb),
    dataDir: values.data,
    tmdbUrl: parseUrl(values['tmdb-url']),
    demo: !values['no-demo'],
    json: values.json,
    verbose: values.verbose,
  };
}

const options = {
  system: { type: 'string', default: DEFAULT_SYSTEM, value: `NAME, such as ${DEFAULT_SYSTEM}` },
  port: { type: 'string', default: String(defaultPort), value: `N, such as ${defaultPort}` },
  dynamodb: { type: 'string', default: 'dynalite', value: 'ENGINE, such as dynalite' },
  data: { type: 'string', value: 'DIR, such as .local' },
  'tmdb-url': { type: 'string', value: 'URL, such as http://127.0.0.1:8080/3' },
  'no-demo': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

/** Without `--` before them, npm takes options of the run for its own, and leaves their values. */
function refuseTaken(
  positionals: readonly string[],
  values: Readonly<Record<string, unknown>>,
  npm: NodeJS.ProcessEnv,
): void {
  if (npm.npm_lifecycle_event !== 'start') return;
  const taken = keysOf(options).flatMap((name) => {
    const option = options[name];
    // `--no-demo` is to npm a `demo` that is false.
    const value = own(npm, `npm_config_${name.replace(/^no-/, '').replaceAll('-', '_')}`);
    const isGiven = values[name] !== ('default' in option ? option.default : undefined);
    if (value === undefined || isGiven) return [];
    return [{ name: `--${name}`, value: option.type === 'boolean' ? '' : value }];
  });
  if (taken.length === 0) return;
  const [left, ...more] = positionals.filter((one) => !isName(one));
  const isPlain = left !== undefined && more.length === 0 && taken.filter(({ value }) => value === 'true').length === 1;
  const said = taken.map(({ name, value }) =>
    value === '' ? name : `${name} ${value !== 'true' ? value : isPlain ? left : '…'}`,
  );
  const names = taken.map(({ name }) => name).join(', ');
  const line = [...positionals.filter(isName), ...said].join(' ');
  throw new UsageError(`npm has taken ${names} for its own. Type npm start -- ${line}`);
}

function parseSystem(name: string): SystemName {
  if (isSystem(name)) return name;
  throw new UsageError(explainUnknownSystem(name));
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port "${text}" is no port. Ports are 1 to 65535, and 0 for any free one.`);
}

function parseEngine(text: string): DynamodbKind {
  if (text === 'dynalite' || text === 'local') return text;
  throw new UsageError(`--dynamodb "${text}" is unknown. There are dynalite and local (Amazon's DynamoDB Local).`);
}

function parseUrl(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) {
    return text?.replace(/\/+$/, '');
  }
  throw new UsageError(`--tmdb-url "${text}" is no http address. An example: http://127.0.0.1:8080/3`);
}
