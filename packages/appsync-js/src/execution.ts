import {
  execute,
  type ExecutionResult,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  type OperationTypeNode,
  responsePathAsArray,
} from 'graphql';
import { own, setOwn } from '../../../keys/own';
import type { Caller } from './auth';
import type { Access } from './auth/access';
import type { ApiDefinition, ApiRequest } from './definition';
import type { ReadyDocument } from './documents';
import { FieldError } from './errors';
import { isAbsent } from './json';
import type { Plan, PlannedField } from './plan';
import { type RequestContext, type RunnableResolver, runResolver } from './resolver';
import type { SubscriptionEffects } from './subscriptions/effects';
import type { Wiring } from './wire';

/** Resolvers that a request may run where the API sets no limit of its own (https://docs.aws.amazon.com/appsync/latest/devguide/configuration-limits.html). */
const RESOLVER_COUNT_LIMIT = 10_000;

/** One request on its way. */
export interface Execution {
  readonly request: RequestContext;
  readonly caller: Caller;
  /** Errors that stand beside data: from `util.appendError`. */
  readonly appended: GraphQLError[];
  resolversRun: number;
  readonly effects: SubscriptionEffects;
  /** Of a mutation that may be published: by its path in the response, the type of an object. */
  readonly types?: Map<string, GraphQLObjectType>;
  /** Whether what is asked for is what a mutation has published: no resolver runs. */
  readonly isNotification?: boolean;
  /** What the fields of Query came to, when a plan has run them: graphql-js then only says what is wrong with it. */
  settled?: ReadonlyMap<string | number, PromiseSettledResult<unknown>>;
}

type Resolve = GraphQLFieldResolver<unknown, Execution, Record<string, unknown>>;

/** Runs documents: plain queries by their plan, anything else by graphql-js. */
export class Executor {
  private readonly depthLimit: number;
  private readonly ownField: Resolve;
  /** A message names no field that its reader may not ask for. */
  private readonly hideSuggestions: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    definition: ApiDefinition,
    private readonly access: Access,
  ) {
    this.ownField = guarded(access, ownField);
    this.depthLimit = definition.queryDepthLimit || Infinity;
    this.hideSuggestions = definition.introspection === false;
  }

  async execute(prepared: ReadyDocument, request: ApiRequest, execution: Execution): Promise<ExecutionResult> {
    const { plan, depth } = prepared;
    const isPlanned = plan && depth <= this.depthLimit && request.operationName === undefined;
    if (isPlanned && plan.asked.every(([type, field]) => this.access.allows(execution.caller, type, field))) {
      const data = await this.executePlan(plan, request, execution);
      if (data) return { data };
    }
    return execute({
      schema: this.schema,
      document: prepared.document,
      contextValue: execution,
      variableValues: { ...request.variables },
      ...(request.operationName !== undefined && { operationName: request.operationName }),
      hideSuggestions: this.hideSuggestions,
      fieldResolver: depth > this.depthLimit ? withinDepth(this.depthLimit, this.ownField) : this.ownField,
    });
  }

  /** What a subscriber gets of a mutation, by its own selection set. No resolver runs. @param field of Subscription */
  notify(
    { document }: ReadyDocument,
    request: ApiRequest,
    execution: Execution,
    field: string,
    payload: unknown,
  ): ExecutionResult {
    return execute({
      schema: this.schema,
      document,
      rootValue: { [field]: payload },
      contextValue: { ...execution, isNotification: true },
      variableValues: { ...request.variables },
      ...(request.operationName !== undefined && { operationName: request.operationName }),
      fieldResolver: this.ownField,
    }) as ExecutionResult; // nothing in it waits
  }

  /** @returns undefined when graphql-js has to speak: of a variable, an error, or a value that does not fit its type */
  private async executePlan(
    plan: Plan,
    request: ApiRequest,
    execution: Execution,
  ): Promise<Record<string, unknown> | undefined> {
    const variables = getVariableValues(this.schema, plan.operation.variableDefinitions ?? [], {
      ...request.variables,
    });
    if (!variables.coerced) return undefined;
    const settled = await Promise.allSettled(
      plan.fields.map((field) => this.resolve(plan, field, variables.coerced, execution)),
    );
    execution.settled = new Map(plan.fields.map(({ key }, index) => [key, settled[index]!]));
    try {
      const data: Record<string, unknown> = {};
      for (const [index, { key, complete }] of plan.fields.entries()) {
        const result = settled[index]!;
        if (result.status === 'rejected') return undefined;
        setOwn(data, key, complete(result.value));
      }
      return data;
    } catch {
      return undefined; // graphql-js meets the same value, and knows how to say it
    }
  }

  /** Asks a field's resolver as graphql-js would. */
  private async resolve(
    plan: Plan,
    { key, node, definition }: PlannedField,
    variableValues: Record<string, unknown>,
    execution: Execution,
  ): Promise<unknown> {
    const info: GraphQLResolveInfo = {
      fieldName: definition.name,
      fieldNodes: [node],
      returnType: definition.type,
      parentType: plan.queryType,
      path: { prev: undefined, key, typename: plan.queryType.name },
      schema: this.schema,
      fragments: plan.fragments,
      rootValue: undefined,
      operation: plan.operation,
      variableValues,
    };
    return await definition.resolve!(undefined, getArgumentValues(definition, node, variableValues), execution, info);
  }
}

