import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { messageOf, UserError } from '../../../programs/user-error';
import { startGuarded } from '../../guarded';
import { type Answer, AwsError, without, type AwsRequest, type AwsResponse } from '../door/messages';
import { oneAtATime } from './one-at-a-time';

export interface Moto {
  /** Bytes in, bytes out. */
  answer: Answer;
  close(): Promise<void>;
}

/** Milliseconds after which moto hangs: it imports hundreds of modules, on a busy machine for a minute. */
const START_MS = 300_000;

const NEXT = "Install it with `pip install 'moto[server]'` (5.2 is what the rehearsal was made with).";

/**
 * Starts moto, with an empty account of this number in memory.
 *
 * @throws UserError when it is not there or does not start
 */
export async function startMoto(account: string): Promise<Moto> {
  const port = await freePort();
  const command = ['env', `MOTO_ACCOUNT_ID=${account}`, 'moto_server', '-H', '127.0.0.1', '-p', String(port)] as const;
  const { child, end } = startGuarded(command, { stdio: ['ignore', 'pipe'] });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  const close = async () => {
    await end();
    agent.destroy();
  };
  const agent = new Agent({ keepAlive: false }); // moto's server ends each connection
  const target = { hostname: '127.0.0.1', port, agent };
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode === null && child.pid !== undefined && Date.now() < deadline) {
      await delay(100);
      continue;
    }
    const why = whyNot(child, said);
    await close();
    throw new UserError(why);
  }
  return { answer: oneAtATime(async (request) => named(request, await forward(target, request))), close };
}

/** What moto has not implemented it answers with 500 and a page of HTML, at which clients try again and again. */
function named({ service, operation }: AwsRequest, response: AwsResponse): AwsResponse {
  const isPage = String(response.headers['content-type']).startsWith('text/html');
  if (response.status !== 404 && response.status < 500) return response;
  if (!isPage || !response.body.toString().startsWith('<!doctype')) return response;
  throw new AwsError(
    400,
    'UnknownOperationException',
    `The emulated AWS does not know ${service} ${operation}: moto has not implemented it. Complete it in rehearsal/aws.`,
  );
}

function whyNot({ exitCode }: ChildProcess, said: string): string {
  if (exitCode === 127) return `The rehearsal needs moto, and there is no moto_server on the PATH. ${NEXT}`;
  const what = exitCode === null ? `did not answer within ${START_MS / 1000} s` : `ended with exit code ${exitCode}`;
  return `moto_server ${what}${said === '' ? '' : `: ${said.trim()}`}. ${NEXT}`;
}

function forward(target: object, { method, url, headers, body }: AwsRequest): Promise<AwsResponse> {
  return new Promise((resolve, reject) => {
    const kept = without(headers, 'connection', 'transfer-encoding', 'expect');
    const outgoing = httpRequest(
      { ...target, method, path: url.pathname + url.search, headers: { ...kept, 'content-length': body.length } },
      (incoming) => void read(incoming).then(resolve, reject),
    );
    outgoing.on('error', (cause) => reject(new Error(`moto does not answer: ${messageOf(cause)}`, { cause })));
    outgoing.end(body);
  });
}

async function read(incoming: IncomingMessage): Promise<AwsResponse> {
  const body = await buffer(incoming);
  const headers = without(incoming.headers, 'connection', 'transfer-encoding');
  return {
    status: incoming.statusCode ?? 502,
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    body,
  };
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/moto-api/`).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
