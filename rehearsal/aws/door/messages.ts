import type { IncomingHttpHeaders } from 'node:http';
import { own } from '../../../keys/own';

/** How a service puts its answers and errors. */
export type Protocol = 'json' | 'query' | 'rest-json' | 'rest-xml' | 'cbor' | 'graphql';

/** A request to AWS, read to its end. */
export interface AwsRequest {
  /** The name under which it is signed: `dynamodb`, `monitoring` (CloudWatch), `logs` …; `graphql` for a deployed API's endpoint. */
  readonly service: string;
  /** In AWS's words: `CreateTable`. For a REST request that no service here knows: method and path. */
  readonly operation: string;
  readonly protocol: Protocol;
  readonly method: string;
  /** With its path as it came, escapes included. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of a service that asks for nobody but itself. Default: whoever has signed asks. */
  readonly by?: InItsOwnName;
}

/** A service that asks for nobody but itself, and for which of its resources. */
export interface InItsOwnName {
  /** `appsync.amazonaws.com` */
  readonly service: string;
  readonly sourceArn: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

/** Whatever answers requests: a service, or what stands before one. */
export type Answer = (request: AwsRequest) => Promise<AwsResponse>;

/** An error that AWS answers, whatever the protocol. `name` is AWS's code, `ResourceNotFoundException`. */
export class AwsError extends Error {
  /** @param details further members of the error, beside its message. */
  constructor(
    readonly status: number,
    override readonly name: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export type JsonObject = Record<string, unknown>;

/** The body of a JSON request; an empty one is an empty object. @throws AwsError when it is not JSON */
export function jsonOf({ body }: Pick<AwsRequest, 'body'>): JsonObject {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as JsonObject;
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body of the request is not JSON.');
  }
}

/** @param type content type. @default application/json */
export function json(status: number, body: unknown, type = 'application/json'): AwsResponse {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) };
}

export const xml = (status: number, body: string): AwsResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const empty = (status: number): AwsResponse => ({ status, headers: {}, body: '' });

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Headers without some, whose names are in lower case. */
export function without<T>(headers: Readonly<Record<string, T>>, ...names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => own(entities, character) ?? '');
