export { createApi } from './create-api';
export type {
  Api,
  ApiDefinition,
  ApiRequest,
  ApiResponse,
  Backends,
  DataSource,
  Invocation,
  Resolver,
} from './definition';
export { ResolverCodeError } from './errors';
export { serveApi } from './serve';
