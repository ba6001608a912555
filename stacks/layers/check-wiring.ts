import { Kind } from 'graphql/language';
import { schemaOf, type SystemName } from '../../model/systems';
import { ROOTS, type Wiring } from '../../model/wiring';
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
 * Sees to it that every root field has a resolver, but one that mutations tell, every resolver a field, and that all code is wired.
 *
 * @throws SynthesisError with all that does not fit.
 */
export function checkWiring(system: SystemName, wiring: Wiring, parts: ApiParts): void {
  const folder = `api/${system}`;
  const file = `${folder}/wiring.ts`;
  const wired = Object.keys(wiring.resolvers);
  const used = new Set(Object.values(wiring.resolvers).flat());
  const declared = Object.keys(wiring.functions);
  const { fields, told } = rootFields(parts.schema, schemaOf(system));

  const problems = [
    ...missing(
      fields,
      [...wired, ...told],
      (name) => `schema.graphql has ${name}, which no resolver answers: wire it in ${file}`,
    ),
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

/** `query.room`, `mutation.createRoom` and so on; `told` are those that mutations tell, whoever subscribes: they need no resolver. */
function rootFields(schema: string, file: string): { fields: string[]; told: string[] } {
  const all = parseSchema(schema, file).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const root = Object.entries(ROOTS).find(([, type]) => type === definition.name.value);
    return root ? (definition.fields ?? []).map((field) => ({ name: `${root[0]}.${field.name.value}`, field })) : [];
  });
  const isTold = ({ field }: (typeof all)[number]): boolean =>
    field.directives?.some(({ name }) => name.value === 'aws_subscribe') === true;
  return { fields: all.map(({ name }) => name), told: all.filter(isTold).map(({ name }) => name) };
}
