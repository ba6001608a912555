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
import { Archives } from './archives';
import { concurrencyOperations } from './concurrency';
import { functionOperations } from './functions';
import { Invocations } from './invocations';
import { arnOf, type Call, type LambdaOptions, type Operation } from './operation';
import { policyOperations, requirePermission } from './policies';
import { lambdaRoutes, type LambdaOperation } from './routes';
import { found, type StoredFunction } from './store';
import { tagOperations } from './tags';
import { versionOperations } from './versions';

const operations: Readonly<Record<Exclude<LambdaOperation, 'Invoke'>, Operation>> = {
  ...functionOperations,
  ...versionOperations,
  ...concurrencyOperations,
  ...policyOperations,
  ...tagOperations,
};

/** Lambda: its control plane, and functions that run from the archives that it was given. */
export class Lambda {
  private readonly functions = new Map<string, StoredFunction>();
  private readonly archives = new Archives();
  private readonly invocations: Invocations;

  constructor(private readonly options: LambdaOptions) {
    this.invocations = new Invocations({ ...options, archives: this.archives });
  }

  readonly answer: Answer = async (request) => {
    const match = findRoute(lambdaRoutes, request.method, request.url.pathname);
    if (!match) {
      const known = `${request.method} ${request.url.pathname} is not known here. Known: ${Object.keys(lambdaRoutes).join(', ')}.`;
      throw new AwsError(404, 'UnknownOperationException', known);
    }
    if (match.operation === 'Invoke') {
      const { fn, qualifier } = this.callOf({ ...request, body: Buffer.alloc(0) }, match);
      const asked = fn();
      if (request.by) requirePermission(asked, qualifier, request.by);
      return this.invocations.answer(request, asked, qualifier);
    }
    const answer = operations[match.operation](this.callOf(request, match));
    if (answer === undefined) return empty(204);
    return isResponse(answer) ? answer : json(200, answer);
  };

  async close(): Promise<void> {
    await this.invocations.close();
    this.archives.close();
  }

  private callOf(request: AwsRequest, match: Match): Call {
    const { functions, archives, options, invocations } = this;
    const asked = match.parameters['function'] ?? '';
    const { name, qualifier } = parseFunction(asked);
    return {
      functions,
      archives,
      options,
      input: jsonOf(request),
      query: request.url.searchParams,
      path: (parameterName) => parameter(match, parameterName),
      fn: () => found(functions.get(name), `Function not found: ${arnOf(options, name)}`),
      qualifier: request.url.searchParams.get('Qualifier') ?? qualifier,
      warm: (fn, version) => invocations.warm(fn, version),
    };
  }
}

/** `name`, `name:alias`, `account:function:name` or an ARN, with a qualifier or without. */
function parseFunction(text: string): { name: string; qualifier: string | undefined } {
  const after = text.includes('function:') ? text.slice(text.indexOf('function:') + 'function:'.length) : text;
  const [name = '', qualifier] = after.split(':');
  return { name, qualifier };
}

const isResponse = (answer: JsonObject | AwsResponse): answer is AwsResponse => 'headers' in answer && 'body' in answer;
