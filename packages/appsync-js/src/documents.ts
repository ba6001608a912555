import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import { own } from '../../../keys/own';
import { fragmentsOf, type Plan, planQuery } from './plan';

/** A query text, understood once. */
export type PreparedDocument =
  | ReadyDocument
  | { readonly kind: 'invalid'; readonly errors: readonly GraphQLError[] }
  | { readonly kind: 'unreadable' };

export interface ReadyDocument {
  readonly kind: 'ready';
  readonly document: DocumentNode;
  /** By name. */
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Levels of fields, leaves included. */
  readonly depth: number;
  /** undefined for what only graphql-js can run. */
  readonly plan: Plan | undefined;
}

/** Clients send few different query texts; so many are remembered. */
const CAPACITY = 500;

/** Parses and validates query texts, each once. */
export class Documents {
  private readonly prepared = new Map<string, PreparedDocument>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: boolean,
  ) {}

  prepare(query: string): PreparedDocument {
    const known = this.prepared.get(query);
    if (known) return known;
    const fresh = this.read(query);
    if (this.prepared.size >= CAPACITY) this.prepared.delete(this.prepared.keys().next().value!);
    this.prepared.set(query, fresh);
    return fresh;
  }

  private read(query: string): PreparedDocument {
    try {
      const document = parse(query);
      const rules = this.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
      const errors = validate(this.schema, document, rules, { hideSuggestions: !this.introspection });
      if (errors.length > 0) return { kind: 'invalid', errors };
      const fragments = fragmentsOf(document);
      const depth = depthOf(document, fragments);
      return { kind: 'ready', document, fragments, depth, plan: planQuery(this.schema, document) };
    } catch (error) {
      if (error instanceof GraphQLError) return { kind: 'unreadable' };
      throw error;
    }
  }
}

function depthOf(document: DocumentNode, fragments: ReadyDocument['fragments']): number {
  const below = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.FIELD) return 1 + below(selection.selectionSet);
        const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
        return below(isSpread ? own(fragments, selection.name.value)?.selectionSet : selection.selectionSet);
      }),
    );
  return Math.max(
    0,
    ...document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? below(definition.selectionSet) : 0,
    ),
  );
}
