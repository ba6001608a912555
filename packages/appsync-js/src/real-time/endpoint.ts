import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseUpgrade } from '../../../../programs/loopback-server';
import type { Api } from '../definition';
import { MAX_BODY_BYTES } from '../http';
import { Connection } from './connection';
import { connectionHeaders, PROTOCOL, protocolsOf } from './headers';

/** AppSync's real-time endpoint, of one server: takes requests that ask for a WebSocket. */
export class RealTimeEndpoint {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BODY_BYTES,
    handleProtocols: () => PROTOCOL,
  });

  /**
   * Answers an `upgrade` of a server.
   *
   * @param api asked for each message, so that an API can be replaced while it is served
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, api: () => Api): void {
    if (!protocolsOf(request).includes(PROTOCOL)) {
      const found = request.headers['sec-websocket-protocol'] ?? 'nothing';
      const message = `Sec-WebSocket-Protocol is ${found}: AppSync takes ${PROTOCOL}, and "header-" with who asks beside it.\n`;
      return refuseUpgrade(socket, 400, message);
    }
    const headers = connectionHeaders(request);
    this.server.handleUpgrade(request, socket, head, (client) => connect(client, headers, api));
  }

  /** Ends all connections. */
  close(): void {
    for (const client of this.server.clients) {
      client.close(1001, 'The server ends.');
      setImmediate(() => client.terminate()); // whoever does not answer
    }
  }
}

function connect(client: WebSocket, headers: ReturnType<typeof connectionHeaders>, api: () => Api): void {
  const connection = new Connection({ api, headers, channel: client });
  client.on('message', (data) => {
    connection.receive((data as Buffer).toString('utf8')).catch((error: Error) => {
      const errors = [{ errorType: 'InternalFailure', message: `The local run failed: ${error.message}` }];
      client.send(JSON.stringify({ type: 'error', payload: { errors } }));
    });
  });
  client.on('close', () => connection.end());
  client.on('error', () => connection.end()); // what is no WebSocket message; ws closes it
}
