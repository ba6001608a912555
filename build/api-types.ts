import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugin } from '@graphql-codegen/typescript';
import type { GraphQLSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { ResolverCodeError, type Problem } from '../packages/appsync-js/src/errors';
import { UserError } from '../programs/user-error';
import { readSchema } from '../packages/appsync-js/src/schema';
import { schemaOf, SYSTEMS, type SystemName } from '../model/systems';
import { explainStale, headerOfTypes, typesOf } from './types';

/** What a resolver gets and gives. The scalars are AppSync's that the local run knows; a schema with another is refused. */
const SCALARS = {
  ...{ ID: 'string', AWSDate: 'string', AWSTime: 'string', AWSDateTime: 'string', AWSTimestamp: 'number' },
  ...{ AWSEmail: 'string', AWSURL: 'string', AWSIPAddress: 'string', AWSJSON: 'unknown' },
};

const CONFIG = {
  scalars: SCALARS,
  strictScalars: true,
  enumsAsTypes: true, // an enum would be code, and get into the bundles
  declarationKind: 'interface',
  immutableTypes: true,
  skipTypename: true,
  namingConvention: 'change-case-all#upperCaseFirst',
  // AppSync answers null for what is absent; a default is there in any case.
  maybeValue: 'T | null | undefined',
  inputMaybeValue: 'T | null',
  avoidOptionals: { defaultValue: true },
} as const;

/** @returns `api/<system>/schema.types.ts` @throws ResolverCodeError with what AppSync would refuse of the schema */
async function makeTypes(root: string, system: SystemName): Promise<string> {
  const sdl = readFileSync(join(root, schemaOf(system)), 'utf8');
  const problems: Problem[] = [];
  const schema = readSchema(sdl, problems);
  if (!schema) throw new ResolverCodeError(schemaOf(system), problems);
  const { prepend = [], content } = (await plugin(schema, [], CONFIG)) as { prepend?: string[]; content: string };
  const file = join(root, typesOf(system));
  const parts = [...prepend, content, fieldsOf(schema)];
  return (
    headerOfTypes(system, sdl) + (await format(parts.join('\n'), { ...(await resolveConfig(file)), filepath: file }))
  );
}

/** By the name of its resolver, what each field takes and answers. */
function fieldsOf(schema: GraphQLSchema): string {
  const subscription = schema.getSubscriptionType();
  const roots = [schema.getQueryType(), schema.getMutationType(), subscription].filter((type) => !!type);
  const lines = roots.flatMap((type) =>
    Object.values(type.getFields()).map(({ name, args }) => {
      const argsType = `${type.name}${name[0]!.toUpperCase()}${name.slice(1)}Args`;
      const takes = args.length > 0 ? argsType : 'Record<string, never>';
      // AWS on subscriptions: "important: return null in the response". What mutations tell comes later.
      const gives = type === subscription ? 'null' : `${type.name}['${name}']`;
      return `'${type.name.toLowerCase()}.${name}': { args: ${takes}; result: ${gives} };`;
    }),
  );
  return `/** The fields that resolvers answer. */\nexport interface Fields {\n${lines.join('\n')}\n}\n`;
}

/** `npm run api:types`, of all systems that have an API. With `--check` nothing is written: it fails when a file is not what would be. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const stale: string[] = [];
  for (const system of SYSTEMS.filter((one) => existsSync(join(root, schemaOf(one))))) {
    const file = join(root, typesOf(system));
    const types = await makeTypes(root, system);
    if (!process.argv.includes('--check')) writeFileSync(file, types);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== types) stale.push(explainStale(system));
  }
  if (stale.length > 0) throw new UserError(stale.join('\n'));
}

if (require.main === module) void main();
