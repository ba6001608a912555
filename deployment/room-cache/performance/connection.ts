import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Post } from '../../graphql';

/** One connection that is kept open, as the app of one member keeps it. */
export interface Connection {
  readonly post: Post;
  close(): void;
}

/** @param endpoint URL, `https:` or `http:`. Nothing is connected before the first request. */
export function openConnection(endpoint: string): Connection {
  const isSecure = new URL(endpoint).protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 1 };
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  const request = isSecure ? requestHttps : requestHttp;

  const post: Post = ({ headers: own }, body, signal) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...own,
      };
      const outgoing = request(endpoint, { method: 'POST', agent, headers, signal }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { post, close: () => agent.destroy() };
}
