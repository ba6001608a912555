import type { Rule, Scope } from 'eslint';
import type {
  AssignmentExpression,
  AssignmentPattern,
  AssignmentProperty,
  CallExpression,
  ExportSpecifier,
  Function as AnyFunction,
  Identifier,
  Literal,
  Node,
  ObjectExpression,
  ObjectPattern,
  Property,
} from 'estree';
import { findVariable, functionNamed, isFunction, type WithParent } from './ast';
import { HANDLERS } from './modules';
import { reported } from './reported';

/**
 * Values that change their shape. AppSync seems to check types as TypeScript does for plain JavaScript (a variable has the
 * type of its first value, a destructured parameter the properties that it names): what is reported is refused here by syntax.
 */
export const shapesRule: Rule.RuleModule = {
  create(context) {
    const scopeOf = (node: Node): Scope.Scope => context.sourceCode.getScope(node);
    const text = (node: Node) => context.sourceCode.getText(node);
    const handlers = new Set<string>(HANDLERS);
    const defaults: WithParent<AssignmentPattern>[] = [];

    const checkCall = (node: CallExpression) => {
      const called = node.callee.type === 'Identifier' ? functionNamed(scopeOf(node), node.callee.name) : undefined;
      for (const [index, parameter] of ((called as AnyFunction | undefined)?.params ?? []).entries()) {
        const given = node.arguments[index];
        if (parameter.type !== 'ObjectPattern' || given?.type !== 'ObjectExpression') continue;
        const names = propertiesOf(given);
        const missing = names && wanted(parameter).filter((name) => !names.has(name));
        if (!missing || missing.length === 0) continue;
        context.report({
          node: given,
          message: `AppSync does not take a call that leaves out ${missing.join(', ')}, which ${text(node.callee)} destructures in its parameters (${reported.leftOut}). Pass ${missing.map((name) => `${name}: undefined`).join(', ')}, or destructure inside of the function.`,
        });
      }
    };

    const checkAssignment = (node: AssignmentExpression) => {
      if (node.operator !== '=' || node.left.type !== 'Identifier') return;
      const definition = findVariable(scopeOf(node), node.left.name)?.defs[0];
      const first = definition?.type === 'Variable' ? (definition.node.init as Node | null | undefined) : undefined;
      const difference = first && differenceOf([first], node.right);
      if (!difference) return;
      context.report({
        node,
        message: `AppSync does not take another shape for ${node.left.name} than it had at first: ${difference} (${reported.shape}). Declare it without a value (let ${node.left.name};) and assign it in each branch.`,
      });
    };

    /** Whether a function is none of the two that AppSync calls, and no callback of an array method. */
    const isHelper = (node: WithParent): boolean => {
      if (node.type === 'FunctionDeclaration') return !handlers.has(node.id.name);
      const parent = node.parent as WithParent;
      return parent.type === 'VariableDeclarator' && !handlers.has((parent.id as Identifier).name);
    };

    /** A default that takes apart a helper's parameter: in its signature, or by a declaration inside of it. */
    const checkDefault = (node: WithParent<AssignmentPattern>) => {
      let pattern: WithParent = node;
      while (isPattern(pattern.parent as WithParent)) pattern = pattern.parent as WithParent;
      if (pattern === node) return; // of a whole parameter
      const parent = pattern.parent as WithParent;
      const value =
        parent.type === 'VariableDeclarator' && parent.init?.type === 'Identifier' ? parent.init : undefined;
      const owner = isFunction(parent) ? parent : value && functionOfParameter(scopeOf(value), value.name);
      if (!owner || !isHelper(owner)) return;
      const left = text(node.left);
      const property = node.parent.type === 'Property' ? keyOf(node.parent) : undefined;
      context.report({
        node,
        message: `AppSync is reported to fail at a default where a helper takes its parameter apart (${reported.defaults}). Write const ${left} = ${value?.name ?? 'parameter'}.${property ?? left} ?? ${text(node.right)};.`,
      });
    };

    return {
      CallExpression: checkCall,
      AssignmentExpression: checkAssignment,
      AssignmentPattern: (node) => void defaults.push(node),
      ExportSpecifier: ({ local, exported }: ExportSpecifier) => {
        if (HANDLERS.includes((exported as Identifier).name)) handlers.add((local as Identifier).name);
      },
      'Program:exit': () => defaults.forEach(checkDefault), // when all exports are known
    };
  },
};

