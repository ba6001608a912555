import type { Rule } from 'eslint';
import type { Identifier, ImportDeclaration, Literal, Property } from 'estree';
import { own } from '../../../../../keys/own';
import { modules, runtimeObjects } from '../documented';
import { DYNAMODB_MODULE } from '../dynamodb-module';
import { knownOperations, unknownOperations, unknownUtilities } from '../unknown';
import { globalReferences, isValue, propertyName, type WithParent } from './ast';
import { notCalled } from './reported';

/** @param known full names of the utilities that the local run has: `util.time.nowISO8601` */
export function utilitiesRule(known: readonly string[]): Rule.RuleModule {
  const isBranch = (path: string) => [...known, ...unknownUtilities].some((name) => name.startsWith(`${path}.`));

  return {
    create(context) {
      /** Follows `util.time.nowISO8601` outwards from `util` and judges the longest name that the code writes out. */
      const check = (identifier: WithParent<Identifier>, root: string) => {
        let path = root;
        let node: WithParent = identifier;
        while (isBranch(path)) {
          const parent = node.parent as WithParent;
          const name = parent.type === 'MemberExpression' && parent.object === node ? propertyName(parent) : undefined;
          if (name === undefined) {
            return context.report({
              node: parent,
              message: `Write utilities out in full (${path}.…), so that it can be checked that they exist.`,
            });
          }
          path = `${path}.${name}`;
          node = parent;
        }
        if (known.includes(path)) {
          if (isValue(node)) context.report({ node, message: notCalled(path) });
          return;
        }
        if (unknownUtilities.includes(path)) {
          return context.report({ node, message: `The local run does not know ${path}, though AppSync has it.` });
        }
        const branch = path.slice(0, path.lastIndexOf('.'));
        const siblings = known.filter((name) => name.startsWith(`${branch}.`)).join(', ');
        context.report({
          node,
          message: `${path} does not exist in APPSYNC_JS. Known are ${siblings || known.join(', ')}.`,
        });
      };

      const checkReferences = (root: string, identifiers: readonly Identifier[]) => {
        for (const identifier of identifiers) check(identifier as WithParent<Identifier>, root);
      };

      return {
        ImportDeclaration: ({ source, specifiers }) => {
          for (const specifier of specifiers) {
            const root = rootOf(String(source.value), specifier);
            const [variable] = context.sourceCode.getDeclaredVariables(specifier);
            if (root === undefined || !variable) continue;
            checkReferences(
              root,
              variable.references.map((reference) => reference.identifier),
            );
          }
        },
        'Program:exit': (node) => {
          for (const identifier of globalReferences(context, node)) {
            if (isRuntimeObject(identifier.name)) checkReferences(identifier.name, [identifier]);
          }
        },
        'Property[key.name="operation"][value.type="Literal"]': (node: Property) => {
          const operation = String((node.value as Literal).value);
          if (knownOperations.includes(operation)) return;
          const message = unknownOperations.includes(operation)
            ? `The local run does not know the operation ${operation}, though AppSync has it. It knows ${knownOperations.join(', ')}.`
            : `There is no operation ${operation}. The local run knows ${knownOperations.join(', ')}.`;
          context.report({ node, message });
        },
      };
    },
  };
}

/** The full name of what an import names: `util`, `dynamodb.get`, `dynamodb`; undefined when the module has none such. */
function rootOf(source: string, specifier: ImportDeclaration['specifiers'][number]): string | undefined {
  if (specifier.type === 'ImportNamespaceSpecifier') return source === DYNAMODB_MODULE ? 'dynamodb' : undefined;
  if (specifier.type !== 'ImportSpecifier') return undefined;
  const { name } = specifier.imported as Identifier;
  if (source !== DYNAMODB_MODULE) return isRuntimeObject(name) ? name : undefined;
  return own(modules, DYNAMODB_MODULE)!.includes(name) ? `dynamodb.${name}` : undefined;
}

const isRuntimeObject = (name: string) => (runtimeObjects as readonly string[]).includes(name);
