import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';
import type { Cognito } from '../cognito';
import { answerCognito, isForCognito } from '../cognito/endpoint';
import type { LocalLambda } from '.';
import { InvocationRefused } from './definition';

export interface EndpointOptions {
  readonly lambda: Pick<LocalLambda, 'invoke'>;
  readonly cognito: Cognito;
  /** A token of the API's user pool with these claims; what it throws is told. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => string;
}

const INVOKE = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/;

/**
 * Lambda's Invoke over HTTP, for whoever asks functions by their name: each alias is what runs now. Beside it, for whoever
 * runs the system, Cognito's operations, and `/sign`, which answers with a token of the user pool.
 */
export function serveFunctions(options: EndpointOptions): Promise<LoopbackServer> {
  return serveLoopback((request, response) => answer(options, request, response));
}

async function answer(
  { lambda, cognito, sign }: EndpointOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body) ?? 'null');
  };
  const refuse = (status: number, type: string, Message: string): void =>
    send(status, { Type: 'User', Message }, { 'x-amzn-errortype': type });
  // Only browsers send it: no page may have functions do something.
  if (request.headers.origin !== undefined) {
    request.resume();
    return refuse(403, 'AccessDeniedException', 'Pages are not answered.');
  }
  if (isForCognito(request)) return answerCognito(cognito, request, response);
  const body = await text(request);
  const { url = '', method } = request;
  const [, name] = INVOKE.exec(url) ?? [];
  if (method !== 'POST' || (name === undefined && url !== '/sign')) {
    return refuse(404, 'UnknownOperationException', `The local Lambda knows Invoke only, not ${method} ${url}`);
  }
  try {
    const payload = JSON.parse(body || 'null') as unknown;
    if (name === undefined) return send(200, { token: sign(payload as Readonly<Record<string, unknown>>) });
    const { payload: answered, functionError } = await lambda.invoke(
      decodeURIComponent(name),
      'RequestResponse',
      payload,
    );
    if (functionError) send(200, functionError, { 'x-amz-function-error': 'Unhandled' });
    else send(200, answered);
  } catch (error) {
    if (error instanceof InvocationRefused) return refuse(404, error.name, error.message);
    if (error instanceof SyntaxError) return refuse(400, 'InvalidRequestContentException', error.message);
    throw error;
  }
}
