import {
  type Api,
  type ApiDefinition,
  type ApiOptions,
  type ApiResponse,
  type AuthenticationProvider,
  type Backends,
  createUserPool,
} from '../../packages/appsync-js/src';
import { computing, createTestApi, unit } from './test-api';

/** A day on which all of these tests are. Epoch milliseconds. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

export const AUTHORIZER = 'arn:aws:lambda:eu-west-1:111122223333:function:doorkeeper:live';
export const ARN = 'arn:aws:appsync:eu-west-1:111122223333:apis/abcdefghijklmnopqrstuvwxyz';

export const pool = createUserPool({ userPoolId: 'eu-west-1_Ab1Cd2Ef3', awsRegion: 'eu-west-1' }, () => NOW);
export const otherPool = createUserPool({ userPoolId: 'eu-west-1_Others', awsRegion: 'eu-west-1' }, () => NOW);

export const byKey: AuthenticationProvider = { authenticationType: 'API_KEY' };
export const byFunction = (config: object = {}): AuthenticationProvider => ({
  authenticationType: 'AWS_LAMBDA',
  lambdaAuthorizerConfig: { authorizerUri: AUTHORIZER, ...config },
});
export const byPool = (config: object = {}): AuthenticationProvider => ({
  authenticationType: 'AMAZON_COGNITO_USER_POOLS',
  userPoolConfig: { userPoolId: 'eu-west-1_Ab1Cd2Ef3', awsRegion: 'eu-west-1', ...config },
});

/** An API whose `Query.value` shows who asks. */
export const createApiWith = (
  [authentication, ...additionalAuthenticationProviders]: readonly AuthenticationProvider[],
  backends: Partial<Backends> = {},
  definition: Partial<ApiDefinition> = {},
  options?: ApiOptions,
): Api =>
  createTestApi(
    {
      arn: ARN,
      ...(authentication && { authentication }),
      additionalAuthenticationProviders,
      resolvers: [computing(unit('return {};', 'return { identity: ctx.identity, type: util.authType() };'))],
      ...definition,
    },
    {
      now: () => NOW,
      userPoolKeys: ({ userPoolId }) => (userPoolId === 'eu-west-1_Others' ? otherPool : pool).keys,
      ...backends,
    },
    options,
  );

/** Asks with a header Authorization, or without. */
export const askWith = (
  api: Api,
  authorization?: string,
  query = '{ value }',
  more: object = {},
): Promise<ApiResponse> =>
  api.execute({ query, headers: authorization === undefined ? {} : { authorization }, ...more });

/** What `Query.value` shows. */
export function shown({ status, body }: ApiResponse): unknown {
  const { data, errors } = body as { data?: { value: string }; errors?: unknown };
  return status === 200 && !errors ? JSON.parse(data!.value) : { status, errors };
}

export const unauthorized = (message: string) => ({
  status: 401,
  body: { errors: [{ errorType: 'UnauthorizedException', message }] },
});
export const NOT_AUTHORIZED = unauthorized('You are not authorized to make this call.');
