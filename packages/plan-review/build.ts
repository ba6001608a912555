import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

/**
 * Writes `dist`: one file of JavaScript for programs, one for the command line, and types. All that they need is in them, so that the
 * package depends on no other. Node takes a CommonJS file for `import`, too: there is one of each class, whoever loads it.
 */
const SOURCE = join(__dirname, 'src');
const DIST = join(__dirname, 'dist');

const { engines } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as { engines: { node: string } };

/** The declarations of what `index.ts` offers, by their places in `src`. */
function declarations(): Map<string, string> {
  const program = ts.createProgram([join(SOURCE, 'index.ts')], {
    ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], types: ['node'] },
    ...{ module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, resolveJsonModule: true },
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true },
    ...{ declaration: true, emitDeclarationOnly: true, rootDir: SOURCE, outDir: DIST },
  });
  const all = new Map<string, string>();
  program.emit(undefined, (_, text, __, ___, [source] = []) => {
    if (source)
      all.set(placeOf(source.fileName), source.text.includes("from 'zod'") ? spelledOut(source, program) : text);
  });
  return reachable('index', all);
}

const placeOf = (file: string): string => relative(SOURCE, file).split(sep).join('/').replace(/\.ts$/, '');

/** What a file leads to, and what that leads to. */
function reachable(from: string, all: ReadonlyMap<string, string>, found = new Map<string, string>()) {
  const text = all.get(from);
  if (text === undefined) throw new Error(`The types lead to ${from}, which is not of the package.`);
  if (found.has(from)) return found;
  found.set(from, text);
  for (const [, to] of text.matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
    reachable(posix.join(posix.dirname(from), to!), all, found);
  }
  return found;
}

/** The types of a file that zod infers, without zod: whoever uses the package need not have it. */
function spelledOut(source: ts.SourceFile, program: ts.Program): string {
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

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await build({
    entryPoints: { index: join(SOURCE, 'index.ts'), cli: join(SOURCE, 'cli/index.ts') },
    outdir: DIST,
    bundle: true,
    platform: 'node',
    target: `node${engines.node.replace(/^>=/, '')}`,
    logLevel: 'warning',
  });
  for (const [place, text] of declarations()) {
    const file = join(DIST, 'types', `${place}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

void main();
