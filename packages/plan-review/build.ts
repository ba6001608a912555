import ts from 'typescript';
import { buildPackage } from '../build-package';

void buildPackage(__dirname, { entries: { index: 'index.ts', cli: 'cli/index.ts' }, declare: spelledOut });

/** The types of a file that zod infers, without zod: whoever uses the package need not have it. @returns undefined without such types */
function spelledOut(source: ts.SourceFile, program: ts.Program): string | undefined {
  if (!source.text.includes("from 'zod'")) return undefined;
  const checker = program.getTypeChecker();
  const aliases = source.statements
    .filter(ts.isTypeAliasDeclaration)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
  const spelled = aliases.map((alias) => {
    const { name, type } = alias;
    const isInferred = type.getText(source).startsWith('z.infer');
    const text = isInferred ? spell(checker.getTypeAtLocation(name), checker, '') : type.getText(source);
    return `${documented(checker.getSymbolAtLocation(name)!, checker, '')}export type ${name.text} = ${text};`;
  });
  return `import type { Json } from './plan/value';\n\n${spelled.join('\n\n')}\n`;
}

function spell(type: ts.Type, checker: ts.TypeChecker, indent: string): string {
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  if (text === 'Json' || text === 'Json | undefined') return text;
  if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) {
    return type.types.map((one) => spell(one, checker, indent)).join(' | ');
  }
  const [element] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  if (element) return `Array<${spell(element, checker, indent)}>`;
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (values) return `Record<string, ${spell(values, checker, indent)}>`;
  if (!(type.flags & ts.TypeFlags.Object)) return text;
  const deeper = `${indent}  `;
  const members = type.getProperties().map((member) => {
    const optional = member.flags & ts.SymbolFlags.Optional ? '?' : '';
    const of = spell(checker.getTypeOfSymbol(member), checker, deeper);
    return `${documented(member, checker, deeper)}${deeper}${member.name}${optional}: ${of};\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

function documented(symbol: ts.Symbol, checker: ts.TypeChecker, indent: string): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return text === '' ? '' : `${indent}/** ${text} */\n`;
}
