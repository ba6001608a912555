import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

import dynalite from 'dynalite';

import { onlyHere } from '../../programs/loopback-server';

/** dynalite on a thread of its own: its work does not queue behind GraphQL's, and it cannot outlive the process. */
const { path } = workerData as { path?: string };
const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0, ...(path ? { path } : {}) });
server.keepAliveTimeout = 0;

/** Requests that have come in whole and have no answer. One whose client has gone works on, and throws when its store is closed. */
let underway = 0;
let onQuiet: (() => void) | undefined;

const [answer] = server.listeners('request') as [RequestListener];
server.removeAllListeners('request');
server.on(
  'request',
  onlyHere((request, response) => {
    delete request.headers.origin; // dynalite lets the pages of every origin read what it answers to one that names its own
    count(request, response);
    answer(request, response);
  }),
);

function count(request: IncomingMessage, response: ServerResponse): void {
  request.once('end', () => (underway += 1));
  const end = response.end.bind(response);
  response.end = ((...args: Parameters<typeof end>) => {
    underway -= 1;
    if (underway === 0) onQuiet?.();
    return end(...args);
  }) as typeof response.end;
}

server.on('error', (error) => {
  throw error;
});

server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});

parentPort?.on('message', () => {
  server.on('connection', (socket: Socket) => socket.destroy());
  server.closeAllConnections();
  const close = (): void => void server.close(() => parentPort?.close());
  if (underway === 0) close();
  else onQuiet = close;
});
