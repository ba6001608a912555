import type { UpgradeListener } from '../../../programs/loopback-server';
import {
  type Answer,
  AwsError,
  empty,
  json,
  jsonOf,
  type AwsRequest,
  type AwsResponse,
  type JsonObject,
} from '../door/messages';
import { findRoute, parameter, type Match } from '../door/routes';
import { apiOperations } from './apis';
import { apiKeyOperations } from './api-keys';
import { codeOperations } from './code';
import { dataSourceOperations } from './data-sources';
import { GraphqlEndpoint } from './graphql';
import type { AppsyncOptions, Call, Operation } from './operation';
import { appsyncRoutes, type AppsyncOperation } from './routes';
import { schemaOperations } from './schema';
import { AppsyncStore } from './store';

const operations: Readonly<Record<AppsyncOperation, Operation>> = {
  ...apiOperations,
  ...schemaOperations,
  ...apiKeyOperations,
  ...dataSourceOperations,
  ...codeOperations,
};

/** AppSync: its control plane, and the endpoints of the APIs that were made with it. */
export class Appsync {
  private readonly store = new AppsyncStore();
  private readonly endpoints: GraphqlEndpoint;

  constructor(private readonly options: AppsyncOptions) {
    this.endpoints = new GraphqlEndpoint(this.store, options.backends);
  }

  /** AppSync's REST API. */
  readonly control: Answer = (request) => {
    const match = findRoute(appsyncRoutes, request.method, request.url.pathname);
    if (!match) {
      const known = `${request.method} ${request.url.pathname} is not known here. Known: ${Object.keys(appsyncRoutes).join(', ')}.`;
      throw new AwsError(404, 'UnknownOperationException', known);
    }
    const answer = operations[match.operation](this.callOf(request, match));
    if (!reads(match.operation)) this.touch(match);
    if (answer === undefined) return Promise.resolve(empty(204));
    return Promise.resolve(isResponse(answer) ? answer : json(200, answer));
  };

  /** GraphQL at `POST /graphql/<apiId>`. */
  readonly graphql: Answer = (request) => this.endpoints.answer(request);

  /** Its subscriptions at `/graphql/<apiId>/realtime`. */
  readonly realTime: UpgradeListener = (...request) => this.endpoints.upgrade(...request);

  private callOf(request: AwsRequest, match: Match): Call {
    const { store, options } = this;
    return {
      store,
      options,
      input: jsonOf(request),
      query: request.url.searchParams,
      path: (name) => parameter(match, name),
      api: () => store.find(parameter(match, 'apiId')),
    };
  }

  private touch({ parameters: { apiId } }: Match): void {
    const api = apiId === undefined ? undefined : this.store.tryFind(apiId);
    if (api) api.version += 1;
  }
}

const reads = (operation: string): boolean => operation.startsWith('Get') || operation.startsWith('List');

const isResponse = (answer: JsonObject | AwsResponse): answer is AwsResponse => 'headers' in answer && 'body' in answer;
