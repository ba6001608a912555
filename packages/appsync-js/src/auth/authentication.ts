/**
 * The ways in that are known here, in AppSync's words. A way in is a mode with its settings.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#authorization-types
 */
export type AuthenticationProvider =
  | { readonly authenticationType: 'API_KEY' }
  | { readonly authenticationType: 'AWS_LAMBDA'; readonly lambdaAuthorizerConfig: LambdaAuthorizerConfig }
  | { readonly authenticationType: 'AMAZON_COGNITO_USER_POOLS'; readonly userPoolConfig: UserPoolConfig };

export type AuthenticationType = AuthenticationProvider['authenticationType'];

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_LambdaAuthorizerConfig.html */
export interface LambdaAuthorizerConfig {
  /** ARN of a function, of a version or of an alias. */
  readonly authorizerUri: string;
  /** For how long an answer counts for its token: 0 to 3600 seconds, 0 for one request. @default 0 */
  readonly authorizerResultTtlInSeconds?: number;
  /**
   * A regular expression: the function is not asked about a token that it does not match as a whole. AWS says neither whose
   * expressions these are (here: JavaScript's) nor whether a part is enough: `^` and `$` around it mean the same everywhere.
   *
   * @default it is asked about all
   */
  readonly identityValidationExpression?: string;
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UserPoolConfig.html */
export interface UserPoolConfig {
  readonly userPoolId: string;
  readonly awsRegion: string;
  /**
   * What a member of the pool may do with a field that no directive speaks of. Of the default provider only.
   *
   * @default ALLOW
   */
  readonly defaultAction?: 'ALLOW' | 'DENY';
  /** A regular expression, as above: the ids of the clients whose tokens are taken. @default all */
  readonly appIdClientRegex?: string;
}

/** A pool's public keys, as Cognito serves them at `<issuer>/.well-known/jwks.json`. */
export interface UserPoolKeys {
  /** Of each: `kty`, `n`, `e`, `kid`, `alg`, `use`. */
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** All ways into an API, the default first. */
export type Providers = readonly [AuthenticationProvider, ...AuthenticationProvider[]];
