import {
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type Asking, type Caller, type Doors, openDoors, type Verdict } from './auth';
import { Access } from './auth/access';
import { arnOf, providersOf } from './auth/providers';
import type {
  Api,
  ApiDefinition,
  ApiOptions,
  ApiRequest,
  ApiResponse,
  Backends,
  GivenBackends,
  Subscriber,
  Subscription,
} from './definition';
import { Documents, type ReadyDocument } from './documents';
import { type Problem, ResolverCodeError } from './errors';
import { attachResolvers, type Execution, Executor } from './execution';
import { formatError, refusal } from './response';
import { readSchema } from './schema';
import { Subscriptions, type SubscriptionsProps } from './subscriptions';
import { publicationsOf } from './subscriptions/publication';
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
    ...(!options.anyWayIn && {
      providers,
      answered: new Set(definition.resolvers.map(({ type, field }) => `${type}.${field}`)),
    }),
  });
  const wiring = wire(definition, schema, given, problems, options);
  if (problems.length > 0 || !schema) throw new ResolverCodeError(definition.name, problems);
  const access = new Access(schema, providers, arnOf(definition));
  return new GraphqlApi({ definition, schema, wiring, backends: given, doors, access });
}

interface ReadRequest {
  readonly prepared: ReadyDocument;
  readonly operation: OperationDefinitionNode | null | undefined;
}

/** A mutation that has run. */
interface Done {
  readonly prepared: ReadyDocument;
  readonly operation: OperationDefinitionNode;
  readonly request: ApiRequest;
  readonly execution: Execution;
  readonly data: ExecutionResult['data'];
}

type Answer = SubscriptionsProps['answer'];

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
  private readonly subscriptions: Subscriptions;
  private readonly env: unknown;

  constructor(private readonly props: GraphqlApiProps) {
    const { definition, schema, wiring, access, backends } = props;
    attachResolvers(schema, wiring, definition, access);
    this.documents = new Documents(schema, definition.introspection !== false);
    this.executor = new Executor(schema, definition, access);
    const answer: Answer = (data, errors) => this.answer(data, errors);
    this.subscriptions = new Subscriptions({ schema, executor: this.executor, access, backends, answer });
    this.env = wiring.realm.copy(definition.environment ?? {});
  }

  get hasSubscriptions(): boolean {
    return this.props.schema.getSubscriptionType() !== undefined;
  }

  async execute(request: ApiRequest): Promise<ApiResponse> {
    const admitted = await this.admit(request);
    if ('refused' in admitted) return admitted.refused;
    const read = this.read(request);
    if ('status' in read) return read;
    const { prepared, operation } = read;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      return refusal(400, 'UnsupportedOperation', 'A subscription goes over WebSocket, to the real-time endpoint.');
    }
    if (request.queriesOnly && operation && operation.operation !== OperationTypeNode.QUERY) {
      const message = `A ${operation.operation} goes by POST: GET is for queries.`;
      return refusal(405, 'MalformedHttpRequestException', message);
    }
    const execution = this.begin(request, admitted.caller, operation);
    const { data, errors = [] } = await this.executor.execute(prepared, request, execution);
    if (operation?.operation === OperationTypeNode.MUTATION)
      this.tell({ prepared, operation, request, execution, data });
    return this.answer(data ?? null, [...errors, ...execution.appended]);
  }

  async authorize(request: Asking): Promise<ApiResponse | undefined> {
    const admitted = await this.admit(request);
    return 'refused' in admitted ? admitted.refused : undefined;
  }

  async subscribe(request: ApiRequest, subscriber: Subscriber): Promise<Subscription | ApiResponse> {
    const admitted = await this.admit(request);
    if ('refused' in admitted) return admitted.refused;
    const read = this.readSubscription(request);
    if ('status' in read) return read;
    return this.subscriptions.begin({ ...read, request, execution: this.begin(request, admitted.caller), subscriber });
  }

  takeOver(previous: Api): void {
    if (!(previous instanceof GraphqlApi)) return;
    this.subscriptions.takeOver(previous.subscriptions, (subscribing) => {
      const { request, execution } = subscribing;
      const read = this.readSubscription(request);
      const provider = this.props.access.providerLike(execution.caller.provider);
      if ('status' in read || !provider) return undefined;
      return { ...subscribing, ...read, execution: { ...execution, caller: { ...execution.caller, provider } } };
    });
  }

  private async admit(request: Asking): Promise<Verdict> {
    const verdict = await this.props.doors.judge(request);
    if ('hint' in verdict) this.props.backends.log({ level: 'ERROR', message: verdict.hint });
    return verdict;
  }

  /** @returns the answer to what cannot run; no operation where its name is of none */
  private read({ query, operationName }: ApiRequest): ApiResponse | ReadRequest {
    const prepared = this.documents.prepare(query);
    if (prepared.kind === 'unreadable') {
      return refusal(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
    }
    if (prepared.kind === 'invalid') return this.answer(null, prepared.errors);
    return { prepared, operation: getOperationAST(prepared.document, operationName) };
  }

  private readSubscription(
    request: ApiRequest,
  ): ApiResponse | (ReadRequest & { readonly operation: OperationDefinitionNode }) {
    const read = this.read(request);
    if ('status' in read) return read;
    const { prepared, operation } = read;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { prepared, operation };
    const what = operation?.operation ?? 'unknown'; // the words are seen in enisdenjo/graphql-ws#602
    return refusal(400, 'UnsupportedOperation', `${what} not supported through the realtime channel`);
  }

  private begin(request: ApiRequest, caller: Caller, operation?: OperationDefinitionNode | null): Execution {
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
      effects: { invalidations: [] },
      ...(operation?.operation === OperationTypeNode.MUTATION && { types: new Map() }),
    };
  }

  /** Tells subscribers what a mutation has done. */
  private tell({ prepared, operation, request, execution, data }: Done): void {
    const { schema } = this.props;
    const { types, effects } = execution;
    if (this.subscriptions.isEmpty || !types) return;
    const { fragments } = prepared;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...request.variables });
    if (coerced && data) {
      const executed = { schema, operation, fragments, variables: coerced, data, types };
      for (const publication of publicationsOf(executed)) this.subscriptions.publish(publication);
    }
    for (const invalidation of effects.invalidations) this.subscriptions.invalidate(invalidation);
  }

  private answer(data: unknown, errors: readonly GraphQLError[]): ApiResponse {
    const formatted = errors.map((error) => formatError(error, this.props.schema, (cause) => this.logBug(cause)));
    return { status: 200, body: { data, ...(formatted.length > 0 && { errors: formatted }) } };
  }

  private logBug(cause: Error): void {
    this.props.backends.log({ level: 'ERROR', message: cause.message, stack: cause.stack?.split('\n') });
  }
}
