import type { Rule } from 'eslint';
import type { Node } from 'estree';
import ts from 'typescript';

const { String, TemplateLiteral, NonPrimitive, Any, Unknown } = ts.TypeFlags;
const ANY_TEXT = String | TemplateLiteral | Any | Unknown;
const ANY_OBJECT = NonPrimitive | Any | Unknown;

/** What typescript-eslint's parser offers to a rule. */
interface TypeServices {
  readonly program: ts.Program;
  readonly getTypeAtLocation: (node: Node) => ts.Type;
}

/**
 * Forbids to ask an object for a name that may come from outside: each object has a `constructor`, a `valueOf` and a
 * `__proto__`, so `TABLE[type]` has a function for a resource of that type. A key may come from outside when its type,
 * before any `as`, is `string`; literals and their unions are known. Arrays take numbers and are not concerned.
 *
 * A rule of our own, because those that are published (`security/detect-object-injection`, the plugins against prototype
 * pollution) do not know types and report each `list[index]`; TypeScript's `noUncheckedIndexedAccess` only adds `undefined`.
 */
export const outsideKeys: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      read: 'Every object has a "constructor": use own(object, key) of keys/own.ts, or a Map.',
      write:
        'A key "__proto__" would be lost: use Object.fromEntries, { [key]: value }, setOwn of keys/own.ts, or a Map.',
      in: 'A "constructor" is in every object: use Object.hasOwn(object, key), or a Map.',
      assign: 'A key "__proto__" would become the prototype: use { ...target, ...source }.',
    },
  },
  create(context) {
    const { program, getTypeAtLocation } = context.sourceCode.parserServices as unknown as TypeServices;
    const checker = program.getTypeChecker();

    const mayBeAnyText = (key: Node): boolean => {
      const type = getTypeAtLocation(beforeCast(key));
      if (isKeyOf(type)) return false;
      const constraint = checker.getBaseConstraintOfType(type) ?? type;
      const types = constraint.isUnion() ? constraint.types : [constraint];
      return types.some(({ flags }) => (flags & ANY_TEXT) !== 0);
    };
    const check = (key: Node, messageId: 'read' | 'write' | 'in'): void => {
      if (mayBeAnyText(key)) context.report({ node: key, messageId });
    };

    return {
      'MemberExpression[computed=true]'(node: Rule.Node & { type: 'MemberExpression' }) {
        const { parent } = node;
        if (parent.type === 'UnaryExpression' && parent.operator === 'delete') return; // takes its own only
        const isWritten = parent.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=';
        check(node.property, isWritten ? 'write' : 'read');
      },
      'ObjectPattern > Property[computed=true]': (node: Node & { type: 'Property' }) => check(node.key, 'read'),
      'BinaryExpression[operator="in"]': (node: Node & { type: 'BinaryExpression' }) => check(node.left, 'in'),
      'CallExpression[callee.object.name="Object"][callee.property.name="assign"] > *.arguments:not(:first-child)'(
        node: Node,
      ) {
        const type = getTypeAtLocation(beforeCast(node));
        if ((type.flags & ANY_OBJECT) !== 0 || checker.getIndexInfoOfType(type, ts.IndexKind.String)) {
          context.report({ node, messageId: 'assign' });
        }
      },
    };
  },
};

/** `K extends keyof T` */
const isKeyOf = ({ symbol }: ts.Type): boolean =>
  symbol?.declarations?.some(
    (one) => ts.isTypeParameterDeclaration(one) && one.constraint && ts.isTypeOperatorNode(one.constraint),
  ) ?? false;

/** `type` of `type as Kind`: a cast does not check. */
function beforeCast(key: Node): Node {
  const node = key as { type: string; expression?: Node };
  return node.type === 'TSAsExpression' && node.expression ? beforeCast(node.expression) : key;
}
