import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  responsePathAsArray,
} from 'graphql';
import { authorize } from './auth';
import type { Api, ApiDefinition, ApiRequest, ApiResponse, Backends } from './definition';
import { Documents } from './documents';
import { FieldError, type Problem, ResolverCodeError } from './errors';
import { type RequestContext, type RunnableResolver, runResolver } from './resolver';
import { formatError, refusal } from './response';
import { readSchema } from './schema';
import { wire, type Wiring } from './wire';

/** Resolvers that a request may run where the API sets no limit of its own (https://docs.aws.amazon.com/appsync/latest/devguide/configuration-limits.html). */
const RESOLVER_COUNT_LIMIT = 10_000;

interface Execution {
  readonly request: RequestContext;
  /** Errors that stand beside data: from `util.appendError`. */
  readonly appended: GraphQLError[];
  resolversRun: number;
}

/**
 * An API that runs the definition as AppSync would.
 *
 * @throws ResolverCodeError with everything in the definition that AppSync would refuse or that the local run does not know
 */
export function createApi(definition: ApiDefinition, backends: Backends): Api {
  const problems: Problem[] = [];
  const schema = readSchema(definition.schema, problems);
  const wiring = wire(definition, schema, backends, problems);
  if (problems.length > 0 || !schema) throw new ResolverCodeError(definition.name, problems);

  for (const [where, resolver] of wiring.resolvers) {
    const [type, field] = where.split('.') as [string, string];
    const owner = schema.getType(type) as {
      getFields(): Record<string, { resolve?: GraphQLFieldResolver<unknown, Execution> }>;
    };
    owner.getFields()[field]!.resolve = resolveWith(resolver, wiring, definition);
  }
  const documents = new Documents(schema, definition.introspection);
  const now = () => backends.now?.() ?? Date.now();
  const onBug = (cause: Error) =>
    backends.log({ level: 'ERROR', message: cause.message, stack: cause.stack?.split('\n') });
  const format = (error: GraphQLError) => formatError(error, schema, onBug);
  const env = wiring.realm.copy(definition.environment ?? {});
  const depthLimit = definition.queryDepthLimit || Infinity;

  const run = async (request: ApiRequest): Promise<ApiResponse> => {
    const denied = authorize(definition, request, now());
    if (denied) return denied;
    const prepared = documents.prepare(request.query);
    if (prepared.kind === 'unreadable')
      return refusal(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
    if (prepared.kind === 'invalid') {
      return { status: 200, body: { data: null, errors: prepared.errors.map((error) => format(error)) } };
    }
    const execution: Execution = {
      request: {
        headers: wiring.realm.copy(request.headers ?? {}),
        variables: wiring.realm.copy(request.variables ?? {}),
        env,
      },
      appended: [],
      resolversRun: 0,
    };
    const { data, errors = [] } = await execute({
      schema,
      document: prepared.document,
      contextValue: execution,
      variableValues: { ...request.variables },
      ...(request.operationName !== undefined && { operationName: request.operationName }),
      ...(prepared.depth > depthLimit && { fieldResolver: withinDepth(depthLimit, defaultFieldResolver) }),
    });
    const all = [...errors, ...execution.appended];
    const body = { data: data ?? null, ...(all.length > 0 && { errors: all.map((error) => format(error)) }) };
    return { status: 200, body };
  };
  return { execute: run };
}

/** Runs a resolver for its field, within the limits of the API. */
function resolveWith(
  resolver: RunnableResolver,
  { realm, begin }: Wiring,
  definition: ApiDefinition,
): GraphQLFieldResolver<unknown, Execution> {
  const countLimit = definition.resolverCountLimit || RESOLVER_COUNT_LIMIT;
  const resolve = async (
    source: unknown,
    args: Record<string, unknown>,
    execution: Execution,
    info: GraphQLResolveInfo,
  ) => {
    execution.resolversRun += 1;
    if (execution.resolversRun > countLimit) {
      throw new FieldError(`The request runs more than ${countLimit} resolvers.`, 'ResolverExecutionLimitReached');
    }
    const run = { errors: [] as FieldError[] };
    try {
      return await runResolver(resolver, { realm, request: execution.request, source, args, info, begin, run });
    } finally {
      for (const error of run.errors) execution.appended.push(located(error, info));
    }
  };
  return withinDepth(definition.queryDepthLimit || Infinity, resolve);
}

/** Refuses a field that is nested more deeply than the API allows. */
function withinDepth<Source, Args>(
  limit: number,
  resolve: GraphQLFieldResolver<Source, Execution, Args>,
): GraphQLFieldResolver<Source, Execution, Args> {
  return (source, args, execution, info) => {
    if (depthOf(info.path) > limit) {
      throw new FieldError(`The query nests fields more than ${limit} levels deep.`, 'QueryDepthLimitReached');
    }
    return resolve(source, args, execution, info);
  };
}

/** Levels of fields down to this one; places in a list are none. */
const depthOf = (path: GraphQLResolveInfo['path']) =>
  responsePathAsArray(path).filter((key) => typeof key === 'string').length;

const located = (error: FieldError, info: GraphQLResolveInfo) =>
  new GraphQLError(error.message, {
    nodes: info.fieldNodes,
    path: responsePathAsArray(info.path),
    originalError: error,
  });
