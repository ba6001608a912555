import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  Kind,
  print,
  type SelectionSetNode,
} from 'graphql';
import { own } from '../../../keys/own';

type Operation = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/**
 * `ctx.info.selectionSetList`: `items`, `items/title`, … Aliases stand for their fields, fragments are merged.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function selectionSetList(info: GraphQLResolveInfo): string[] {
  const paths = new Set<string>();
  for (const { selectionSet } of info.fieldNodes) collect(selectionSet, '', info, paths);
  return [...paths];
}

/** `ctx.info.selectionSetGraphQL`: the selection set as the client wrote it. */
export function selectionSetGraphQL(info: GraphQLResolveInfo): string {
  const [node] = info.fieldNodes;
  return node?.selectionSet ? print(node.selectionSet) : '';
}

function collect(set: SelectionSetNode | undefined, prefix: string, operation: Operation, paths: Set<string>): void {
  for (const selection of set?.selections ?? []) {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, operation.variableValues);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, operation.variableValues);
    if (skip?.['if'] === true || include?.['if'] === false) continue;
    if (selection.kind === Kind.FIELD) {
      const path = prefix + (selection.alias ?? selection.name).value;
      paths.add(path);
      collect(selection.selectionSet, `${path}/`, operation, paths);
    } else {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? own(operation.fragments, selection.name.value) : selection;
      collect(fragment?.selectionSet, prefix, operation, paths);
    }
  }
}
