import type { Rule, Scope } from 'eslint';
import type {
  CallExpression,
  Expression,
  Identifier,
  MemberExpression,
  Node,
  PrivateIdentifier,
  Program,
} from 'estree';
import { arrayMethodsWithFunction } from '../documented';

export type WithParent<N extends Node = Node> = N & Rule.NodeParentExtension;

/** `name` of `object.name` and `object['name']`; undefined when it is computed at run time. */
export function propertyName(node: MemberExpression): string | undefined {
  if (!node.computed) return (node.property as Identifier | PrivateIdentifier).name;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : undefined;
}

export const isFunction = (node: Node | null | undefined): boolean =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression';

/** The variable that code declares or imports under a name; a global is none. */
export function findVariable(scope: Scope.Scope, name: string): Scope.Variable | undefined {
  for (let at: Scope.Scope | null = scope; at; at = at.upper) {
    const variable = at.set.get(name);
    if (variable && variable.defs.length > 0) return variable;
  }
  return undefined;
}

/** The function that an identifier stands for: declared under that name, or the value of a variable of that name. */
export function functionNamed(scope: Scope.Scope, name: string): Node | undefined {
  const definition = findVariable(scope, name)?.defs[0];
  if (definition?.type === 'FunctionName') return definition.node;
  if (definition?.type === 'Variable' && isFunction(definition.node.init)) return definition.node.init as Node;
  return undefined;
}

/** Whether an expression is a function: written out, or by its name. */
export function isFunctionValue(scope: Scope.Scope, node: Node): boolean {
  return isFunction(node) || (node.type === 'Identifier' && functionNamed(scope, node.name) !== undefined);
}

/** The name of the method that is called: `map` of `items.map(…)`. */
export function calledMethod(node: CallExpression): string | undefined {
  const callee: Expression | { type: 'Super' } = node.callee;
  return callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
}

/** Whether a call is one of an array method that takes a function. */
export const takesFunction = (node: CallExpression): boolean =>
  (arrayMethodsWithFunction as readonly (string | undefined)[]).includes(calledMethod(node));

/** Whether what names a built-in function takes it as a value: it is neither called there nor given to an array method. */
export function isValue(node: WithParent): boolean {
  const parent = node.parent as WithParent;
  if (parent.type === 'CallExpression') return parent.callee !== node && !takesFunction(parent);
  if (parent.type === 'MemberExpression') return parent.object !== node;
  return parent.type !== 'TaggedTemplateExpression';
}

/** Every use of a name that the code does not declare. ESLint knows some of them as JavaScript's, and others not at all. */
export function globalReferences(context: Rule.RuleContext, program: Program): WithParent<Identifier>[] {
  const scope = context.sourceCode.getScope(program);
  const builtIn = scope.variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  return [...builtIn, ...scope.through].map(({ identifier }) => identifier as WithParent<Identifier>);
}

/** The nodes right below one. */
export function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    name === 'parent'
      ? []
      : [value].flat().filter((child): child is Node => typeof (child as Node | null)?.type === 'string'),
  );
}
