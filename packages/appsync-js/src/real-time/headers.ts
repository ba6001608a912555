import type { IncomingMessage } from 'node:http';
import { isObject } from '../json';

/** By names in lower case. */
export type ConnectionHeaders = Readonly<Record<string, string>>;

/** The only protocol that AppSync speaks, whatever libraries have made of its name. */
export const PROTOCOL = 'graphql-ws';

/** Where a custom domain of AppSync's has it: clients derive it from the endpoint. */
export const REAL_TIME_PATH = '/graphql/realtime';

const IN_PROTOCOL = 'header-';

/** What a client offers in Sec-WebSocket-Protocol. */
export const protocolsOf = ({ headers }: Pick<IncomingMessage, 'headers'>): readonly string[] =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());

/**
 * Who connects. AppSync takes it as a protocol, `header-` and base64url of JSON, which is how browsers send it; as `header` in the query
 * string, in base64; or as the request's own headers.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 *
 * @returns undefined for what is none of them
 */
export function connectionHeaders(request: Pick<IncomingMessage, 'headers' | 'url'>): ConnectionHeaders | undefined {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const inProtocol = protocolsOf(request).find((one) => one.startsWith(IN_PROTOCOL));
  const encoded = inProtocol?.slice(IN_PROTOCOL.length) ?? searchParams.get('header');
  return encoded === null ? headersOf(request.headers) : headersOf(decode(encoded));
}

/** Headers out of JSON, or out of Node; those that are no text are left out. */
export function headersOf(given: unknown): ConnectionHeaders | undefined {
  if (!isObject(given)) return undefined;
  const texts = Object.entries(given).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value as string]));
}

/** Node takes both alphabets of base64, with padding or without. */
function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
