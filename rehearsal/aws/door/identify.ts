import type { IncomingHttpHeaders } from 'node:http';
import { own } from '../../../keys/own';
import { appsyncRoutes } from '../appsync/routes';
import { lambdaRoutes } from '../lambda/routes';
import type { AwsRequest, Protocol } from './messages';
import { findRoute, type Routes } from './routes';
import { s3Operation } from './s3-operation';

const restServices: Readonly<Record<string, Routes>> = { appsync: appsyncRoutes, lambda: lambdaRoutes };

/** Which service and which operation a request means, from what every AWS client sends. */
export function identify(request: Omit<AwsRequest, 'service' | 'operation' | 'protocol'>): AwsRequest {
  return { ...request, ...find(request) };
}

function find({ method, url, headers, body }: Parameters<typeof identify>[0]): {
  service: string;
  operation: string;
  protocol: Protocol;
} {
  const path = url.pathname;
  if (path.startsWith('/graphql/')) return { service: 'graphql', operation: 'Execute', protocol: 'graphql' };
  if (method === 'GET' && PUBLIC_KEYS.test(path))
    return { service: 'jwks', operation: 'GetSigningKeys', protocol: 'rest-json' };
  const service = serviceOf(headers, url);
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { service, operation: target.slice(target.lastIndexOf('.') + 1), protocol: 'json' };
  }
  // https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
  const cbor = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(path)?.[1];
  if (cbor !== undefined) return { service, operation: cbor, protocol: 'cbor' };
  if (service === 's3') return { service, operation: s3Operation(method, url, headers), protocol: 'rest-xml' };
  const routes = own(restServices, service);
  if (routes) {
    const operation = findRoute(routes, method, path)?.operation ?? `${method} ${path}`;
    return { service, operation, protocol: 'rest-json' };
  }
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body.toString('utf8') : '';
  const action = new URLSearchParams(form).get('Action') ?? url.searchParams.get('Action');
  if (action !== null) {
    return { service: isOfStrangers(action) ? 'sts' : service, operation: action, protocol: 'query' };
  }
  return { service, operation: `${method} ${path}`, protocol: 'rest-json' };
}

/** What nobody signs: it is asked by whoever has no credentials yet. */
const isOfStrangers = (action: string): boolean =>
  action === 'AssumeRoleWithWebIdentity' || action === 'AssumeRoleWithSAML';

/** Of a user pool: everybody may have them. */
const PUBLIC_KEYS = /^\/[\w-]+\/\.well-known\/jwks\.json$/;

/** @returns `unknown` for a request that nobody signed, except to Cognito: who signs in has no credentials yet. */
function serviceOf(headers: IncomingHttpHeaders, url: URL): string {
  const scope = headers.authorization ?? url.searchParams.get('X-Amz-Credential') ?? '';
  const isSignIn = headers['x-amz-target']?.toString().startsWith('AWSCognitoIdentityProviderService.');
  return /[^/]+\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(scope)?.[1] ?? (isSignIn ? 'cognito-idp' : 'unknown');
}
