import {
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { own, setOwn } from '../../../../keys/own';
import { isAbsent } from '../json';

/** What a mutation has done, for whoever has subscribed to it. */
export interface Publication {
  /** Its field. */
  readonly mutation: string;
  /** "The mutation selection set is sent to subscribers": what it did not ask for is not there. By names of fields, aliases or not. */
  readonly payload: unknown;
}

export interface ExecutedMutation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: ExecutionResult['data'];
  /** By its path in the response, the type of an object. */
  readonly types: ReadonlyMap<string, GraphQLObjectType>;
}

/** A field that is null tells nobody: it has failed, or there is nothing to tell (which is believed of AppSync, not known). */
export function publicationsOf(executed: ExecutedMutation): Publication[] {
  const { schema, operation, fragments, variables, data } = executed;
  const type = schema.getMutationType()!;
  const fields = collectFields(schema, fragments, { ...variables }, type, operation.selectionSet);
  return [...fields].flatMap(([key, nodes]) => {
    const field = own(type.getFields(), nodes[0]!.name.value);
    const payload = field ? select(executed, field.type, nodes, own(data, key), [key]) : null;
    return payload === null ? [] : [{ mutation: field!.name, payload }];
  });
}

/** A value of the response by the names of its fields. */
function select(
  executed: ExecutedMutation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  value: unknown,
  path: readonly (string | number)[],
): unknown {
  if (isAbsent(value)) return null;
  if (isNonNullType(type)) return select(executed, type.ofType as GraphQLOutputType, nodes, value, path);
  if (isListType(type)) {
    return (value as unknown[]).map((one, index) => select(executed, type.ofType, nodes, one, [...path, index]));
  }
  if (isLeafType(type)) return value;
  const { schema, fragments, variables, types } = executed;
  const object = isObjectType(type) ? type : (types.get(path.join('/')) ?? namedBy(value, schema));
  if (!object) return {}; // nothing of it was asked for but the name of its type, by another name
  const selected: Record<string, unknown> = { __typename: object.name };
  for (const [key, inner] of collectSubfields(schema, fragments, { ...variables }, object, [...nodes])) {
    const field = own(object.getFields(), inner[0]!.name.value);
    if (!field) continue; // __typename
    const given = own(value as Record<string, unknown>, key);
    setOwn(selected, field.name, select(executed, field.type, inner, given, [...path, key]));
  }
  return selected;
}

function namedBy(value: unknown, schema: GraphQLSchema): GraphQLObjectType | undefined {
  const type = schema.getType(String(own(value as Record<string, unknown>, '__typename')));
  return isObjectType(type) ? type : undefined;
}
