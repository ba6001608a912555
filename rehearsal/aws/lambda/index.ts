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
import { Invocations, type InvocationOptions } from './invocations';
import { lambdaRoutes, type LambdaOperation } from './routes';
import { found, type StoredFunction } from './store';
import { tagOperations } from './tags';
import { versionOperations } from './versions';

export interface LambdaOptions extends Omit<InvocationOptions, 'archives'> {
  readonly account: string;
}

/** What an operation works with. */
export interface Call {
  readonly functions: Map<string, StoredFunction>;
  readonly archives: Archives;
  readonly options: LambdaOptions;
  readonly input: JsonObject;
  readonly query: URLSearchParams;
  /** A parameter of the path. */
  readonly path: (name: string) => string;
  /** The function that the path names, by its name or an ARN. @throws AwsError ResourceNotFoundException */
  readonly fn: () => StoredFunction;
  /** Version or alias: of the query, or of the ARN in the path; undefined when neither names one. */
  readonly qualifier: string | undefined;
}

/** @returns what Lambda answers, with status 200 unless it is a whole response; undefined for 204. */
export type Operation = (call: Call) => JsonObject | AwsResponse | undefined;

const operations: Readonly<Record<Exclude<LambdaOperation, 'Invoke'>, Operation>> = {
  ...functionOperations,
  ...versionOperations,
  ...concurrencyOperations,
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
      return this.invocations.answer(request, fn(), qualifier);
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
    const { functions, archives, options } = this;
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
    };
  }
}

export const arnOf = ({ region, account }: LambdaOptions, name: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

/** `name`, `name:alias`, `account:function:name` or an ARN, with a qualifier or without. */
function parseFunction(text: string): { name: string; qualifier: string | undefined } {
  const after = text.includes('function:') ? text.slice(text.indexOf('function:') + 'function:'.length) : text;
  const [name = '', qualifier] = after.split(':');
  return { name, qualifier };
}

const isResponse = (answer: JsonObject | AwsResponse): answer is AwsResponse => 'headers' in answer && 'body' in answer;
