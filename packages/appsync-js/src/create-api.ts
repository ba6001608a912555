import { getOperationAST, type GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { type Asking, type Caller, type Doors, openDoors, type Verdict } from './auth';
import { Access } from './auth/access';
import { arnOf, providersOf } from './auth/providers';
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
  const providers = providersOf(definition);
  const doors = openDoors(definition, providers, given, options, problems);
  const schema = readSchema(definition.schema, problems, {
    source: options.schemaSource,
    ...(!options.anyWayIn && { providers }),
  });
  const wiring = wire(definition, schema, given, problems, options);
  if (problems.length > 0 || !schema) throw new ResolverCodeError(definition.name, problems);
  const access = new Access(schema, providers, arnOf(definition));
  return new GraphqlApi({ definition, schema, wiring, backends: given, doors, access });
}

interface GraphqlApiProps {
  readonly definition: ApiDefinition;
  readonly schema: GraphQLSchema;
  readonly wiring: Wiring;
  readonly backends: GivenBackends;
  readonly doors: Doors;
  readonly access: Access;
}

class GraphqlApi implements Api {
  private readonly documents: Documents;
  private readonly executor: Executor;
  private readonly env: unknown;

  constructor(private readonly props: GraphqlApiProps) {
    const { definition, schema, wiring, access } = props;
    attachResolvers(schema, wiring, definition, access);
    this.documents = new Documents(schema, definition.introspection !== false);
    this.executor = new Executor(schema, definition, access);
    this.env = wiring.realm.copy(definition.environment ?? {});
  }

  async execute(request: ApiRequest): Promise<ApiResponse> {
    const admitted = await this.admit(request);
    if ('refused' in admitted) return admitted.refused;
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
    const execution = this.begin(request, admitted.caller);
    const { data, errors = [] } = await this.executor.execute(prepared, request, execution);
    return this.answer(data ?? null, [...errors, ...execution.appended]);
  }

  async authorize(request: Asking): Promise<ApiResponse | undefined> {
    const admitted = await this.admit(request);
    return 'refused' in admitted ? admitted.refused : undefined;
  }

  private async admit(request: Asking): Promise<Verdict> {
    const verdict = await this.props.doors.judge(request);
    if ('hint' in verdict) this.props.backends.log({ level: 'ERROR', message: verdict.hint });
    return verdict;
  }

  private begin(request: ApiRequest, caller: Caller): Execution {
    const { realm } = this.props.wiring;
    const headers = realm.copy(request.headers ?? {});
    return {
      request: {
        headers,
        variables: realm.copy(request.variables ?? {}),
        env: this.env,
        identity: realm.copy(caller.identity),
      },
      caller,
      appended: [],
      resolversRun: 0,
    };
  }

  private answer(data: unknown, errors: readonly GraphQLError[]): ApiResponse {
    const formatted = errors.map((error) => formatError(error, this.props.schema, (cause) => this.logBug(cause)));
    return { status: 200, body: { data, ...(formatted.length > 0 && { errors: formatted }) } };
  }

  private logBug(cause: Error): void {
    this.props.backends.log({ level: 'ERROR', message: cause.message, stack: cause.stack?.split('\n') });
  }
}