const isPattern = (node: WithParent): boolean =>
  ['ObjectPattern', 'ArrayPattern', 'AssignmentPattern'].includes(node.type) ||
  (node.type === 'Property' && node.parent.type === 'ObjectPattern');

/** The function of which a name is a parameter, as a whole. */
function functionOfParameter(scope: Scope.Scope, name: string): WithParent | undefined {
  const definition = findVariable(scope, name)?.defs[0];
  if (definition?.type !== 'Parameter') return undefined;
  const owner = definition.node;
  return owner.params.includes(definition.name) ? (owner as WithParent) : undefined;
}

/** The properties that a pattern takes and has no default for. */
function wanted({ properties }: ObjectPattern): string[] {
  return properties.flatMap((property) =>
    property.type === 'Property' && property.value.type !== 'AssignmentPattern' ? (keyOf(property) ?? []) : [],
  );
}

/** The properties of a written-out object by name; undefined when it has others, too. */
function propertiesOf({ properties }: ObjectExpression): Map<string, Node> | undefined {
  const found = new Map<string, Node>();
  for (const property of properties) {
    const name = property.type === 'Property' ? keyOf(property) : undefined;
    if (name === undefined) return undefined;
    found.set(name, (property as Property).value);
  }
  return found;
}

/** What differs between each of the values that were there at first and a later one, as far as they are written out. */
function differenceOf(firsts: readonly Node[], later: Node, path = ''): string | undefined {
  const befores = firsts.flatMap(alternativesOf);
  for (const after of alternativesOf(later)) {
    const differences = befores.map((before) => differenceOfOne(before, after, path));
    if (differences.every((difference) => difference !== undefined)) return differences[0];
  }
  return undefined;
}

/** What an expression may give: either branch of a condition. */
function alternativesOf(node: Node): Node[] {
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(alternativesOf);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(alternativesOf);
  return [node];
}

function differenceOfOne(first: Node, later: Node, path: string): string | undefined {
  const [was, is] = [kindOf(first), kindOf(later)];
  if (!was || !is) return undefined;
  if (was !== is) return `${path || 'it'} was ${was} and becomes ${is}`;
  if (first.type === 'ArrayExpression' && later.type === 'ArrayExpression') {
    const elements = first.elements.filter((element) => element !== null); // one may be what any other was
    for (const [index, element] of later.elements.entries()) {
      const difference = element && differenceOf(elements, element, `${path}[${index}]`);
      if (difference) return difference;
    }
    return undefined;
  }
  if (first.type !== 'ObjectExpression' || later.type !== 'ObjectExpression') return undefined;
  const [before, after] = [propertiesOf(first), propertiesOf(later)];
  if (!before || !after) return undefined;
  for (const [name, value] of before) {
    const inner = path ? `${path}.${name}` : name;
    const found = after.get(name);
    if (!found) return `${inner} is missing`;
    const difference = differenceOf([value], found, inner);
    if (difference) return difference;
  }
  return undefined;
}

/** The kind of a value that is written out; undefined where it comes from elsewhere, is null or undefined. */
function kindOf(node: Node): string | undefined {
  if (node.type === 'ObjectExpression') return 'an object';
  if (node.type === 'ArrayExpression') return 'a list';
  if (node.type === 'TemplateLiteral') return 'a string';
  const type = node.type === 'Literal' ? typeof node.value : '';
  return ['string', 'number', 'boolean'].includes(type) ? `a ${type}` : undefined;
}

function keyOf({ key, computed }: Property | AssignmentProperty): string | undefined {
  if (computed) return undefined;
  return key.type === 'Identifier' ? key.name : String((key as Literal).value);
}
