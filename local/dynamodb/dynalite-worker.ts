import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

import dynalite from 'dynalite';

/** dynalite on a thread of its own: its work does not queue behind GraphQL's, and it cannot outlive the process. */
const { path } = workerData as { path?: string };
const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0, ...(path ? { path } : {}) });
server.keepAliveTimeout = 0;

/** Operations whose answer is not written. One whose client has gone works on, and throws when its store is closed. */
let underway = 0;
let onQuiet: (() => void) | undefined;

server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
  underway += 1;
  const end = response.end.bind(response);
  response.end = ((...args: Parameters<typeof end>) => {
    underway -= 1;
    if (underway === 0) onQuiet?.();
    return end(...args);
  }) as typeof response.end;
});

server.on('error', (error) => {
  throw error;
});

server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});

parentPort?.on('message', () => {
  // Connections that are open bring no more requests; those that are being read have come in whole or never will.
  server.removeAllListeners('connection');
  server.closeIdleConnections();
  const close = (): void => {
    server.close(() => parentPort?.close());
    server.closeAllConnections();
  };
  if (underway === 0) close();
  else onQuiet = close;
});
