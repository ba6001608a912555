import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { own, setOwn } from '../../../keys/own';

/** Makes the response's value of a resolved one. @throws when graphql-js would report an error */
type Complete = (value: unknown) => unknown;

/** A field of Query that a resolver answers, and nothing below it another one. */
export interface PlannedField {
  /** The field's name in the response. */
  readonly key: string;
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly complete: Complete;
}

/**
 * A query whose shape is known before it runs: how each field of the response is read from what its resolver returned.
 * graphql-js finds that out anew for each value, which costs more than a whole page's resolvers. It still has the word on
 * everything that is not plain: what this file cannot plan, and whatever an error has to be said of.
 */
export interface Plan {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly queryType: GraphQLObjectType;
  readonly fields: readonly PlannedField[];
  /** All fields that it asks for, with their types: who may not have one of them gets no plan. */
  readonly asked: readonly (readonly [type: string, field: string])[];
}

/** Thrown by a part of a query that is not plain. */
class NotPlain extends Error {}

/** @returns undefined for a document that is not one plain query */
export function planQuery(schema: GraphQLSchema, document: DocumentNode): Plan | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const queryType = schema.getQueryType();
  const [operation] = operations;
  if (!queryType || operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY) return undefined;
  if (operation.directives?.length) return undefined;
  const fragments = fragmentsOf(document);
  const planning: Planning = { fragments, asked: [] };
  try {
    const fields = [...flatten(operation.selectionSet, queryType, fragments)].map(([key, node]) => {
      const definition = own(queryType.getFields(), node.name.value);
      if (!definition?.resolve) throw new NotPlain();
      planning.asked.push([queryType.name, definition.name]);
      return { key, node, definition, complete: completeOf(definition.type, node, planning) };
    });
    return { operation, fragments, queryType, fields, asked: planning.asked };
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

type Fragments = Plan['fragments'];

/** By name. */
export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );

/** What is known while a plan is made, and what it comes to. */
interface Planning {
  readonly fragments: Fragments;
  readonly asked: [type: string, field: string][];
}

/** The fields of a selection set by their names in the response, fragments merged. */
function flatten(set: SelectionSetNode, type: GraphQLObjectType, fragments: Fragments): Map<string, FieldNode> {
  const fields = new Map<string, FieldNode>();
  for (const selection of set.selections) {
    if (selection.directives?.length) throw new NotPlain();
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      if (fields.has(key)) throw new NotPlain();
      fields.set(key, selection);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? own(fragments, selection.name.value)! : selection;
    if (fragment.directives?.length || (fragment.typeCondition?.name.value ?? type.name) !== type.name)
      throw new NotPlain();
    for (const [key, node] of flatten(fragment.selectionSet, type, fragments)) {
      if (fields.has(key)) throw new NotPlain();
      fields.set(key, node);
    }
  }
  return fields;
}

function completeOf(type: GraphQLOutputType, node: FieldNode, planning: Planning): Complete {
  if (isNonNullType(type)) {
    const complete = completeOf(type.ofType as GraphQLOutputType, node, planning);
    return (value) => {
      const completed = complete(value);
      if (completed === null) throw new NotPlain();
      return completed;
    };
  }
  if (isListType(type)) return completeList(completeOf(type.ofType, node, planning));
  if (isLeafType(type)) return (value) => (isNothing(value) ? null : something(type.serialize(value)));
  if (isObjectType(type) && node.selectionSet) return completeObject(type, node.selectionSet, planning);
  throw new NotPlain();
}

function completeList(complete: Complete): Complete {
  return (value) => {
    if (isNothing(value)) return null;
    if (!Array.isArray(value)) throw new NotPlain();
    const completed: unknown[] = [];
    for (const element of value) completed.push(complete(element));
    return completed;
  };
}

function completeObject(type: GraphQLObjectType, set: SelectionSetNode, planning: Planning): Complete {
  const fields = [...flatten(set, type, planning.fragments)].map(([key, node]) => {
    const name = node.name.value;
    if (name === '__typename') return { key, name: undefined, complete: () => type.name };
    const definition = own(type.getFields(), name);
    if (!definition || definition.resolve) throw new NotPlain();
    planning.asked.push([type.name, name]);
    return { key, name, complete: completeOf(definition.type, node, planning) };
  });
  return (value) => {
    if (isNothing(value)) return null;
    if (typeof value !== 'object') throw new NotPlain();
    const completed: Record<string, unknown> = {};
    for (const { key, name, complete } of fields) {
      const given = name === undefined ? undefined : own(value as Record<string, unknown>, name);
      setOwn(completed, key, complete(given));
    }
    return completed;
  };
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

function something(value: unknown): unknown {
  if (isNothing(value)) throw new NotPlain();
  return value;
}
