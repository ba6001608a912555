export { hasExpired } from './auth/api-key';
export { createUserPool, type UserPool } from './auth/user-pool';
export type {
  AuthenticationProvider,
  LambdaAuthorizerConfig,
  UserPoolConfig,
  UserPoolKeys,
} from './auth/authentication';
export { createApi } from './create-api';
export type {
  Api,
  ApiDefinition,
  ApiOptions,
  ApiRequest,
  ApiResponse,
  AppsyncFunction,
  Backends,
  DataSource,
  DynamodbOperation,
  Invocation,
  InvocationType,
  Resolver,
  Subscriber,
  Subscription,
} from './definition';
export { ResolverCodeError, type Problem } from './errors';
export { providersOf } from './auth/providers';
export type { GraphiqlPage, StaticFile } from './graphiql';
export { answerHttp, type HttpRequest, type HttpResponse } from './http';
export type { Place, PlaceOf } from './place';
export { serveApi, type FileRequest, type ServeOptions } from './serve';
