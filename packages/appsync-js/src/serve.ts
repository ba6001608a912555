import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onlyHere, onlyUpgradedHere, refuseUpgrade } from '../../../programs/loopback-server';
import { UserError } from '../../../programs/user-error';
import type { Api } from './definition';
import { graphiqlFile, type GraphiqlPage, type StaticFile } from './graphiql';
import { answerHttp, type HttpRequest, type HttpResponse, MAX_BODY_BYTES, toHttp } from './http';
import { RealTimeEndpoint } from './real-time/endpoint';
import { REAL_TIME_PATH } from './real-time/headers';
import { refusal } from './response';

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** What a person chooses the port with, for a message. @default the option port */
  readonly portBy?: string;
  /** What the GraphiQL page is made of now. @default a page that sends no key */
  readonly page?: () => GraphiqlPage;
  /**
   * What is served by GET beside GraphQL, GraphiQL and `/ping`, such as a page at `/`. Whatever it has no file for is not found.
   *
   * @default nothing, and GraphiQL is at `/`, too
   */
  readonly files?: (asked: FileRequest) => StaticFile | undefined | Promise<StaticFile | undefined>;
}

export interface FileRequest {
  /** `/chat.js` */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By which name of this machine it is asked: `http://localhost:4000`. */
  readonly origin: string;
}

/** The address that only this machine reaches. */
const HOST = '127.0.0.1';

/**
 * For GraphQL alone, as AppSync has it: a web app on another port asks with its key. The page has the key in it, so that no
 * other origin may read it. The exposed headers are AppSync's own; a browser hides from an app what is not among them.
 */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-expose-headers':
    'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version',
};

/** The latter is that of AppSync's own real-time host. */
const REAL_TIME_PATHS = [REAL_TIME_PATH, '/graphql'];

/**
 * Serves an API over HTTP: GraphQL at `/graphql`, its subscriptions at `/graphql/realtime`, GraphiQL at `/graphiql`, `GET /ping` for
 * whoever waits for it. GraphiQL is at `/`, too, where the caller has no file there.
 *
 * @param getApi asked for each request, so that an API can be replaced while it is served
 * @throws UserError when the port is in use
 */
export async function serveApi(
  getApi: () => Api,
  options: ServeOptions,
): Promise<{ url: string; realTimeUrl: string; close(): Promise<void> }> {
  const current = following(getApi);
  const server = createServer(
    onlyHere((request, response) => {
      answer(request, response, current, options).catch((error: Error) =>
        send(response, toHttp(refusal(500, 'InternalFailure', `The local run failed: ${error.message}`))),
      );
    }),
  );
  const realTime = new RealTimeEndpoint();
  const onUpgrade = onlyUpgradedHere((request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (REAL_TIME_PATHS.includes(pathname)) return realTime.upgrade(request, socket, head, current);
    refuseUpgrade(socket, 404, `There is no WebSocket at ${pathname}. Subscriptions go to ${REAL_TIME_PATH}.\n`);
  });
  server.on('upgrade', onUpgrade);
  server.keepAliveTimeout = 60_000; // clients keep their connections longer than Node's 5 s
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/graphql`,
    realTimeUrl: `ws://localhost:${port}${REAL_TIME_PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        realTime.close();
      }),
  };
}

/** An API that takes another's place goes on with its subscriptions. */
function following(getApi: () => Api): () => Api {
  let last: Api | undefined;
  return () => {
    const api = getApi();
    if (last && last !== api) api.takeOver(last);
    return (last = api);
  };
}

function listen(server: Server, { port, portBy = 'the option port' }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, portBy)));
    server.listen(port, HOST, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, port: number, portBy: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(
      `Port ${port} of ${HOST} is in use. Stop what listens there, or choose another one with ${portBy}.`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES') {
    return new UserError(
      `Port ${port} needs more rights than this process has. Choose one from 1024 to 65535 with ${portBy}.`,
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
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  const { method = 'GET', headers } = request;
  if (path === '/graphql') {
    if (method === 'OPTIONS') return send(response, { status: 204, headers: CORS, body: '' });
    const asked: HttpRequest = { method, query, headers, body: await readBody(request) };
    const answered = await answerHttp(getApi(), asked);
    return send(response, { ...answered, headers: { ...answered.headers, ...CORS } });
  }
  if (method === 'GET' && path === '/ping') return sendFile(response, { type: 'text/plain', content: 'ok' });
  const file = method === 'GET' ? await fileAt({ path, query, origin: `http://${headers.host}` }, options) : undefined;
  if (file) return sendFile(response, file);
  const message = `There is no ${method} ${path}. GraphQL is at /graphql, GraphiQL at /graphiql.`;
  return send(response, toHttp(refusal(404, 'NotFoundException', message)));
}

async function fileAt(asked: FileRequest, { page, files }: ServeOptions): Promise<StaticFile | undefined> {
  const graphiql = (path: string) => graphiqlFile(path, asked.query, page?.() ?? {});
  return (
    (await graphiql(asked.path)) ??
    (await files?.(asked)) ??
    (asked.path === '/' ? await graphiql('/graphiql') : undefined)
  );
}

/** @returns of a body that is too long, a part that is too long, too */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** It is asked for anew each time: the next start, or a change, may have another. */
const OF_FILES = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' };

const sendFile = (response: ServerResponse, { status = 200, type, content, headers }: StaticFile): void =>
  send(response, { status, headers: { 'content-type': type, ...OF_FILES, ...headers }, body: content });

function send(
  response: ServerResponse,
  { status, headers, body }: Omit<HttpResponse, 'body'> & { body: string | Uint8Array },
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
