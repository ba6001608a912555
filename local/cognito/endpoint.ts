import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';
import { accessKeyOf } from '../iam/door';
import { type Cognito, CognitoRefusal } from '.';

/** As Cognito has it: a page of any origin signs people in. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'x-amzn-errortype',
  'access-control-max-age': '172800',
};

const TARGET = 'AWSCognitoIdentityProviderService.';
const PUBLIC = /^\/([\w-]+_[0-9A-Za-z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

/** Cognito over HTTP, on this machine: its operations (JSON 1.1), and of each pool the keys by which its tokens are verified. */
export function serveCognito(cognito: Cognito): Promise<LoopbackServer> {
  return serveLoopback(async (request, response) => {
    const { url = '/', method } = request;
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (method === 'OPTIONS') {
      request.resume();
      response.writeHead(200).end();
      return;
    }
    const [, poolId, file] = PUBLIC.exec(new URL(url, 'http://localhost').pathname) ?? [];
    if (method !== 'GET' || poolId === undefined) return answerCognito(cognito, request, response);
    await send(response, async () => {
      const { issuer, keys } = await cognito.published(poolId);
      if (file === 'jwks.json') return keys;
      return openidConfiguration(issuer, `http://${request.headers.host}/${poolId}/.well-known/jwks.json`);
    });
  });
}

/** Whether a request is one for Cognito. */
export const isForCognito = ({ headers }: IncomingMessage): boolean =>
  String(headers['x-amz-target']).startsWith(TARGET);

export async function answerCognito(
  cognito: Cognito,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const target = String(request.headers['x-amz-target']);
  await send(response, () => {
    if (!target.startsWith(TARGET))
      throw new CognitoRefusal(
        'UnknownOperationException',
        `x-amz-target is "${target}"; ${TARGET}… is answered here.`,
      );
    const operation = target.slice(TARGET.length);
    // Only browsers send it, and whoever has a page in one could write a signature.
    if (request.headers.origin !== undefined && cognito.isForAdministrators(operation))
      throw new CognitoRefusal('AccessDeniedException', `${operation} is for administrators: pages are not answered.`);
    return cognito.answer({ operation, body, isSigned: accessKeyOf(request) !== '' });
  });
}

async function send(response: ServerResponse, answer: () => Promise<object>): Promise<void> {
  const type = { 'content-type': 'application/x-amz-json-1.1' };
  try {
    const body = JSON.stringify(await answer());
    response.writeHead(200, type).end(body);
  } catch (error) {
    if (!(error instanceof CognitoRefusal)) throw error;
    const { name, message } = error;
    response.writeHead(400, { ...type, 'x-amzn-errortype': name }).end(JSON.stringify({ __type: name, message }));
  }
}

const openidConfiguration = (issuer: string, jwks: string) => ({
  issuer,
  jwks_uri: jwks,
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'token'],
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
});
