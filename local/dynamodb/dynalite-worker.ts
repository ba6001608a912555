import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

import dynalite from 'dynalite';

/** dynalite on a thread of its own: its work does not queue behind GraphQL's, and it cannot outlive the process. */
const { path } = workerData as { path?: string };
const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0, ...(path ? { path } : {}) });
server.keepAliveTimeout = 0;

server.on('error', (error) => {
  throw error;
});

server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});

parentPort?.on('message', () => {
  server.close(() => {
    parentPort?.postMessage({ closed: true });
    parentPort?.close();
  });
  server.closeAllConnections();
});
