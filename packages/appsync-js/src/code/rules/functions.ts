import type { Rule, Scope } from 'eslint';
import type { ArrowFunctionExpression, AssignmentExpression, CallExpression, Node, ReturnStatement } from 'estree';
import { arrayMethodsWithFunction } from '../documented';
import { functionNamed, isFunction, isFunctionValue, takesFunction, type WithParent } from './ast';
import { documentedAt } from './reported';

/**
 * Functions are no values in APPSYNC_JS: they are not passed (but to array methods), returned or assigned anew, and do not
 * call themselves. AWS's plugin says the same with the help of TypeScript's types, which bundled code no longer has.
 */
export const functionsRule: Rule.RuleModule = {
  create(context) {
    const scopeOf = (node: Node): Scope.Scope => context.sourceCode.getScope(node);
    const calls = new Map<Node, Set<Node>>();

    const noteCall = (node: WithParent<CallExpression>) => {
      const callee = node.callee.type === 'Identifier' ? functionNamed(scopeOf(node), node.callee.name) : undefined;
      const caller = enclosingFunction(node);
      if (callee && caller) calls.set(caller, (calls.get(caller) ?? new Set()).add(callee));
    };

    const reaches = (from: Node, to: Node, seen = new Set<Node>()): boolean =>
      [...(calls.get(from) ?? [])].some((callee) => {
        if (callee === to) return true;
        if (seen.has(callee)) return false;
        seen.add(callee);
        return reaches(callee, to, seen);
      });

    const refuseAsValue = (node: WithParent) => {
      const place = isFunctionValue(scopeOf(node), node) ? placeOf(node) : undefined;
      if (place) {
        context.report({
          node,
          message: `A function cannot be ${place}: functions are no values in APPSYNC_JS (${documentedAt}). Declare it by name, and call it by that name.`,
        });
      }
    };

    return {
      'FunctionExpression, ArrowFunctionExpression, Identifier': refuseAsValue,
      CallExpression: (node: CallExpression) => {
        noteCall(node as WithParent<CallExpression>);
        if (!takesFunction(node) && node.arguments.some((argument) => isFunctionValue(scopeOf(node), argument))) {
          context.report({
            node,
            message: `A function cannot be passed as an argument, but to the array methods ${arrayMethodsWithFunction.join(', ')}.`,
          });
        }
      },
      ReturnStatement: (node: ReturnStatement) => {
        if (node.argument && isFunctionValue(scopeOf(node), node.argument)) {
          context.report({ node, message: 'A function cannot be returned.' });
        }
      },
      ArrowFunctionExpression: (node: ArrowFunctionExpression) => {
        if (isFunctionValue(scopeOf(node), node.body))
          context.report({ node, message: 'A function cannot be returned.' });
      },
      AssignmentExpression: (node: AssignmentExpression) => {
        if (node.left.type === 'Identifier' && functionNamed(scopeOf(node), node.left.name)) {
          context.report({ node, message: `The function ${node.left.name} cannot be assigned anew.` });
        }
      },
      'Program:exit': () => {
        for (const node of calls.keys()) {
          if (reaches(node, node))
            context.report({ node, message: 'A function cannot call itself, neither directly nor by way of others.' });
        }
      },
    };
  },
};

/** Where a value goes to that cannot be a function; undefined where it can, or another check judges it. */
function placeOf(node: WithParent): string | undefined {
  const parent = node.parent as WithParent;
  if (parent.type === 'Property') {
    const isInObject = parent.value === node && parent.kind === 'init' && parent.parent.type === 'ObjectExpression';
    return isInObject ? 'put into an object' : undefined;
  }
  if (parent.type === 'ArrayExpression') return 'put into a list';
  if (parent.type === 'AssignmentExpression' && parent.right === node) {
    return parent.left.type === 'MemberExpression' ? 'put into an object' : 'assigned';
  }
  if (parent.type === 'AssignmentPattern' && parent.right === node) return 'a default';
  if (parent.type === 'VariableDeclarator' && parent.init === node && !isFunction(node)) return 'given another name';
  const isChoice = parent.type === 'ConditionalExpression' ? parent.test !== node : parent.type === 'LogicalExpression';
  return isChoice ? 'chosen by a condition' : undefined;
}

/** The named function around a node: callbacks of array methods count as part of the function they stand in. */
function enclosingFunction(node: WithParent): Node | undefined {
  let found: Node | undefined;
  for (let at: WithParent | null = node.parent as WithParent | null; at; at = at.parent as WithParent | null) {
    if (!isFunction(at)) continue;
    found = at;
    const isNamed = at.type === 'FunctionDeclaration' || (at.parent as WithParent).type === 'VariableDeclarator';
    if (isNamed) return found;
  }
  return found;
}
