import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createFaults, type Faults } from './faults';
import { paginate } from './pages';
import { answer, type Reply } from './routes';
import { emptyState, type GitHubState } from './state';

export { SHA, type GitHubState } from './state';

/** A GitHub on this machine that speaks the part of the REST protocol that reviews are posted with. */
export interface LocalGitHub {
  readonly url: string;
  readonly state: GitHubState;
  readonly faults: Faults;
  /** `POST /repos/acme/trinity/issues/7/comments`, each that came, in order. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/** @param now epoch milliseconds, for rate limits. Default: the clock. */
export async function startGitHub(now: () => number = Date.now): Promise<LocalGitHub> {
  const state = emptyState();
  const faults = createFaults(now);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', url);
    const operation = `${request.method} ${address.pathname}`;
    requests.push(operation);
    const text = Buffer.concat(await request.toArray()).toString('utf8');
    const fault = faults.take(operation);
    if (fault?.kind === 'slow') await delay(fault.milliseconds, undefined, { ref: false });
    const isLost = fault?.kind === 'drop' && fault.done !== true;
    const reply = fault?.kind === 'reply' ? fault.reply : isLost ? undefined : replyTo(request, address, text);
    if (!reply || fault?.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    send(response, reply);
  }

  function replyTo(request: IncomingMessage, address: URL, text: string): Reply {
    if (request.headers.authorization !== `Bearer ${state.token}`) {
      return { status: 401, body: { message: 'Bad credentials', status: '401' } };
    }
    const [, name, byId, path = ''] =
      /^(?:\/repos\/([^/]+\/[^/]+)|\/repositories\/(1))(\/.*)$/.exec(address.pathname) ?? [];
    if (name !== undefined && state.earlierNames.includes(name)) {
      const location = `${url}/repositories/1${path}${address.search}`;
      return { status: 301, body: { message: 'Moved Permanently', url: location }, headers: { location } };
    }
    if (name !== state.repository && byId === undefined) return { status: 404, body: { message: 'Not Found' } };
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return paginate(answer(state, { method: request.method ?? 'GET', path, body }), address);
  }

  return {
    url,
    state,
    faults,
    requests,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}
