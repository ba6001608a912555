import type { AST } from 'eslint';
import type {
  AssignmentExpression,
  BinaryExpression,
  ExportNamedDeclaration,
  Identifier,
  ImportDeclaration,
  LogicalExpression,
  Node,
} from 'estree';
import { childrenOf, isFunction } from './rules/ast';

/** The name under which the modules hold what `asReported` needs. */
export const OPERATORS = '#operators';

/** Replaces the code from one position to another. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A function expression that takes the modules and gives the handlers. */
export interface Factory {
  readonly source: string;
  /** Where a place in it stands in the code that it was made of; all numbers count from 1. */
  readonly inCode: (line: number, column: number) => [line: number, column: number];
}

/**
 * The ES module of a code unit as a factory.
 *
 * `a ?? f()` calls f whatever a is: AppSync is reported to (aws-appsync-community#403).
 *
 * @param asReported lets `+` and `typeof` meet numbers of DynamoDB as AppSync is reported to (`reported-numbers.ts`)
 */
export function toFactory(code: string, program: AST.Program, asReported = false): Factory {
  const operators = asReported ? `const {__add,__typeof}=__modules[${JSON.stringify(OPERATORS)}];` : '';
  const both = 'const __both=(left,right)=>left??right;';
  const edits: Edit[] = [{ from: 0, to: 0, text: `((__modules)=>{'use strict';${both}${operators}` }];
  const handlers = new Map<string, string>();
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') edits.push(instead(node, bindings(node)));
    if (node.type === 'ExportNamedDeclaration') edits.push(withoutExport(node, handlers));
  }
  rewriteOperators(program, { program, asReported, edits });
  const exported = `{request:${handlers.get('request')},response:${handlers.get('response')}}`;
  edits.push({ from: code.length, to: code.length, text: `\nreturn ${exported};})` });
  // They never overlap. At one place come insertions first, those of outer nodes before those of inner ones, as they were made.
  edits.sort((a, b) => a.from - b.from || a.to - b.to);
  const source = applied(code, edits);
  const inCode = (line: number, column: number) => lineAndColumn(code, before(edits, positionOf(source, line, column)));
  return { source, inCode };
}

function applied(code: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const { from, to, text } of edits) {
    result += code.slice(end, from) + text;
    end = to;
  }
  return result + code.slice(end);
}

/** Where a position of the edited code was before; of what an edit has put there, the place of the edit. */
function before(edits: readonly Edit[], position: number): number {
  let at = position;
  for (const { from, to, text } of edits) {
    if (at < from) break;
    at = at < from + text.length ? from : at - text.length + (to - from);
  }
  return at;
}

const positionOf = (text: string, line: number, column: number): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, { length }) => sum + length + 1, column - 1);

function lineAndColumn(text: string, position: number): [line: number, column: number] {
  const lines = text.slice(0, position).split('\n');
  return [lines.length, lines.at(-1)!.length + 1];
}

function instead(node: Node, text: string): Edit {
  const [from, to] = node.range!;
  return { from, to, text };
}

function bindings(node: ImportDeclaration): string {
  const from = `=__modules[${JSON.stringify(node.source.value)}];`;
  const all = node.specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
  if (all) return `const ${all.local.name}${from}`;
  const names = node.specifiers.map((specifier) =>
    specifier.type === 'ImportSpecifier' ? `${(specifier.imported as Identifier).name}:${specifier.local.name}` : '',
  );
  return `const {${names.join(',')}}${from}`;
}

function withoutExport(node: ExportNamedDeclaration, handlers: Map<string, string>): Edit {
  for (const { exported, local } of node.specifiers)
    handlers.set((exported as Identifier).name, (local as Identifier).name);
  const { declaration } = node;
  if (!declaration) return instead(node, '');
  const names =
    declaration.type === 'VariableDeclaration'
      ? declaration.declarations.map(({ id }) => (id as Identifier).name)
      : [declaration.id.name];
  for (const name of names) handlers.set(name, name);
  return { from: node.range![0], to: declaration.range![0], text: '' };
}

interface Rewriting {
  readonly program: AST.Program;
  readonly asReported: boolean;
  readonly edits: Edit[];
}

function rewriteOperators(node: Node, rewriting: Rewriting): void {
  const { asReported } = rewriting;
  if (node.type === 'LogicalExpression' && node.operator === '??' && doesSomething(node.right)) {
    call('__both(', node, ',', rewriting);
  } else if (asReported && node.type === 'BinaryExpression' && node.operator === '+') {
    call('__add(', node, ',', rewriting);
  } else if (
    asReported &&
    node.type === 'AssignmentExpression' &&
    node.operator === '+=' &&
    node.left.type === 'Identifier'
  ) {
    call('', node, `=__add(${node.left.name},`, rewriting);
  } else if (asReported && node.type === 'UnaryExpression' && node.operator === 'typeof') {
    const [from, to] = node.range!;
    const edits = [
      { from, to: from + 'typeof'.length, text: '__typeof(' },
      { from: to, to, text: ')' },
    ];
    rewriting.edits.push(...edits);
  }
  for (const child of childrenOf(node)) rewriteOperators(child, rewriting);
}

/** Makes `left operator right` a call; what stands around the operator, such as parentheses, stays. */
function call(
  start: string,
  node: LogicalExpression | BinaryExpression | AssignmentExpression,
  between: string,
  { program, edits }: Rewriting,
): void {
  const [from, to] = node.range!;
  const [after, before] = [node.left.range![1], node.right.range![0]];
  const operator = program.tokens.find(({ value, range }) => {
    return value === node.operator && range[0] >= after && range[1] <= before;
  })!;
  edits.push(
    { from, to: from, text: start },
    { from: operator.range[0], to: operator.range[1], text: between },
    { from: to, to, text: ')' },
  );
}

/** Whether an expression calls something or assigns: only then it matters whether it is evaluated. */
function doesSomething(node: Node): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'CallExpression' || node.type === 'AssignmentExpression') return true;
  return childrenOf(node).some(doesSomething);
}
