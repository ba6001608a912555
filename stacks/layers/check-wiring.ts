import { Kind } from 'graphql/language';
import { schemaOf, type SystemName } from '../../model/systems';
import type { Wiring } from '../../model/wiring';
import { parseSchema } from '../constructs/appsync-schema';
import { SynthesisError } from '../errors';

/** What there is to be wired. */
export interface ApiParts {
  /** GraphQL SDL. */
  readonly schema: string;
  /** Resolvers that have code, such as `query.room`. */
  readonly resolvers: readonly string[];
  /** AppSync functions that have code, such as `find-room`. */
  readonly functions: readonly string[];
}

/**
 * Sees to it that every root field has a resolver, every resolver a field, and that all code is wired.
 *
 * @throws SynthesisError with all that does not fit.
 */
export function checkWiring(system: SystemName, wiring: Wiring, parts: ApiParts): void {
  const folder = `api/${system}`;
  const file = `${folder}/wiring.ts`;
  const wired = Object.keys(wiring.resolvers);
  const used = new Set(Object.values(wiring.resolvers).flat());
  const declared = Object.keys(wiring.functions);
  const fields = rootFields(parts.schema, schemaOf(system));

  const problems = [
    ...missing(fields, wired, (name) => `schema.graphql has ${name}, which no resolver answers: wire it in ${file}`),
    ...missing(
      wired,
      fields,
      (name) => `${file} wires ${name}, which schema.graphql does not have: remove it, or add the field`,
    ),
    ...missing(
      wired,
      parts.resolvers,
      (name) => `${file} wires ${name}, which has no code: write ${folder}/resolvers/${name}.ts`,
    ),
    ...missing(
      parts.resolvers,
      wired,
      (name) => `${folder}/resolvers/${name}.ts answers no field: wire it in ${file}, or remove it`,
    ),
    ...missing(
      declared,
      parts.functions,
      (name) => `${file} declares ${name}, which has no code: write ${folder}/functions/${name}.ts`,
    ),
    ...missing(
      parts.functions,
      declared,
      (name) => `${folder}/functions/${name}.ts is not declared: add it in ${file}, or remove it`,
    ),
    ...missing(declared, [...used], (name) => `${file} declares ${name}, which no resolver runs: remove it, or use it`),
  ];
  if (problems.length > 0)
    throw new SynthesisError(`The API does not fit together.${problems.map((line) => `\n  ${line}`).join('')}`);
}

function missing(names: readonly string[], from: readonly string[], problem: (name: string) => string): string[] {
  return names.filter((name) => !from.includes(name)).map(problem);
}

/** `query.room`, `mutation.createRoom` and so on. */
function rootFields(schema: string, file: string): string[] {
  return parseSchema(schema, file).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && ['Query', 'Mutation'].includes(definition.name.value)
      ? (definition.fields ?? []).map((field) => `${definition.name.value.toLowerCase()}.${field.name.value}`)
      : [],
  );
}
