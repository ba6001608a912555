import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../user-error';
import type { Api, ApiRequest, ApiResponse } from './definition';
import { graphiqlFile } from './graphiql';
import { refusal } from './response';

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** @default 127.0.0.1, which only this machine reaches */
  readonly host?: string;
  /** The key that the GraphiQL page sends along. @default the page sends none */
  readonly apiKey?: string;
}

/** Bytes of a GraphQL request that AppSync takes (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_AppSyncParameters.html). */
const MAX_BODY_BYTES = 1_048_576;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*',
};

/**
 * Serves an API over HTTP: GraphQL at `POST /graphql`, GraphiQL at `/`, `GET /ping` for whoever waits for it.
 *
 * @param getApi asked for each request, so that an API can be replaced while it is served
 * @throws UserError when the port is in use
 */
export async function serveApi(
  getApi: () => Api,
  options: ServeOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response, getApi, options).catch((error: Error) =>
      sendJson(response, refusal(500, 'InternalFailure', `The local run failed: ${error.message}`)),
    );
  });
  server.keepAliveTimeout = 60_000; // clients keep their connections longer than Node's 5 s
  const host = options.host ?? '127.0.0.1';
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(
      `Port ${port} of ${host} is in use. Stop what listens there, or choose another one with --port.`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES') {
    return new UserError(
      `Port ${port} needs more rights than this process has. Choose one from 1024 to 65535 with --port.`,
      { cause: error },
    );
  }
  return error;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  getApi: () => Api,
  options: ServeOptions,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '');
  if (path === '/graphql') return sendJson(response, await graphql(request, getApi));
  if (request.method !== 'GET')
    return sendJson(response, refusal(404, 'NotFoundException', `There is no ${request.method} ${path}.`));
  if (path === '/ping') return send(response, 200, 'text/plain', 'ok');
  const file = await graphiqlFile(path, options.apiKey);
  if (file) return send(response, 200, file.type, file.content);
  return sendJson(
    response,
    refusal(404, 'NotFoundException', `There is no GET ${path}. GraphQL is at POST /graphql, GraphiQL at /.`),
  );
}

async function graphql(request: IncomingMessage, getApi: () => Api): Promise<ApiResponse> {
  if (request.method !== 'POST') return refusal(405, 'MalformedHttpRequestException', 'GraphQL is at POST /graphql.');
  const text = await readBody(request);
  if (text === undefined) {
    return refusal(
      413,
      'RequestEntityTooLargeException',
      `The request has more than ${MAX_BODY_BYTES} bytes; AppSync takes no more.`,
    );
  }
  const body = parseBody(text);
  if (!body) {
    const wanted = 'a JSON object with query (text), and variables (object) and operationName (text) where needed';
    return refusal(400, 'MalformedHttpRequestException', `Unable to parse the request. Send ${wanted}.`);
  }
  return getApi().execute({ ...body, headers: headersOf(request) });
}

/** @returns undefined when the body is too long */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString();
}

function parseBody(text: string): Pick<ApiRequest, 'query' | 'variables' | 'operationName'> | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  const { query, variables, operationName } = body;
  if (typeof query !== 'string') return undefined;
  if (variables !== undefined && variables !== null && !isObject(variables)) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  return { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

function sendJson(response: ServerResponse, { status, body }: ApiResponse): void {
  send(response, status, 'application/json;charset=UTF-8', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, { ...CORS, 'content-type': type, 'content-length': Buffer.byteLength(content) });
  response.end(content);
}
