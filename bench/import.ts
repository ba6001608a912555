import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { createAws, type Aws } from '../deployment/aws/clients';
import { tablesOfAccount } from '../import/account';
import { inParallel } from '../import/account/in-parallel';
import { declaredTables, type DeclaredTable } from '../import/declared';
import { inspectTables } from '../import/inspect';
import { matchTables } from '../import/match';
import type { JsonObject } from '../packages/plan-review/src/plan/value';
import { withServer } from './server';
import { median } from './statistics';

const root = join(__dirname, '..');

/** Of the inspection of an account. Times are medians over the rounds; the two sides take turns. */
export interface ImportFigures {
  readonly rounds: number;
  readonly tables: number;
  /** How many of them the environment declares. */
  readonly declared: number;
  /** All requests of one inspection, by operation: `DescribeTable`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Requests that are about tables one by one, for each that is not declared, and for each that is. */
  readonly callsPerTable: { readonly undeclared: number; readonly declared: number };
  /** The most requests to DynamoDB that were underway at a time. */
  readonly atATime: number;
  readonly inspectionMs: number;
  /** The same requests, as many at a time, by the SDK alone. */
  readonly bareMs: number;
  /** Median of the rounds' own ratios. To reach: at most 1.2. */
  readonly ratio: number;
}

const TABLES = 500;
const REGION = 'eu-west-1';

/** Inspects 500 tables as `trinity import dev --inspect` does. @throws Error when the emulated account does not start */
export async function measureImport(rounds: number): Promise<ImportFigures> {
  return withServer('account-server.ts', [REGION], async (_, endpoint: string) => {
    const declared = declaredTables(
      JSON.parse(readFileSync(join(root, 'cdktf.out/stacks/dev/cdk.tf.json'), 'utf8')) as JsonObject,
    );
    const open = () => createAws(REGION, { endpoint, credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
    await makeTables(open(), declared);

    const first = recorded(open());
    await inspect(first.aws, declared);
    const times: { readonly inspectionMs: number; readonly bareMs: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const inspectionMs = await timed(open(), (aws) => inspect(aws, declared));
      const bareMs = await timed(open(), (aws) => sendAll(aws, first.asked));
      // The first round warms both up and is not counted.
      if (round > 0) times.push({ inspectionMs, bareMs });
    }
    const requests: Record<string, number> = {};
    for (const { operation } of first.asked.flatMap(({ calls }) => calls))
      requests[operation] = (requests[operation] ?? 0) + 1;
    return {
      rounds,
      tables: TABLES,
      declared: declared.length,
      requests,
      callsPerTable: callsPerTable(requests, declared.length),
      atATime: Math.max(...first.asked.map(({ most }) => most)),
      inspectionMs: median(times.map((one) => one.inspectionMs)),
      bareMs: median(times.map((one) => one.bareMs)),
      ratio: median(times.map((one) => one.inspectionMs / one.bareMs)),
    };
  });
}

/** Those that are declared, under their names and with their keys, and others. */
async function makeTables(aws: Aws, declared: readonly DeclaredTable[]): Promise<void> {
  const own = declared.map(({ name, table: { key } }) => ({ name, key }));
  const others = Array.from({ length: TABLES - own.length }, (_, number) => ({
    name: `other-table-${number}`,
    key: [{ name: 'id', type: 'S' as const }],
  }));
  await inParallel([...own, ...others], 8, ({ name, key }) => {
    const attributes = key.flatMap((one) => one ?? []);
    return aws.dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes.map((one) => ({ AttributeName: one.name, AttributeType: one.type })),
        KeySchema: attributes.map((one, at) => ({ AttributeName: one.name, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  });
}

/** What `trinity import dev --inspect` does between synthesis and output. */
async function inspect(aws: Aws, declared: readonly DeclaredTable[]): Promise<void> {
  const given = new Map<string, string>();
  const wanted = (names: readonly string[]) => new Set(matchTables(names, declared, given).declared.keys());
  const found = await tablesOfAccount(aws, { region: REGION, wanted, signal: new AbortController().signal });
  const inspected = inspectTables(found, declared, { given });
  const matched = inspected.filter((one) => one.declared !== undefined).length;
  if (inspected.length !== TABLES || matched !== declared.length) {
    throw new Error(
      `${inspected.length} tables were found, ${matched} of them declared, not ${TABLES} and ${declared.length}.`,
    );
  }
}

async function timed(aws: Aws, work: (aws: Aws) => Promise<void>): Promise<number> {
  const start = performance.now();
  await work(aws);
  const ms = performance.now() - start;
  for (const [, client] of clientsOf(aws)) client.destroy();
  return ms;
}

interface Call {
  readonly operation: string;
  readonly command: unknown;
}
type Send = (command: unknown, options?: unknown) => Promise<unknown>;

interface Client {
  send: Send;
  destroy(): void;
}

const clientsOf = (aws: Aws): [keyof Aws, Client][] =>
  (Object.entries(aws) as [keyof Aws, Client][]).filter(([, one]) => typeof one === 'object');

/** Requests to one service, in their order, and the most of them that were underway at a time. */
interface Asked {
  readonly client: keyof Aws;
  readonly calls: Call[];
  underway: number;
  most: number;
}

/** The same clients; what they are asked is written down. */
function recorded(aws: Aws): { readonly aws: Aws; readonly asked: readonly Asked[] } {
  const asked = clientsOf(aws).map(([name, client]) => {
    const one: Asked = { client: name, calls: [], underway: 0, most: 0 };
    const send = client.send.bind(client);
    client.send = async (command, options) => {
      one.calls.push({ operation: (command as object).constructor.name.replace(/Command$/, ''), command });
      one.underway += 1;
      one.most = Math.max(one.most, one.underway);
      try {
        return await send(command, options);
      } finally {
        one.underway -= 1;
      }
    };
    return one;
  });
  return { aws, asked };
}

/** Lists the tables, page after page, as nobody can do otherwise; then asks all else, of each service as many at a time. */
async function sendAll(aws: Aws, asked: readonly Asked[]): Promise<void> {
  const isList = ({ operation }: Call): boolean => operation === 'ListTables';
  const send = async (client: keyof Aws, { command }: Call): Promise<void> => {
    try {
      await (aws[client] as unknown as Client).send(command);
    } catch (error) {
      // A table without a policy answers so; the reader takes it for an answer, too.
      if (!(error instanceof Error && error.name === 'PolicyNotFoundException')) throw error;
    }
  };
  for (const { client, calls } of asked) for (const call of calls.filter(isList)) await send(client, call);
  await Promise.all(
    asked.map(({ client, calls, most }) =>
      inParallel(
        calls.filter((call) => !isList(call)),
        most,
        (call) => send(client, call),
      ),
    ),
  );
}

/** Requests for all tables at once: the list, and the days of the last writes. */
const OF_ALL: readonly string[] = ['ListTables', 'GetMetricData'];

function callsPerTable(requests: Readonly<Record<string, number>>, declared: number) {
  const each = Object.entries(requests).filter(([operation]) => !OF_ALL.includes(operation));
  const details = each.filter(([operation]) => operation !== 'DescribeTable');
  const undeclared = (requests['DescribeTable'] ?? 0) / TABLES;
  return { undeclared, declared: undeclared + details.reduce((sum, [, count]) => sum + count, 0) / declared };
}
