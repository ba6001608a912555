import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugin } from '@graphql-codegen/typescript';
import type { GraphQLSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { ResolverCodeError, type Problem } from '../packages/appsync-js/src/errors';
import { UserError } from '../programs/user-error';
import { readSchema } from '../packages/appsync-js/src/schema';
import { API_SCHEMA, API_TYPES, headerOfTypes, STALE_TYPES } from './types';

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

/** @returns `api/schema.types.ts` @throws ResolverCodeError with what AppSync would refuse of the schema */
async function makeTypes(root: string): Promise<string> {
  const sdl = readFileSync(join(root, API_SCHEMA), 'utf8');
  const problems: Problem[] = [];
  const schema = readSchema(sdl, problems);
  if (!schema) throw new ResolverCodeError(API_SCHEMA, problems);
  const { prepend = [], content } = (await plugin(schema, [], CONFIG)) as { prepend?: string[]; content: string };
  const file = join(root, API_TYPES);
  const parts = [...prepend, content, fieldsOf(schema)];
  return headerOfTypes(sdl) + (await format(parts.join('\n'), { ...(await resolveConfig(file)), filepath: file }));
}

/** By the name of its resolver, what each field takes and answers. */
function fieldsOf(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type);
  const lines = roots.flatMap((type) =>
    Object.values(type.getFields()).map(({ name, args }) => {
      const argsType = `${type.name}${name[0]!.toUpperCase()}${name.slice(1)}Args`;
      const takes = args.length > 0 ? argsType : 'Record<string, never>';
      return `'${type.name.toLowerCase()}.${name}': { args: ${takes}; result: ${type.name}['${name}'] };`;
    }),
  );
  return `/** The fields that resolvers answer. */\nexport interface Fields {\n${lines.join('\n')}\n}\n`;
}

/** `npm run api:types`. With `--check` nothing is written: it fails when the file is not what would be. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const file = join(root, API_TYPES);
  const types = await makeTypes(root);
  if (!process.argv.includes('--check')) return writeFileSync(file, types);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== types) throw new UserError(STALE_TYPES);
}

if (require.main === module) void main();
