import { parseArguments, type Arguments } from './arguments';
import { renderEvent, renderHelp, renderReady, type Ready } from './render';
import type { FilmSource, LocalRun } from './run';
import type { Demo } from './system';
import { sayEnd } from '../programs/end';
import { WATCHED } from './watch';

/** `npm start`. The one place of the local run that touches the process: arguments, environment variables, output, signals, exit code. */
async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2), process.env);
  if (typeof args === 'string') {
    print(process.stdout, [args]);
    return 0;
  }
  const stopped = onStop();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: it takes a second, and --help does not need it
  const { startLocal } = require('./run') as typeof import('./run');
  let run: LocalRun;
  try {
    run = await startLocal({
      environment: args.environment,
      system: args.system,
      port: args.port,
      dynamodb: args.dynamodb,
      ...(args.dataDir === undefined ? {} : { dataDir: args.dataDir }),
      films: filmSource(args, process.env.TMDB_API_KEY),
      watch: true,
      signal: stopped,
      onEvent: (event) => print(process.stderr, renderEvent(event, args)),
    });
  } catch (error) {
    if (stopped.aborted) return 130;
    throw error;
  }
  try {
    await announce(run, args, stopped);
    await whenAborted(stopped);
  } finally {
    await run.close();
  }
  return 0;
}

async function announce(run: LocalRun, args: Arguments, stopped: AbortSignal): Promise<void> {
  const { endpoint, realTimeEndpoint, graphiql, console, page } = run;
  const { apiKey, dynamodbEndpoint, functionsEndpoint, signIn, admin } = run;
  const place = args.dataDir === undefined ? 'in memory' : `kept in ${args.dataDir}`;
  const engine = args.dynamodb === 'local' ? 'DynamoDB Local' : 'dynalite';
  const { environment, system } = args;
  const ready: Ready = {
    ...{ environment, system, endpoint, realTimeEndpoint, graphiql, console, page, apiKey },
    ...{ tables: `${engine}, ${place}`, dynamodbEndpoint, functionsEndpoint, signIn, admin },
  };
  if (!args.json) print(process.stdout, renderReady(ready));
  let demo: Demo | undefined;
  if (args.demo) {
    try {
      demo = await run.demo();
      print(args.json ? process.stderr : process.stdout, demo.lines);
    } catch (error) {
      if (stopped.aborted) return;
      // The endpoint serves all the same: who wants to find out why needs it.
      sayEnd(error);
      print(process.stderr, ['']);
    }
  }
  print(process.stderr, renderHelp(WATCHED));
  if (args.json) print(process.stdout, [JSON.stringify({ ...ready, made: demo?.made })]);
}

function filmSource({ tmdbUrl }: Arguments, key: string | undefined): FilmSource {
  if (tmdbUrl !== undefined) return { kind: 'url', url: tmdbUrl, ...(key ? { key } : {}) };
  return key ? { kind: 'tmdb', key } : { kind: 'local' };
}

/** Aborts at Ctrl-C or SIGTERM; a second one ends the process without waiting for anything. */
function onStop(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.exit(sayEnd(error, { usage: 2 }));
  },
);
