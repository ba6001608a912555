import { getOperationAST, type GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { authorize } from './auth';
import type { Api, ApiDefinition, ApiOptions, ApiRequest, ApiResponse, Backends, GivenBackends } from './definition';
import { Documents } from './documents';
import { type Problem, ResolverCodeError } from './errors';
import { attachResolvers, type Execution, Executor } from './execution';
import { formatError, refusal } from './response';
import { readSchema } from './schema';
import { wire, type Wiring } from './wire';

/**
 * An API that runs the definition as AppSync would.
 *
 * @param backends those that its data sources ask. Without `log`, nothing is logged: nor why a handler broke, which a client never learns
 * @throws ResolverCodeError with everything in the definition that AppSync would refuse or that the local run does not know
 */
export function createApi(definition: ApiDefinition, backends: Partial<Backends> = {}, options: ApiOptions = {}): Api {
  const problems: Problem[] = [];
  const given = { log: () => undefined, ...backends };
  const schema = readSchema(definition.schema, problems, options.schemaSource);
  const wiring = wire(definition, schema, given, problems, options);
  if (problems.length > 0 || !schema) throw new ResolverCodeError(definition.name, problems);
  return new GraphqlApi(definition, schema, wiring, given);
}

class GraphqlApi implements Api {
  private readonly documents: Documents;
  private readonly executor: Executor;
  private readonly env: unknown;

  constructor(
    private readonly definition: ApiDefinition,
    private readonly schema: GraphQLSchema,
    private readonly wiring: Wiring,
    private readonly backends: GivenBackends,
  ) {
    attachResolvers(schema, wiring, definition);
    this.documents = new Documents(schema, definition.introspection !== false);
    this.executor = new Executor(schema, definition);
    this.env = wiring.realm.copy(definition.environment ?? {});
  }

  async execute(request: ApiRequest): Promise<ApiResponse> {
    const denied = this.authorize(request);
    if (denied) return denied;
    const prepared = this.documents.prepare(request.query);
    if (prepared.kind === 'unreadable') {
      return refusal(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
    }
    if (prepared.kind === 'invalid') return this.answer(null, prepared.errors);
    const operation = getOperationAST(prepared.document, request.operationName);
    if (request.queriesOnly && operation && operation.operation !== OperationTypeNode.QUERY) {
      const message = `A ${operation.operation} goes by POST: GET is for queries.`;
      return refusal(405, 'MalformedHttpRequestException', message);
    }
    const execution = this.begin(request);
    const { data, errors = [] } = await this.executor.execute(prepared, request, execution);
    return this.answer(data ?? null, [...errors, ...execution.appended]);
  }

  authorize(request: Pick<ApiRequest, 'headers' | 'apiKey'>): ApiResponse | undefined {
    const { outcome, hint } = authorize(this.definition, request, this.backends.now?.() ?? Date.now());
    if (hint !== undefined) this.backends.log({ level: 'ERROR', message: hint });
    return outcome;
  }

  private begin(request: ApiRequest): Execution {
    const { realm } = this.wiring;
    const headers = realm.copy(request.headers ?? {});
    return {
      request: { headers, variables: realm.copy(request.variables ?? {}), env: this.env },
      appended: [],
      resolversRun: 0,
    };
  }

  private answer(data: unknown, errors: readonly GraphQLError[]): ApiResponse {
    const formatted = errors.map((error) => formatError(error, this.schema, (cause) => this.logBug(cause)));
    return { status: 200, body: { data, ...(formatted.length > 0 && { errors: formatted }) } };
  }

  private logBug(cause: Error): void {
    this.backends.log({ level: 'ERROR', message: cause.message, stack: cause.stack?.split('\n') });
  }
}
