import {
  GetIntrospectionSchemaCommand,
  ListApiKeysCommand,
  ListDataSourcesCommand,
  ListFunctionsCommand,
  ListResolversCommand,
  ListTypesCommand,
  type AppSyncClient,
} from '@aws-sdk/client-appsync';
import {
  buildASTSchema,
  findBreakingChanges,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { unlessMissing } from '../../deployment/aws/errors';
import { allPages } from '../../deployment/aws/pages';
import type { CheckedAdoption } from '../schema';
import type { ResourceChange } from '../../packages/plan-review/src/plan/model';
import { fieldsWidened } from '../../packages/plan-review/src/judging/access/api';
import type { DeclaredApi } from '../declared-api';
import { inParallel } from './in-parallel';

/** Types of which the resolvers are asked for at a time. */
const AT_A_TIME = 4;

/**
 * What only AWS can tell of an API that is adopted: what its clients lose with its schema, who may ask for more with it, and
 * what it keeps that no deploy sees.
 *
 * @param change that is planned of it; undefined where the plan does not speak of it
 * @param isNamed the adoption names its schema: somebody knows who loses what, and who gets in
 */
export async function judgeApi(
  appsync: AppSyncClient,
  apiId: string,
  declared: DeclaredApi,
  change: ResourceChange | undefined,
  isNamed: boolean,
): Promise<Pick<CheckedAdoption, 'problems' | 'notSeen'>> {
  const [sdl, stays] = await Promise.all([schemaOf(appsync, apiId), undeclaredOf(appsync, apiId, declared)]);
  // Terraform imports it without a schema.
  const widened =
    change?.before && sdl !== undefined
      ? fieldsWidened({ ...change, before: { ...change.before, schema: sdl } }, ANYBODY)
      : [];
  const told = [...(sdl === undefined ? [] : lostOf(sdl, declared.schema)), ...widened.map(({ text }) => `${text}.`)];
  return isNamed ? { problems: [], notSeen: [...told, ...stays] } : { problems: told, notSeen: stays };
}

/** @returns undefined when it has none yet */
async function schemaOf(appsync: AppSyncClient, apiId: string): Promise<string | undefined> {
  const input = { apiId, format: 'SDL' as const, includeDirectives: true };
  const answer = await unlessMissing(appsync.send(new GetIntrospectionSchemaCommand(input)));
  return answer && new TextDecoder().decode(answer.schema);
}

/** Whoever uses this project's app has a key: where an API had none, each field that they may ask for is told. */
const ANYBODY = ['API_KEY'];

/** What clients lose that know the one schema, and get the other. */
function lostOf(sdl: string, declared: string): string[] {
  const [had, has] = [readSchema(sdl), readSchema(declared)];
  if (!had || !has) return ['schema cannot be read here: what clients lose with it cannot be judged.'];
  return findBreakingChanges(had, has).map(({ description }) => `schema: clients lose something: ${description}`);
}

/**
 * Names that AppSync knows by itself, its scalars and directives, are taken as they come.
 *
 * @returns undefined for one that cannot be read here, such as `type A implements B, C`, of an older GraphQL
 */
function readSchema(sdl: string): GraphQLSchema | undefined {
  let document: DocumentNode;
  try {
    document = parse(sdl);
  } catch {
    return undefined;
  }
  const [used, defined] = [new Set<string>(), new Set(['Int', 'Float', 'String', 'Boolean', 'ID'])];
  visit(document, {
    NamedType: (node) => void used.add(node.name.value),
    enter: (node) => {
      if (node.kind.endsWith('TypeDefinition') && 'name' in node && node.name) defined.add(node.name.value);
    },
  });
  const scalars = [...used].filter((name) => !defined.has(name)).map((name) => `scalar ${name}`);
  const definitions = scalars.length === 0 ? [] : parse(scalars.join('\n')).definitions;
  return buildASTSchema(
    { kind: Kind.DOCUMENT, definitions: [...definitions, ...document.definitions] },
    { assumeValidSDL: true },
  );
}

async function undeclaredOf(appsync: AppSyncClient, apiId: string, declared: DeclaredApi): Promise<string[]> {
  const [dataSources, functions, types, keys] = await Promise.all([
    allPages(async (nextToken) => {
      const page = await appsync.send(new ListDataSourcesCommand({ apiId, nextToken }));
      return { entries: page.dataSources?.map(({ name = '' }) => name), token: page.nextToken };
    }),
    allPages(async (nextToken) => {
      const page = await appsync.send(new ListFunctionsCommand({ apiId, nextToken }));
      return { entries: page.functions?.map(({ name = '' }) => name), token: page.nextToken };
    }),
    typesOf(appsync, apiId),
    allPages(async (nextToken) => {
      const page = await appsync.send(new ListApiKeysCommand({ apiId, nextToken }));
      return { entries: page.apiKeys, token: page.nextToken };
    }),
  ]);
  const resolvers = await inParallel(types, AT_A_TIME, (typeName) =>
    allPages(async (nextToken) => {
      const page = await appsync.send(new ListResolversCommand({ apiId, typeName, nextToken }));
      return { entries: page.resolvers?.map(({ fieldName }) => `${typeName}.${fieldName}`), token: page.nextToken };
    }),
  );
  const others = keys.filter(({ description }) => description !== declared.key);
  const last = Math.max(...others.map(({ expires = 0 }) => expires)) * 1000;
  return [
    ...stay('data sources', dataSources, declared.dataSources),
    ...stay('functions', functions, declared.functions),
    ...stay('resolvers', resolvers.flat(), declared.resolvers),
    // Their ids are the keys.
    ...(others.length === 0
      ? []
      : [
          `API keys of others open it, ${others.length} of them, the last until ${new Date(last).toISOString().slice(0, 10)}.`,
        ]),
  ];
}

function stay(what: string, existing: readonly string[], declared: readonly string[]): string[] {
  const others = existing.filter((name) => !declared.includes(name)).sort();
  if (others.length === 0) return [];
  return [`It keeps ${what} that this project does not declare, and no deploy sees: ${others.join(', ')}.`];
}

/** @returns none when it has no schema yet */
async function typesOf(appsync: AppSyncClient, apiId: string): Promise<string[]> {
  const types = allPages(async (nextToken) => {
    const page = await appsync.send(new ListTypesCommand({ apiId, format: 'SDL', nextToken }));
    return { entries: page.types?.map(({ name = '' }) => name), token: page.nextToken };
  });
  return (await unlessMissing(types)) ?? [];
}
