import { createApi, ResolverCodeError } from '../../../packages/appsync-js/src';
import type { JsonObject } from '../door/messages';
import type { Call, Operation } from './operation';
import { waysInto } from './ways-in';
import { badRequest, found, newId, page, requireText, type StoredApi } from './store';

/** AppSync functions and resolvers: what runs APPSYNC_JS. */
export const codeOperations = {
  CreateFunction: (call) => putFunction(call, newId()),
  ListFunctions: (call) => page('functions', [...call.api().functions.values()], call.query),
  GetFunction: (call) => ({ functionConfiguration: findFunction(call) }),
  UpdateFunction: (call) => putFunction(call, String(findFunction(call)['functionId'])),
  DeleteFunction(call) {
    const id = String(findFunction(call)['functionId']);
    const users = resolversWith(call.api(), id);
    if (users.length > 0) {
      const named = users.map((one) => `${String(one['typeName'])}.${String(one['fieldName'])}`).join(', ');
      throw badRequest(`Cannot delete a function which is currently used by a resolver: ${named}.`);
    }
    call.api().functions.delete(id);
    return undefined;
  },
  ListResolversByFunction: (call) =>
    page('resolvers', resolversWith(call.api(), String(findFunction(call)['functionId'])), call.query),

  CreateResolver(call) {
    const field = String(call.input['fieldName']);
    if (call.api().resolvers.has(`${call.path('typeName')}.${field}`))
      throw badRequest(`Only one resolver is allowed per field: ${call.path('typeName')}.${field} has one.`);
    return putResolver(call, field);
  },
  ListResolvers: (call) =>
    page(
      'resolvers',
      [...call.api().resolvers.values()].filter((one) => one['typeName'] === call.path('typeName')),
      call.query,
    ),
  GetResolver: (call) => ({ resolver: findResolver(call) }),
  UpdateResolver: (call) => putResolver(call, String(findResolver(call)['fieldName'])),
  DeleteResolver(call) {
    findResolver(call);
    call.api().resolvers.delete(resolverKey(call));
    return undefined;
  },
} satisfies Record<string, Operation>;

function findFunction(call: Call): JsonObject {
  const id = call.path('functionId');
  return found(call.api().functions.get(id), `Function ${id} not found.`);
}

const resolverKey = (call: Call) => `${call.path('typeName')}.${call.path('fieldName')}`;

const findResolver = (call: Call): JsonObject =>
  found(call.api().resolvers.get(resolverKey(call)), `No resolver found for ${resolverKey(call)}.`);

const functionsOf = (resolver: JsonObject): readonly string[] =>
  (resolver['pipelineConfig'] as { functions?: readonly string[] } | undefined)?.functions ?? [];

const resolversWith = (api: StoredApi, functionId: string): JsonObject[] =>
  [...api.resolvers.values()].filter((resolver) => functionsOf(resolver).includes(functionId));

function putFunction({ input, api }: Call, functionId: string): JsonObject {
  const stored = api();
  const name = String(input['name']);
  requireDataSource(stored, String(input['dataSourceName']));
  checkCode(`function ${name}`, input);
  const { arn } = stored.api;
  const functionArn = `${String(arn)}/functions/${functionId}`;
  const functionConfiguration = { maxBatchSize: 0, ...input, functionId, functionArn };
  stored.functions.set(functionId, functionConfiguration);
  return { functionConfiguration };
}

function putResolver({ input, path, api }: Call, fieldName: string): JsonObject {
  const stored = api();
  const typeName = path('typeName');
  const kind = (input['kind'] as string | undefined) ?? 'UNIT';
  requireField(stored, typeName, fieldName);
  if (kind === 'UNIT') requireDataSource(stored, requireText(input, 'dataSourceName'));
  for (const id of functionsOf(input)) {
    if (!stored.functions.has(id)) throw badRequest(`${typeName}.${fieldName}: there is no function ${id}.`);
  }
  checkCode(`${typeName}.${fieldName}`, input);
  const resolverArn = `${String(stored.api['arn'])}/types/${typeName}/resolvers/${fieldName}`;
  const resolver = { maxBatchSize: 0, metricsConfig: 'DISABLED', ...input, kind, typeName, fieldName, resolverArn };
  stored.resolvers.set(`${typeName}.${fieldName}`, resolver);
  return { resolver };
}

function requireDataSource({ dataSources }: StoredApi, name: string): void {
  if (dataSources.has(name)) return;
  throw badRequest(`No data source found named ${name}. The API has ${[...dataSources.keys()].join(', ') || 'none'}.`);
}

function requireField({ schema, api }: StoredApi, typeName: string, fieldName: string): void {
  const code = 'export const request = () => ({}); export const response = () => null;';
  const resolver = { type: typeName, field: fieldName, kind: 'PIPELINE', functions: [], code } as const;
  if (schema === undefined) throw badRequest('No schema definition exists.');
  problemsOf({ schema, resolvers: [resolver], ...waysInto(api) }, (message) => {
    throw badRequest(`${typeName}.${fieldName}: ${message}`);
  });
}

/** AppSync compiles code when it gets it, and so does this: what the engine would refuse at a request never arrives. */
function checkCode(where: string, input: JsonObject): void {
  const runtime = input['runtime'] as { name?: unknown; runtimeVersion?: unknown } | undefined;
  if (runtime === undefined)
    throw badRequest(`${where}: mapping templates do not run here, only APPSYNC_JS 1.0.0 does.`);
  if (runtime.name !== 'APPSYNC_JS' || runtime.runtimeVersion !== '1.0.0') {
    throw badRequest(`${where}: runtime is ${JSON.stringify(runtime)}; only APPSYNC_JS 1.0.0 runs here.`);
  }
  const code = requireText(input, 'code');
  const probe = { name: where, dataSource: 'none', code };
  problemsOf({ schema: 'type Query { ok: String }', functions: { probe } }, (_, problems) => {
    throw badRequest(
      `The code contains one or more errors. ${where}: ${problems.map(({ message }) => message).join(' ')}`,
      {
        reason: 'CODE_ERROR',
        detail: {
          codeErrors: problems.map(({ line, column, message }) => ({
            errorType: 'PARSER_ERROR',
            value: message,
            location: { line: line ?? 1, column: column ?? 1 },
          })),
        },
      },
    );
  });
}

type Definition = Parameters<typeof createApi>[0];

/** Asks the engine whether it takes a part of an API. */
function problemsOf(
  part: Pick<Definition, 'schema'> & Partial<Definition>,
  refuse: (first: string, problems: ResolverCodeError['problems']) => never,
): void {
  try {
    createApi({ ...emptyApi, ...part }, nobody);
  } catch (error) {
    if (!(error instanceof ResolverCodeError)) throw error;
    refuse(error.problems[0]?.message ?? error.message, error.problems);
  }
}

/** Nothing is asked of what is only looked at. */
const nobody = {
  invoke: () => Promise.reject(new Error('a check has invoked a function')),
  userPoolKeys: () => Promise.reject(new Error('a check has asked for keys')),
};

const emptyApi: Omit<Definition, 'schema'> = {
  name: 'check',
  apiKeys: [],
  dataSources: { none: { type: 'NONE' } },
  resolvers: [],
};
