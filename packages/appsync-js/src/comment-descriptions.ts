import { type ASTNode, type DocumentNode, Kind, type StringValueNode, type Token, TokenKind, visit } from 'graphql';

/** Definitions whose comment AppSync shows as their description; a value of an enum is none of them. */
const described: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
];

/**
 * Takes the comment above a definition for its description, as AppSync does
 * (https://github.com/aws/aws-appsync-community/issues/38): GraphiQL shows it.
 */
export function withCommentDescriptions(document: DocumentNode): DocumentNode {
  return visit<DocumentNode>(document, {
    enter: (node: ASTNode) => {
      if (!described.includes(node.kind) || ('description' in node && node.description)) return undefined;
      const value = commentAbove(node.loc?.startToken);
      const description: StringValueNode = { kind: Kind.STRING, value, block: true };
      return value === '' ? undefined : { ...node, description };
    },
  });
}

function commentAbove(token: Token | undefined): string {
  const lines: string[] = [];
  let above = token?.prev;
  for (let line = token?.line ?? 0; above?.kind === TokenKind.COMMENT && above.line === line - 1; above = above.prev) {
    lines.unshift(above.value.replace(/^ /, ''));
    line = above.line;
  }
  return lines.join('\n');
}
