import { createHash } from 'node:crypto';
import {
  ListDataSourcesCommand,
  ListFunctionsCommand,
  ListResolversCommand,
  type AppSyncRuntime,
  type Resolver,
} from '@aws-sdk/client-appsync';
import { Kind, parse } from 'graphql';
import type { Aws } from '../aws/clients';
import type { Check } from '../checks';
import type { Deployed } from '../deployed';
import { differences, judge, putBack, set, type Fact } from './compare';
import { allPages } from '../aws/pages';
import { apiOf, resourcesOf } from './state';

/** The data sources, AppSync functions and resolvers of the API are the deployed ones; none answers a field beside them. */
export function resolverChecks(deployed: Deployed, aws: Aws): Check[] {
  return [dataSourcesCheck(deployed, aws), functionsCheck(deployed, aws), resolversCheck(deployed, aws)];
}

function dataSourcesCheck(deployed: Deployed, { appsync }: Aws): Check {
  const apiId = apiOf(deployed).values.id;
  const expected = resourcesOf(deployed, 'aws_appsync_datasource').map(({ values }) => values);
  return {
    name: 'AppSync data sources',
    run: async (abortSignal) => {
      const found = await allPages(async (nextToken) => {
        const page = await appsync.send(new ListDataSourcesCommand({ apiId, nextToken }), { abortSignal });
        return { entries: page.dataSources, token: page.nextToken };
      });
      const byName = new Map(found.map((source) => [source.name ?? '', source]));
      const different = expected.flatMap((source) => {
        const one = byName.get(source.name);
        return prefixed(
          `data source ${source.name}`,
          one && [
            { attribute: 'type', found: one.type, expected: source.type },
            {
              attribute: 'table',
              found: one.dynamodbConfig?.tableName,
              expected: source.dynamodb_config?.[0]?.table_name,
            },
            {
              attribute: 'function',
              found: one.lambdaConfig?.lambdaFunctionArn,
              expected: source.lambda_config?.[0]?.function_arn,
            },
            { attribute: 'role', found: set(one.serviceRoleArn), expected: set(source.service_role_arn) },
          ],
        );
      });
      const extra = unknown(
        [...byName.keys()],
        expected.map(({ name }) => name),
      );
      return judge('AppSync', different, {
        detail: `${expected.length} as deployed${harmless(extra)}`,
        next: putBack(deployed.environment.name),
      });
    },
  };
}

function functionsCheck(deployed: Deployed, { appsync }: Aws): Check {
  const apiId = apiOf(deployed).values.id;
  const expected = resourcesOf(deployed, 'aws_appsync_function').map(({ values }) => values);
  return {
    name: 'AppSync functions',
    run: async (abortSignal) => {
      const found = await allPages(async (nextToken) => {
        const page = await appsync.send(new ListFunctionsCommand({ apiId, nextToken }), { abortSignal });
        return { entries: page.functions, token: page.nextToken };
      });
      const byId = new Map(found.map((fn) => [fn.functionId ?? '', fn]));
      const different = expected.flatMap((fn) => {
        const one = byId.get(fn.function_id);
        return prefixed(
          `AppSync function ${fn.name} (${fn.function_id})`,
          one && [
            { attribute: 'name', found: one.name, expected: fn.name },
            { attribute: 'data source', found: one.dataSourceName, expected: fn.data_source },
            { attribute: 'runtime', found: runtimeOf(one.runtime), expected: fn.runtime?.[0] },
            { attribute: 'code', found: hashOf(one.code), expected: hashOf(fn.code) },
          ],
        );
      });
      const extra = found
        .filter(({ functionId = '' }) => !expected.some((fn) => fn.function_id === functionId))
        .map(({ name, functionId }) => `${name} (${functionId})`);
      return judge('AppSync', different, {
        detail: `${expected.length} as deployed${harmless(extra)}`,
        next: putBack(deployed.environment.name),
      });
    },
  };
}

function resolversCheck(deployed: Deployed, { appsync }: Aws): Check {
  const { id: apiId, schema } = apiOf(deployed).values;
  const expected = resourcesOf(deployed, 'aws_appsync_resolver').map(({ values }) => values);
  return {
    name: 'AppSync resolvers',
    run: async (abortSignal) => {
      const found = new Map<string, Resolver>();
      for (const typeName of objectTypes(schema)) {
        const resolvers = await allPages(async (nextToken) => {
          const page = await appsync.send(new ListResolversCommand({ apiId, typeName, nextToken }), { abortSignal });
          return { entries: page.resolvers, token: page.nextToken };
        });
        for (const resolver of resolvers) found.set(`${typeName}.${resolver.fieldName}`, resolver);
      }
      const different = expected.flatMap((resolver) => {
        const one = found.get(`${resolver.type}.${resolver.field}`);
        return prefixed(
          `resolver ${resolver.type}.${resolver.field}`,
          one && [
            { attribute: 'kind', found: one.kind ?? 'UNIT', expected: set(resolver.kind) ?? 'UNIT' },
            { attribute: 'data source', found: set(one.dataSourceName), expected: set(resolver.data_source) },
            {
              attribute: 'pipeline',
              found: one.pipelineConfig?.functions ?? [],
              expected: resolver.pipeline_config?.[0]?.functions ?? [],
            },
            { attribute: 'runtime', found: runtimeOf(one.runtime), expected: resolver.runtime?.[0] },
            { attribute: 'code', found: hashOf(one.code), expected: hashOf(resolver.code) },
          ],
        );
      });
      const extra = unknown(
        [...found.keys()],
        expected.map(({ type, field }) => `${type}.${field}`),
      );
      const unwanted = extra.map((name) => `resolver ${name} answers a field, and Terraform does not know it`);
      return judge('AppSync', [...different, ...unwanted], {
        detail: `${expected.length} as deployed, no other`,
        next: [
          ...(different.length > 0 ? [putBack(deployed.environment.name)] : []),
          ...extra.map(deletion(apiId)),
        ].join(' '),
      });
    },
  };
}

/** @param facts undefined where there is nothing of this name */
function prefixed(subject: string, facts: readonly Fact[] | undefined): string[] {
  if (!facts) return [`${subject} does not exist`];
  return differences(facts).map((difference) => `${subject}: ${difference}`);
}

const unknown = (found: readonly string[], expected: readonly string[]): string[] =>
  found.filter((name) => !expected.includes(name)).sort();

/** What no resolver uses changes nothing; somebody should know of it all the same. */
const harmless = (extra: readonly string[]): string =>
  extra.length === 0 ? '' : `; not of this project and not in use: ${extra.join(', ')}`;

function deletion(apiId: string): (name: string) => string {
  return (name) => {
    const [type, field] = name.split('.');
    return `Take ${name} into the project, or remove it: \`aws appsync delete-resolver --api-id ${apiId} --type-name ${type} --field-name ${field}\`.`;
  };
}

/** Types whose fields can have a resolver. */
function objectTypes(sdl: string): string[] {
  return parse(sdl).definitions.flatMap((one) => (one.kind === Kind.OBJECT_TYPE_DEFINITION ? [one.name.value] : []));
}

const runtimeOf = (runtime: AppSyncRuntime | undefined) =>
  runtime && { name: runtime.name, runtime_version: runtime.runtimeVersion };

/** Code is too long for a message: its length, and enough of its SHA-256 to tell it from another. */
function hashOf(code: string | null | undefined): string | undefined {
  if (!code) return undefined;
  return `${code.length} characters with SHA-256 ${createHash('sha256').update(code).digest('hex').slice(0, 12)}…`;
}
