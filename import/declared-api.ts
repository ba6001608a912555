import { z } from 'zod';
import type { JsonObject } from '../packages/plan-review/src/plan/value';

/** A GraphQL API as a synthesized stack declares it. */
export interface DeclaredApi {
  /** GraphQL SDL. */
  readonly schema: string;
  /** Names. */
  readonly dataSources: readonly string[];
  /** Names. */
  readonly functions: readonly string[];
  /** `Query.room` */
  readonly resolvers: readonly string[];
  /** Description of its key; undefined where it has none of its own. */
  readonly key: string | undefined;
}

const named = z.record(z.string(), z.object({ name: z.string() })).default({});
const stackSchema = z.object({
  resource: z.object({
    aws_appsync_graphql_api: z.object({ api: z.object({ schema: z.string() }) }),
    aws_appsync_datasource: named,
    aws_appsync_function: named,
    aws_appsync_resolver: z.record(z.string(), z.object({ type: z.string(), field: z.string() })).default({}),
    aws_appsync_api_key: z.object({ api: z.object({ description: z.string().optional() }) }),
  }),
});

/** The API of a stack. @param stack Terraform's JSON, as CDKTF synthesizes it */
export function declaredApi(stack: JsonObject): DeclaredApi {
  const { resource } = stackSchema.parse(stack);
  const namesOf = (of: z.output<typeof named>) => Object.values(of).map(({ name }) => name);
  return {
    schema: resource.aws_appsync_graphql_api.api.schema,
    dataSources: namesOf(resource.aws_appsync_datasource),
    functions: namesOf(resource.aws_appsync_function),
    resolvers: Object.values(resource.aws_appsync_resolver).map(({ type, field }) => `${type}.${field}`),
    key: resource.aws_appsync_api_key.api.description,
  };
}
