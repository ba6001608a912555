import type { Rule } from 'eslint';
import type { ExportNamedDeclaration, Identifier, ImportDeclaration } from 'estree';
import { own } from '../../../../../keys/own';
import { modules, unknownModules } from '../documented';
import { DYNAMODB_MODULE } from '../dynamodb-module';
import { isFunction } from './ast';

/** What AppSync calls. */
export const HANDLERS = ['request', 'response'];

/** What a code unit imports and exports. */
export const modulesRule: Rule.RuleModule = {
  create(context) {
    const exported = new Set<string>();

    const checkImport = (node: ImportDeclaration) => {
      const source = String(node.source.value);
      const names = own(modules, source);
      if (unknownModules.includes(source)) {
        return context.report({
          node,
          message: `The local run does not know the module ${source}. Use @aws-appsync/utils, or a Lambda function.`,
        });
      }
      if (!names) {
        return context.report({
          node,
          message: `APPSYNC_JS cannot import ${source}. It has @aws-appsync/utils and @aws-appsync/utils/dynamodb; bundle everything else.`,
        });
      }
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier' && source === DYNAMODB_MODULE) continue; // as AWS's examples do
        if (specifier.type !== 'ImportSpecifier') {
          context.report({
            node: specifier,
            message: `Import by name: import { ${names.join(', ')} } from '${source}'.`,
          });
        } else if (!names.includes((specifier.imported as Identifier).name)) {
          const name = (specifier.imported as Identifier).name;
          context.report({
            node: specifier,
            message: `${source} does not export ${name}. It exports ${names.join(', ')}.`,
          });
        }
      }
    };

    const noteExports = (node: ExportNamedDeclaration) => {
      if (node.source) context.report({ node, message: 'APPSYNC_JS cannot export from another module.' });
      if (node.declaration?.type === 'FunctionDeclaration') exported.add(node.declaration.id.name);
      if (node.declaration?.type === 'VariableDeclaration') {
        for (const { id, init } of node.declaration.declarations) {
          if (id.type === 'Identifier' && isFunction(init)) exported.add(id.name);
        }
      }
      for (const specifier of node.specifiers) exported.add((specifier.exported as Identifier).name);
    };

    return {
      ImportDeclaration: checkImport,
      ImportExpression: (node) => context.report({ node, message: 'APPSYNC_JS cannot import at run time.' }),
      ExportAllDeclaration: (node) =>
        context.report({ node, message: 'APPSYNC_JS cannot export from another module.' }),
      ExportDefaultDeclaration: (node) =>
        context.report({ node, message: 'A default export means nothing to AppSync: export request and response.' }),
      ExportNamedDeclaration: noteExports,
      'Program:exit': () => {
        const missing = HANDLERS.filter((name) => !exported.has(name));
        if (missing.length === 0) return;
        const message = `The code does not export ${missing.join(' and ')}: AppSync calls both.`;
        context.report({ loc: { line: 1, column: 0 }, message }); // the first statement may be another file's
      },
    };
  },
};
