import { randomUUID } from 'node:crypto';
import type { Api, ApiRequest, ApiResponse } from './definition';
import { isAbsent, isObject } from './json';
import { refusal } from './response';

/** As Node has them: names in lower case. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request to an API's endpoint, read to its end. */
export interface HttpRequest {
  readonly method: string;
  /** The query string. */
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Of a body that is too long, a byte more than AppSync takes is enough. */
  readonly body: Uint8Array;
  /** Addresses from which it comes. @default this machine's */
  readonly sourceIp?: readonly string[];
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** Bytes of a GraphQL request that AppSync takes (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_AppSyncParameters.html). */
export const MAX_BODY_BYTES = 1_048_576;

/** What the address takes: queries by either, mutations by POST. */
const METHODS = ['GET', 'POST'];

/**
 * Answers GraphQL over HTTP as AppSync does: queries by GET, anything by POST, and whoever may not ask learns nothing else.
 *
 * https://github.com/graphql/graphql-over-http/issues/81, by AppSync's team
 */
export async function answerHttp(api: Api, request: HttpRequest): Promise<HttpResponse> {
  const headers = textOf(request.headers);
  const read = readRequest(request);
  const from = { headers, ...(request.sourceIp && { sourceIp: request.sourceIp }) };
  return toHttp('status' in read ? ((await api.authorize(from)) ?? read) : await api.execute({ ...read, ...from }));
}

/** A response as it goes over HTTP: one that is an error says its type in a header, too. */
export function toHttp({ status, body }: ApiResponse): HttpResponse {
  const errorType = status < 400 ? undefined : (body as { errors?: { errorType?: string }[] }).errors?.[0]?.errorType;
  return {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'x-amzn-requestid': randomUUID(),
      ...(errorType !== undefined && { 'x-amzn-errortype': errorType }), // seen in amplify-js#4270
      ...(status === 405 && { allow: METHODS.join(', ') }),
    },
    body: JSON.stringify(body),
  };
}

/** @returns the refusal of what is no GraphQL request */
function readRequest({ method, query, body }: HttpRequest): ApiRequest | ApiResponse {
  if (method === 'GET') {
    const asked = { ...Object.fromEntries(query), variables: jsonOf(query.get('variables')) };
    const wanted = 'query (text), and variables (a JSON object) and operationName (text) where needed';
    const read = toRequest(asked, `Send ${wanted} in the query string.`);
    return 'status' in read ? read : { ...read, queriesOnly: true };
  }
  if (method !== 'POST') return malformed(405, `GraphQL takes ${METHODS.join(' and ')}, not ${method}.`);
  if (body.length > MAX_BODY_BYTES) {
    const message = `The request has more than ${MAX_BODY_BYTES} bytes; AppSync takes no more.`;
    return refusal(413, 'RequestEntityTooLargeException', message);
  }
  if (body.length === 0) return malformed(400, 'Request body is empty.');
  const wanted = 'a JSON object with query (text), and variables (object) and operationName (text) where needed';
  return toRequest(jsonOf(Buffer.from(body).toString('utf8')), `Send ${wanted}.`);
}

/** @param hint what to send, for whoever sent something else */
function toRequest(asked: unknown, hint: string): ApiRequest | ApiResponse {
  const { query, variables, operationName } = isObject(asked) ? asked : {};
  const isRead =
    typeof query === 'string' &&
    (isAbsent(variables) || isObject(variables)) &&
    (isAbsent(operationName) || typeof operationName === 'string');
  if (!isRead) return malformed(400, `Unable to parse GraphQL query. ${hint}`);
  return { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) };
}

const malformed = (status: number, message: string): ApiResponse =>
  refusal(status, 'MalformedHttpRequestException', message);

/** The value of a JSON text; the text itself when it is none, and undefined for no text. */
function jsonOf(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(headers: Headers): Record<string, string> {
  const texts = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(',')] as const);
  return Object.fromEntries(texts);
}
