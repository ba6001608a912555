import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { buildSync } from 'esbuild';
import type { LocateSource } from '../local/appsync/errors';
import { bundling } from './compilation';
import { RESOLVER_OPTIONS } from './compile';

/** What one source becomes, with the way back; undefined when it cannot be compiled any more. */
type Bundled = { readonly code: string; readonly map: SourceMap } | undefined;

/**
 * Finds where a place in the code of a resolver or an AppSync function stands in its sources. What AppSync gets has no way back in it,
 * so the source is compiled once more, with one: only for code that is wrong. Code that is not what the checkout gives has no place.
 *
 * @param root the checkout
 */
export function sourcePlaces(root: string): LocateSource {
  let last: { readonly code: string; readonly bundled: Bundled } | undefined;
  return (code, { line, column }) => {
    const source = entryOf(code);
    if (source === undefined) return undefined;
    if (last?.code !== code) last = { code, bundled: compile(root, source) };
    const { bundled } = last;
    if (bundled?.code !== code) return undefined;
    const found = bundled.map.findEntry(line - 1, column - 1);
    if (!('originalSource' in found)) return undefined;
    const file = relative(root, resolve(root, dirname(source), found.originalSource));
    return {
      file: file.split(sep).join(posix.sep),
      line: found.originalLine + 1,
      column: found.originalColumn + 1,
    };
  };
}

/** esbuild writes `// api/shared/lambda.ts` before what comes from a file; the last one is the source of the whole. */
const entryOf = (code: string): string | undefined =>
  code
    .match(/^\/\/ \S+\.[cm]?[jt]s$/gm)
    ?.at(-1)
    ?.slice('// '.length);

function compile(root: string, source: string): Bundled {
  try {
    const { outputFiles } = buildSync({ ...bundling(root, [source], RESOLVER_OPTIONS), sourcemap: 'external' });
    const [code, map] = ['.js', '.js.map']
      .map((end) => join(root, source.replace(/\.ts$/, end)))
      .map((path) => {
        return outputFiles.find((file) => file.path === path)?.text;
      });
    return code && map ? { code, map: new SourceMap(JSON.parse(map) as SourceMapPayload) } : undefined;
  } catch {
    return undefined; // it was changed meanwhile, and says so where it is bundled
  }
}
