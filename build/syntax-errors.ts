import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { excerpt } from '../programs/excerpt';

/**
 * The first syntax error of a source as TypeScript says it, `',' expected.`: esbuild names the end that it waits for, `Expected "}"`.
 *
 * @param file as the message is to name it
 * @param path to read it from
 * @returns `environments/dev.ts:16:3  ',' expected.` with the line and a caret; undefined when TypeScript has nothing against it
 */
export function explainSyntax(file: string, path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: it takes half a second
  const ts = require('typescript') as typeof import('typescript');
  const { diagnostics = [] } = ts.transpileModule(text, { fileName: basename(path), reportDiagnostics: true });
  const first = diagnostics.find(({ start }) => start !== undefined);
  if (!first) return undefined;
  const before = text.slice(0, first.start).split('\n');
  const place = { line: before.length, column: before.at(-1)!.length + 1 };
  const message = ts.flattenDiagnosticMessageText(first.messageText, ' ');
  return `${file}:${place.line}:${place.column}  ${message}\n${excerpt(text, place)}`;
}
