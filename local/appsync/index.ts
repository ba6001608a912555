export { hasExpired } from './auth';
export { createApi } from './create-api';
export type {
  Api,
  ApiDefinition,
  ApiOptions,
  ApiRequest,
  ApiResponse,
  Backends,
  DataSource,
  Invocation,
  Resolver,
} from './definition';
export { ResolverCodeError } from './errors';
export type { GraphiqlPage } from './graphiql';
export { answerHttp } from './http';
export { serveApi } from './serve';
