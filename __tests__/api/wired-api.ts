import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, resolverCompiler } from '../../build/compile';
import { schemaOf, type SystemName } from '../../model/systems';
import { ROOTS, type Wiring } from '../../model/wiring';
import type { ApiDefinition, DataSource } from '../../packages/appsync-js/src';

const root = join(__dirname, '../..');

/** The schema that is deployed. */
export const schemaSdlOf = (system: SystemName): string => readFileSync(join(root, schemaOf(system)), 'utf8');

/** What of an API does not depend on who may come in. */
export type WiredApi = Pick<ApiDefinition, 'schema' | 'dataSources' | 'functions' | 'resolvers'>;

/** A system's API as the stacks wire it: physical names are the constructs' own. */
export async function wiredApi(system: SystemName, wiring: Wiring<string, string>): Promise<WiredApi> {
  const functionSource = (name: string) => `api/${system}/functions/${name}.ts`;
  const resolverSource = (name: string) => `api/${system}/resolvers/${name}.ts`;
  const paths = [
    ...Object.keys(wiring.functions).map(functionSource),
    ...Object.keys(wiring.resolvers).map(resolverSource),
  ];
  const compiler = resolverCompiler(root, [], LIMITS);
  const compiled = await compiler.compile(paths);
  await compiler.close();
  const codeOf = (source: string) => Buffer.from(compiled.get(source)!.contents).toString();
  const functions = Object.entries(wiring.functions).map(([name, { dataSource }]) => {
    return [name, { name, dataSource, code: codeOf(functionSource(name)) }] as const;
  });
  const resolvers = Object.entries(wiring.resolvers).map(([name, steps]) => {
    const [operation, field] = name.split('.') as [keyof typeof ROOTS, string];
    return {
      type: ROOTS[operation],
      field,
      kind: 'PIPELINE' as const,
      functions: steps,
      code: codeOf(resolverSource(name)),
    };
  });
  const sources: Record<string, DataSource> = {};
  for (const [name, source] of Object.entries(wiring.dataSources)) {
    sources[name] =
      'table' in source
        ? { type: 'AMAZON_DYNAMODB', tableName: source.table }
        : { type: 'AWS_LAMBDA', functionArn: source.function };
  }
  return {
    schema: schemaSdlOf(system),
    dataSources: sources,
    functions: Object.fromEntries(functions),
    resolvers,
  };
}
