import type { ApiDefinition, ApiOptions, Backends, GivenBackends } from '../definition';
import type { Problem } from '../errors';
import { judgeApiKey } from './api-key';
import type { AuthenticationProvider, Providers } from './authentication';
import { type Asking, unauthorized, type Verdict } from './caller';
import { LambdaAuthorizer } from './lambda-authorizer';
import { arnOf, checkProviders } from './providers';
import { isJwt, judgeToken } from './user-pools';

export type { Asking, Caller, Verdict } from './caller';

/** "Lambda authorizers have a timeout of 10 seconds." */
const AUTHORIZER_TIMEOUT_MS = 10_000;

/** The ways into an API. */
export interface Doors {
  /** Lets a request in, or not. */
  judge(request: Asking): Promise<Verdict>;
}

/**
 * Opens the doors that the definition names. By which one a request comes follows from its headers: `x-api-key` to the API
 * keys; in `Authorization`, a JWT to the user pools and anything else to the authorizer. "If the API has the AWS_LAMBDA and
 * OPENID_CONNECT authorization modes or the AMAZON_COGNITO_USER_POOLS authorization mode enabled, then the OIDC token cannot be
 * used as the AWS_LAMBDA authorization token."
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 *
 * That a key goes before a token, where both come, is believed, not known.
 *
 * @param problems takes what AppSync would refuse, and which backend is missing
 */
export function openDoors(
  definition: ApiDefinition,
  providers: Providers,
  backends: GivenBackends,
  { authorizerTimeout = AUTHORIZER_TIMEOUT_MS }: ApiOptions,
  problems: Problem[],
): Doors {
  problems.push(...checkProviders(providers));
  const needed = <T>(backend: T | undefined, name: string, { authenticationType }: AuthenticationProvider): T => {
    if (backend === undefined) {
      const message = `${authenticationType} needs the backend ${name} of createApi.`;
      problems.push({ where: 'authentication', message });
    }
    return backend as T; // without it, nobody gets this far
  };
  const now = () => backends.now?.() ?? Date.now();
  const byKey = providers.find(({ authenticationType }) => authenticationType === 'API_KEY');
  const byFunction = providers.find((one) => one.authenticationType === 'AWS_LAMBDA');
  const byPool = providers.filter((one) => one.authenticationType === 'AMAZON_COGNITO_USER_POOLS');
  const authorizer =
    byFunction &&
    new LambdaAuthorizer({
      provider: byFunction,
      api: identityOf(arnOf(definition)),
      invoke: needed(invokerOf(backends), 'invoke', byFunction),
      now,
      timeout: authorizerTimeout,
    });
  const [pool] = byPool;
  const userPools = pool && {
    providers: byPool,
    keysOf: needed(backends.userPoolKeys?.bind(backends), 'userPoolKeys', pool),
    now,
  };
  return {
    async judge(request) {
      const key = request.apiKey ?? request.headers?.['x-api-key'];
      if (byKey && key !== undefined) return judgeApiKey(definition, byKey, key, now());
      const token = request.headers?.['authorization']?.trim();
      if (token) {
        if (userPools && (!authorizer || isJwt(token))) return judgeToken(userPools, token, request);
        if (authorizer) return authorizer.judge(token, request);
      }
      return unauthorized('Valid authorization header not provided.');
    },
  };
}

function invokerOf(backends: GivenBackends): Backends['invokeAuthorizer'] {
  if (backends.invokeAuthorizer) return backends.invokeAuthorizer.bind(backends);
  const invoke = backends.invoke?.bind(backends);
  return invoke && ((functionArn, event) => invoke(functionArn, 'RequestResponse', event));
}

/** @param arn `arn:aws:appsync:eu-west-1:111122223333:apis/ID` */
function identityOf(arn: string): { apiId: string; accountId: string } {
  const [, , , , accountId = '', resource = ''] = arn.split(':');
  return { apiId: resource.slice(resource.indexOf('/') + 1), accountId };
}
