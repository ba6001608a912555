import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../../keys/own';
import type { FileRequest, StaticFile } from '../../packages/appsync-js/src';
import { noCost } from '../dynamodb';
import type { Counters } from '../services';
import type { LocalSystem, ShownTable } from '../system';
import type { LocalStack } from '../terraform';
import type { Journal } from './journal';
import { renderConsole } from './page';
import type { OpenTables } from './tables';

/** What the console is made of. */
export interface ConsoleOptions {
  readonly system: LocalSystem;
  readonly journal: Journal;
  readonly dynamodbEndpoint: string;
  readonly stack: () => LocalStack;
  readonly counters: () => Counters;
  /** What has been asked of who stands in for the outside, the oldest first; undefined where nothing does. */
  readonly calls: () => readonly string[] | undefined;
}

export interface Console {
  /** @returns undefined for a path that is none of the console's */
  file(asked: FileRequest): Promise<StaticFile | undefined>;
  close(): void;
}

/** Nothing but its own style, and no script. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Seconds between two loads of a page that loads itself: from 1 to 60. */
function everyOf(query: URLSearchParams): number | undefined {
  const every = Number(query.get('every') ?? NaN);
  return Number.isInteger(every) && every >= 1 && every <= 60 ? every : undefined;
}

/** `/console`: what happens in a local run, for who develops the system. On AWS, CloudWatch and X-Ray show it. */
export function openConsole(options: ConsoleOptions): Console {
  let tables: OpenTables | undefined;
  const open = (): OpenTables => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: AWS's client takes a while, and a start does not need it
    const { openTables } = require('./tables') as typeof import('./tables');
    return openTables(options.dynamodbEndpoint, options.stack);
  };
  return {
    async file({ path, query }) {
      if (path === '/console.css')
        return { type: 'text/css; charset=utf-8', content: readFileSync(join(__dirname, 'console.css')) };
      if (path !== '/console') return undefined;
      const every = everyOf(query);
      const state = (await options.system.state?.((tables ??= open()), query)) ?? [];
      const content = renderConsole({ title: options.stack().api.name, every, tables: [...state, ...ofRun(options)] });
      return {
        ...{ type: 'text/html; charset=utf-8', content },
        headers: {
          'content-security-policy': POLICY,
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          ...(every !== undefined && { refresh: String(every) }),
        },
      };
    },
    close: () => tables?.close(),
  };
}

const COSTS = ['DynamoDB requests', 'Read units', 'Write units'];

function ofRun({ journal, counters, calls }: ConsoleOptions): ShownTable[] {
  const { lambda, tables } = counters();
  const asked = calls();
  return [
    {
      title: 'Requests to the API',
      columns: ['At', 'Asked', 'ms', ...COSTS, 'Functions', 'Errors'],
      rows: journal.requests.map(({ at, query, milliseconds, requests, readUnits, writeUnits, functions, errors }) => [
        timeOf(at),
        { text: shortOf(query), lines: query.split('\n') },
        ...[milliseconds, requests, readUnits, writeUnits],
        functions.join(', ') || 'none',
        errors.join('; '),
      ]),
      none: 'None yet. A request takes what AppSync itself asks for; what functions ask for is below.',
    },
    {
      title: 'Function calls',
      columns: ['At', 'Function', 'ms', 'Log', 'Failure'],
      rows: journal.invocations.map((invoked) => {
        const { at, functionName, milliseconds, failure = '' } = invoked;
        const lines = journal.linesOf(invoked);
        return [
          timeOf(at),
          functionName,
          milliseconds,
          { text: lines.length === 1 ? '1 line' : `${lines.length} lines`, lines },
          failure,
        ];
      }),
      none: 'None yet.',
    },
    {
      title: 'Functions since the start',
      columns: ['Function', 'Calls', ...COSTS],
      rows: Object.entries(lambda).map(([name, calls]) => {
        const { requests, readUnits, writeUnits } = own(journal.functionCosts, name) ?? noCost();
        return [name, calls, requests, readUnits, writeUnits];
      }),
      none: 'None was called yet.',
    },
    {
      title: 'Tables since the start',
      columns: ['Table', 'Read units', 'Write units'],
      rows: Object.entries(tables).map(([name, { readUnits, writeUnits }]) => [name, readUnits, writeUnits]),
      none: 'None was asked yet.',
    },
    ...(asked
      ? [
          {
            title: 'Calls to TMDB',
            columns: ['Asked'],
            rows: asked
              .slice(-50)
              .reverse()
              .map((call) => [call]),
            none: 'None yet.',
          },
        ]
      : []),
  ];
}

/** Of the day, UTC: as the functions' logs say it. */
const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** What a request asks for, on a line. */
function shortOf(query: string): string {
  const line = query
    .replace(/^\s*(query|mutation)[^{]*/, '$1 ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
