import type { ImportDeclaration, Identifier, Program, Statement, ModuleDeclaration } from 'estree';

type Positioned = { readonly range: [number, number] };

/**
 * The ES module of a code unit as a function expression that takes the modules and gives the handlers. Lines stay where
 * they are, so that an error names the line of the code that AppSync gets.
 */
export function toFactory(code: string, program: Program): string {
  const handlers = new Map<string, string>();
  let result = '';
  let end = 0;
  for (const node of program.body) {
    const replacement = replace(code, node, handlers);
    if (replacement === undefined) continue;
    const [from, to] = (node as unknown as Positioned).range;
    result +=
      code.slice(end, from) +
      replacement +
      '\n'.repeat(code.slice(from, to).split('\n').length - replacement.split('\n').length);
    end = to;
  }
  const body = result + code.slice(end);
  return `((__modules)=>{'use strict';${body}\nreturn {request:${handlers.get('request')},response:${handlers.get('response')}};})`;
}

/** What stands in the place of an import or an export; undefined for any other statement. */
function replace(code: string, node: Statement | ModuleDeclaration, handlers: Map<string, string>): string | undefined {
  if (node.type === 'ImportDeclaration') return bindings(node);
  if (node.type !== 'ExportNamedDeclaration') return undefined;
  for (const { exported, local } of node.specifiers)
    handlers.set((exported as Identifier).name, (local as Identifier).name);
  if (!node.declaration) return '';
  const names =
    node.declaration.type === 'VariableDeclaration'
      ? node.declaration.declarations.map(({ id }) => (id as Identifier).name)
      : [node.declaration.id.name];
  for (const name of names) handlers.set(name, name);
  return code.slice(...(node.declaration as unknown as Positioned).range);
}

function bindings(node: ImportDeclaration): string {
  const names = node.specifiers.map((specifier) =>
    specifier.type === 'ImportSpecifier' ? `${(specifier.imported as Identifier).name}:${specifier.local.name}` : '',
  );
  return `const {${names.join(',')}}=__modules[${JSON.stringify(node.source.value)}];`;
}
