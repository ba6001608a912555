import type { Rule } from 'eslint';
import type {
  AssignmentExpression,
  CallExpression,
  Identifier,
  Literal,
  LogicalExpression,
  MemberExpression,
  Node,
  Property,
} from 'estree';
import { calledMethod, childrenOf, isFunction, type WithParent } from './ast';
import { documentedAt, reported } from './reported';

const LOGICAL = ['??=', '||=', '&&='];

/** They end the handler: where they stand behind `??`, AppSync ends it always. */
const ENDING = ['util.error', 'util.unauthorized', 'runtime.earlyReturn'];

/** Syntax that AWS's plugin lets through, and AppSync refuses or understands in another way. */
export const syntaxRule: Rule.RuleModule = {
  create(context) {
    const text = (node: Node) => context.sourceCode.getText(node);
    const refuse = (node: Node, message: string) => context.report({ node, message });

    return {
      AssignmentExpression: (node: AssignmentExpression) => {
        const { operator } = node;
        const [left, right] = [text(node.left), text(node.right)];
        if (LOGICAL.includes(operator)) {
          const test =
            operator === '??=' ? `${left} === undefined || ${left} === null` : operator === '||=' ? `!${left}` : left;
          return refuse(
            node,
            `AppSync does not take ${operator} (${reported.logicalAssignment}). Write if (${test}) { ${left} = ${right}; }.`,
          );
        }
        if (operator !== '=' && isUsed(node as WithParent)) {
          refuse(
            node,
            `In AppSync ${operator} has no value but "" (${reported.assignmentAsValue}). Write ${text(node)}; first, and then use ${left}.`,
          );
        }
      },
      LogicalExpression: (node: LogicalExpression) => {
        const ending = node.operator === '??' ? endingCall(node.right) : undefined;
        if (!ending) return;
        refuse(
          ending,
          `AppSync calls ${text(ending.callee)} also where the left side of ?? has a value (${reported.coalescing}). Use if, or a ? b : c.`,
        );
      },
      Property: (node: Property) => {
        if (node.kind === 'init') return;
        const kind = node.kind === 'get' ? 'getter' : 'setter';
        refuse(node, `APPSYNC_JS has no ${kind}s: ${documentedAt} has none. Write a plain property.`);
      },
      Identifier: (node: Identifier) => {
        if (node.name !== 'arguments' || isOnlyAName(node as WithParent<Identifier>)) return;
        refuse(node, `APPSYNC_JS has no arguments: ${documentedAt} has rest parameters. Write (...values) => ….`);
      },
      Literal: (node: Literal) => {
        if (!('bigint' in node)) return;
        refuse(node, `APPSYNC_JS has no BigInt: ${documentedAt} has numbers. Use a number, or text.`);
      },
      MetaProperty: (node) =>
        refuse(node, `APPSYNC_JS has no ${text(node)}: ${documentedAt} has none. Take what is needed from ctx.`),
      DebuggerStatement: (node) =>
        refuse(node, `APPSYNC_JS has no debugger: ${documentedAt} has none. Write console.log(…).`),
      TaggedTemplateExpression: (node) => {
        if (text(node.tag) === 'String.raw') return; // documented by name
        refuse(
          node,
          `APPSYNC_JS has no tagged templates: ${documentedAt} has plain ones and String.raw. Write a function call, or a template without ${text(node.tag)}.`,
        );
      },
    };
  },
};

/** Whether anything takes the value of an expression. */
function isUsed(node: WithParent): boolean {
  const parent = node.parent as WithParent;
  if (parent.type === 'ExpressionStatement') return false;
  if (parent.type === 'LogicalExpression') return parent.left === node || isUsed(parent);
  if (parent.type === 'ConditionalExpression') return parent.test === node || isUsed(parent);
  if (parent.type === 'SequenceExpression') return parent.expressions.at(-1) === node && isUsed(parent);
  const caller = parent.type === 'ArrowFunctionExpression' ? parent.parent : undefined;
  return caller?.type !== 'CallExpression' || calledMethod(caller) !== 'forEach'; // forEach takes no value
}

/** Whether `arguments` is the name of a property: `ctx.arguments`, `{ arguments: … }`. */
function isOnlyAName(node: WithParent<Identifier>): boolean {
  const parent = node.parent as WithParent;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return parent.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand;
}

/** The first call of util.error and its like in an expression, outside of functions. */
function endingCall(node: Node): CallExpression | undefined {
  if (isFunction(node)) return undefined;
  if (node.type === 'CallExpression' && ENDING.includes(dotted(node.callee as MemberExpression))) return node;
  for (const child of childrenOf(node)) {
    const found = endingCall(child);
    if (found) return found;
  }
  return undefined;
}

/** `util.error` of the callee `util.error`, also where a bundler renamed `util` to `util2`. */
function dotted({ type, object, property }: MemberExpression): string {
  if (type !== 'MemberExpression' || object.type !== 'Identifier' || property.type !== 'Identifier') return '';
  return `${object.name.replace(/\d+$/, '')}.${property.name}`;
}
