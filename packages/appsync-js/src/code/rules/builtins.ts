import type { Rule } from 'eslint';
import type { CallExpression, Identifier, MemberExpression } from 'estree';
import { own } from '../../../../../keys/own';
import { arrayMethods, globalConstants, globalObjects, modules, runtimeObjects, stringMethods } from '../documented';
import { calledMethod, findVariable, globalReferences, isValue, propertyName, type WithParent } from './ast';
import { notCalled } from './reported';

const documentedMethods = new Set<string>([...arrayMethods, ...stringMethods]);

/** Methods that JavaScript has and APPSYNC_JS has not: a call of one fails there. */
const absentMethods = new Set(
  [Array, String, Number, Boolean, Function, Object]
    .flatMap((builtin) => Object.getOwnPropertyNames(builtin.prototype))
    .filter((name) => !documentedMethods.has(name)),
);

const hiddenProperties = ['constructor', 'prototype', '__proto__'];

/** Globals, their members, and methods that APPSYNC_JS does not document. */
export const builtinsRule: Rule.RuleModule = {
  create(context) {
    const checkGlobal = (identifier: WithParent<Identifier>) => {
      const { name, parent } = identifier;
      const members = own(globalObjects, name);
      if (!members) {
        const known = [...Object.keys(globalObjects), ...globalConstants, ...runtimeObjects].join(', ');
        return context.report({
          node: identifier,
          message: `${name} does not exist in APPSYNC_JS. Its globals are ${known}.`,
        });
      }
      const member =
        parent.type === 'MemberExpression' && parent.object === identifier ? propertyName(parent) : undefined;
      if (member === undefined || !members.includes(member)) {
        const used = member === undefined ? `${name} by itself` : `${name}.${member}`;
        const known = members.map((each) => `${name}.${each}`).join(', ');
        context.report({ node: parent, message: `APPSYNC_JS does not document ${used}. It documents ${known}.` });
      } else if (isValue(parent as WithParent)) {
        context.report({ node: parent, message: notCalled(`${name}.${member}`) });
      }
    };

    const startsAtUtilities = (node: MemberExpression): boolean => {
      let object = node.object;
      while (object.type === 'MemberExpression') object = object.object;
      if (object.type !== 'Identifier') return false;
      const variable = findVariable(context.sourceCode.getScope(object), object.name);
      return variable
        ? variable.defs[0]?.type === 'ImportBinding'
        : Object.hasOwn(globalObjects, object.name) || isRuntimeObject(object.name);
    };

    return {
      'Program:exit': (node) => {
        const known = new Set<string>([...globalConstants, ...runtimeObjects]);
        for (const identifier of globalReferences(context, node)) {
          if (!known.has(identifier.name)) checkGlobal(identifier);
        }
      },
      CallExpression: (node: CallExpression) => {
        const method = calledMethod(node);
        if (method === undefined || !absentMethods.has(method) || startsAtUtilities(node.callee as MemberExpression))
          return;
        context.report({
          node,
          message: `APPSYNC_JS does not document a method ${method}. Of arrays it documents ${arrayMethods.join(', ')}; of strings ${stringMethods.join(', ')}.`,
        });
      },
      'CallExpression[callee.property.name="sort"][arguments.length>0]': (node: Rule.Node) =>
        context.report({ node, message: 'Array.prototype.sort takes no argument in APPSYNC_JS: it sorts by text.' }),
      MemberExpression: (node: MemberExpression) => {
        const name = propertyName(node);
        if (name !== undefined && hiddenProperties.includes(name)) {
          context.report({ node, message: `APPSYNC_JS does not document the property ${name}.` });
        }
      },
      NewExpression: (node) =>
        context.report({ node, message: 'APPSYNC_JS has no constructors: new is not supported.' }),
      ThrowStatement: (node) =>
        context.report({ node, message: 'Throw statements are not supported. Use util.error(message, errorType).' }),
    };
  },
};

const isRuntimeObject = (name: string) => modules['@aws-appsync/utils']!.includes(name);