/** Makes the API's resolvers the schema's, within the limits of the API. */
export function attachResolvers(
  schema: GraphQLSchema,
  wiring: Wiring,
  definition: ApiDefinition,
  access: Access,
): void {
  for (const [where, resolver] of wiring.resolvers) {
    const [type, field] = where.split('.') as [string, string];
    const owner = schema.getType(type) as { getFields(): Record<string, { resolve?: Resolve }> };
    own(owner.getFields(), field)!.resolve = guarded(access, resolveWith(resolver, wiring, definition));
  }
}

function resolveWith(
  resolver: RunnableResolver,
  { realm, begin, onFailed }: Wiring,
  definition: ApiDefinition,
): Resolve {
  const countLimit = definition.resolverCountLimit || RESOLVER_COUNT_LIMIT;
  const run: Resolve = async (source, args, execution, info) => {
    execution.resolversRun += 1;
    if (execution.resolversRun > countLimit) {
      throw new FieldError(`The request runs more than ${countLimit} resolvers.`, 'ResolverExecutionLimitReached');
    }
    const errors: FieldError[] = [];
    try {
      return await runResolver(resolver, {
        realm,
        request: execution.request,
        source,
        args,
        info,
        begin,
        run: {
          errors,
          mode: execution.caller.provider.authenticationType,
          effects: execution.effects,
          operation: operationOf(info),
          handler: 'request',
        },
        onFailed,
      });
    } finally {
      for (const error of errors) execution.appended.push(located(error, info));
    }
  };
  const once: Resolve = (source, args, execution, info) => {
    const settled = info.path.prev ? undefined : execution.settled?.get(info.path.key);
    if (!settled) return run(source, args, execution, info);
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  };
  return withinDepth(definition.queryDepthLimit || Infinity, once);
}

/**
 * Keeps a field from those who may not have it: its resolver does not run. "deniedFields […] are forcibly changed to null, even if a
 * value was returned from a resolver" (security-authz.html, above). The error is seen in aws-appsync-community#214.
 */
function guarded(access: Access, resolve: Resolve): Resolve {
  return (source, args, execution, info) => {
    const { parentType: type, fieldName: field } = info;
    execution.types?.set(responsePathAsArray(info.path.prev).join('/'), type);
    if (!access.allows(execution.caller, type.name, field)) throw notAuthorizedTo(type, field);
    return (execution.isNotification ? publishedField : resolve)(source, args, execution, info);
  };
}

export const notAuthorizedTo = (type: GraphQLObjectType, field: string): FieldError =>
  new FieldError(`Not Authorized to access ${field} on type ${type.name}`, 'Unauthorized');

/** Reads a field of what a resolver returned. graphql-js's own reader would find, and call, what every object inherits. */
const ownField: Resolve = (source, _args, _execution, { fieldName }) =>
  typeof source === 'object' ? own(source as Record<string, unknown> | null, fieldName) : undefined;

/** Reads a field of what a mutation has published, which is serialized already: back to what a resolver returns. */
const publishedField: Resolve = (source, args, execution, info) => {
  const type = getNamedType(info.returnType);
  const parsed = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(parsed) : isLeafType(type) && !isAbsent(value) ? type.parseValue(value) : value;
  return parsed(ownField(source, args, execution, info));
};

/** The kind of operation whose root a field is of. */
const operationOf = ({ operation, path }: GraphQLResolveInfo): OperationTypeNode | undefined =>
  path.prev === undefined ? operation.operation : undefined;

/** Refuses a field that is nested more deeply than the API allows. */
function withinDepth<Args>(
  limit: number,
  resolve: GraphQLFieldResolver<unknown, Execution, Args>,
): GraphQLFieldResolver<unknown, Execution, Args> {
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
