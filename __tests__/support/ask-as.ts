import { request, type IncomingMessage } from 'node:http';

export interface Asked {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A request with headers that `fetch` sets itself: Host and Origin. */
export function askAs(url: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode, headers: incoming.headers, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
