import { GetIntrospectionSchemaCommand } from '@aws-sdk/client-appsync';
import {
  Kind,
  parse,
  print,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';
import type { Aws } from '../aws/clients';
import type { Check } from '../checks';
import type { Deployed } from '../deployed';
import { judge, putBack } from './compare';
import { apiOf } from './state';

/** Differences that one message names. */
const NAMED = 10;

/**
 * The GraphQL schema that AppSync serves has the types and fields of the one that was deployed. Descriptions, directives
 * and default values are not compared: AppSync prints the schema anew, with its own scalars and directives.
 */
export function schemaCheck(deployed: Deployed, { appsync }: Aws): Check {
  const { id: apiId, schema } = apiOf(deployed).values;
  return {
    name: 'GraphQL schema',
    run: async (abortSignal) => {
      const input = { apiId, format: 'SDL' as const, includeDirectives: false };
      const { schema: bytes } = await appsync.send(new GetIntrospectionSchemaCommand(input), { abortSignal });
      const [found, expected] = [signatures(new TextDecoder().decode(bytes)), signatures(schema)];
      const wrong = [
        ...expected.filter((one) => !found.includes(one)).map((one) => `\`${one}\` is missing`),
        ...found.filter((one) => !expected.includes(one)).map((one) => `\`${one}\` is there, expected none`),
      ];
      const rest = wrong.length - NAMED;
      return judge('GraphQL schema', rest > 0 ? [...wrong.slice(0, NAMED), `and ${rest} more`] : wrong, {
        detail: `${expected.length} types, fields and values as deployed`,
        next: putBack(deployed.environment.name),
      });
    },
  };
}

/** One line for each type, field and value: `type Query`, `Query.room(id: ID!): Room`, `MediaType.MOVIE`. */
export function signatures(sdl: string): string[] {
  return [...new Set(parse(sdl).definitions.flatMap(signaturesOf))].sort();
}

/** Of scalars and directives, which are AppSync's own, and of the schema's roots, which have their usual names: none. */
function signaturesOf(definition: DefinitionNode): string[] {
  const word = WORDS[definition.kind];
  if (word === undefined || !('name' in definition) || !definition.name) return [];
  const name = definition.name.value;
  return [`${word} ${name}`, ...partsOf(definition, name)];
}

const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'type',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
};

function partsOf(definition: DefinitionNode, name: string): string[] {
  const parts: string[] = [];
  if ('interfaces' in definition) {
    parts.push(...(definition.interfaces ?? []).map((one) => `type ${name} implements ${one.name.value}`));
  }
  if ('fields' in definition) parts.push(...(definition.fields ?? []).map((field) => `${name}.${fieldOf(field)}`));
  if ('values' in definition) parts.push(...(definition.values ?? []).map((value) => `${name}.${value.name.value}`));
  if ('types' in definition)
    parts.push(...(definition.types ?? []).map((type) => `union ${name} = ${type.name.value}`));
  return parts;
}

/** Arguments in any order: clients name them. */
function fieldOf(field: FieldDefinitionNode | InputValueDefinitionNode): string {
  const list = 'arguments' in field ? (field.arguments ?? []).map(fieldOf).sort().join(', ') : '';
  return `${field.name.value}${list === '' ? '' : `(${list})`}: ${print(field.type)}`;
}
