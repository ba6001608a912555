import { AsyncLocalStorage } from 'node:async_hooks';
import type { Api, ApiRequest, ApiResponse } from '../packages/appsync-js/src';
import { addCost, noCost, type OperationCost } from './dynamodb';
import type { LocalEvent } from './events';

interface Taken extends OperationCost {
  readonly functions: string[];
}

/** What each request to the API takes: told when it has been answered. */
export class RequestCosts {
  private readonly underway = new AsyncLocalStorage<Taken>();

  constructor(private readonly emit: (event: LocalEvent) => void) {}

  /** Of the request that is being answered; of none, it is left out. */
  add(cost: OperationCost): void {
    const taken = this.underway.getStore();
    if (taken) addCost(taken, cost);
  }

  addFunction(name: string): void {
    this.underway.getStore()?.functions.push(name);
  }

  /** An API that answers as the other one does. @param api asked for with each request */
  over(api: () => Api): Api {
    return {
      get hasSubscriptions() {
        return api().hasSubscriptions;
      },
      authorize: (request) => api().authorize(request),
      subscribe: (request, subscriber) => api().subscribe(request, subscriber),
      takeOver: (previous) => api().takeOver(previous),
      execute: (request) => this.execute(request, api()),
    };
  }

  private async execute(request: ApiRequest, api: Api): Promise<ApiResponse> {
    const taken: Taken = { ...noCost(), functions: [] };
    const since = performance.now();
    const response = await this.underway.run(taken, () => api.execute(request));
    const milliseconds = performance.now() - since;
    this.emit({ type: 'answered', query: request.query, milliseconds, ...taken, errors: errorsOf(response.body) });
    return response;
  }
}

/** What is wrong with an answer, as GraphQL says it. */
interface Body {
  readonly errors?: readonly { readonly errorType?: string | null; readonly message: string }[];
}

const errorsOf = ({ errors = [] }: Body): string[] =>
  errors.map(({ errorType, message }) => `${errorType ?? 'Error'}: ${message}`);
