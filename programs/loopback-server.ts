import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface LoopbackServer {
  endpoint: string;
  /** Ends open connections, too. */
  close(): Promise<void>;
}

/**
 * An HTTP server that only this machine reaches. An answer that throws ends its connection.
 * @param options.port a free one unless given
 * @param options.upgrade answers requests for a WebSocket; they are requests like others when it is absent
 * @param options.keepAliveTimeout milliseconds that an idle connection is kept, 0 for ever; Node's default when absent
 */
export async function serveLoopback(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  options: { port?: number; keepAliveTimeout?: number; upgrade?: UpgradeListener } = {},
): Promise<LoopbackServer> {
  const server = createServer(
    onlyHere((request, response) => {
      answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    }),
  );
  const upgraded = new Set<Duplex>();
  if (options.upgrade) {
    server.on('upgrade', onlyUpgradedHere(options.upgrade)).on('upgrade', (_, socket: Duplex) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
    });
  }
  if (options.keepAliveTimeout !== undefined) server.keepAliveTimeout = options.keepAliveTimeout;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}

/**
 * Lets a request through that was sent to this machine by one of its own names. A page of the internet whose name is made
 * to lead to 127.0.0.1 (DNS rebinding) reaches the port, and its browser sends the page's own name as `Host`.
 */
export function onlyHere(listener: RequestListener): RequestListener {
  return (request, response) => {
    const refused = refusedHere(request);
    if (refused === undefined) return listener(request, response);
    request.resume();
    response.writeHead(403, { 'content-type': 'text/plain' }).end(refused);
  };
}

/** The same, of a request that asks for a WebSocket. */
export function onlyUpgradedHere(listener: UpgradeListener): UpgradeListener {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy()); // a client that is gone
    const refused = refusedHere(request);
    if (refused === undefined) return listener(request, socket, head);
    refuseUpgrade(socket, 403, refused);
  };
}

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Answers a request for a WebSocket that gets none. */
export function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'content-type: text/plain', 'connection: close'];
  socket.end([...head, `content-length: ${Buffer.byteLength(message)}`, '', message].join('\r\n'));
}

/** @returns why a request is not answered */
function refusedHere({ headers: { host = '' }, socket }: IncomingMessage): string | undefined {
  const allowed = namesOf(socket.localPort ?? 0);
  if (allowed.includes(host.toLowerCase())) return undefined;
  return `Host is "${host}"; the local run answers to ${allowed.join(', ')}. Use one of these.\n`;
}

/** Host as clients send it: without the port where it is HTTP's own. */
const namesOf = (port: number): string[] =>
  ['localhost', '127.0.0.1'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
