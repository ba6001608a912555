import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Says of a file of this project that cannot be loaded, where and why; Node would show its own code and a stack.
 *
 * @returns `environments/dev.ts:16:3  Expected "}" but found "tags"`, a line each; undefined for any other error
 */
export function explainLoadError(error: unknown, root: string = process.cwd()): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, requireStack } = error as Error & { code?: unknown; requireStack?: string[] };
  // tsx passes esbuild's text on, not its parts.
  const untransformed = [...error.message.matchAll(/^(.+):(\d+):(\d+): ERROR: (.*)$/gm)];
  if (error.message.startsWith('Transform failed') && untransformed.length > 0) {
    return untransformed
      .map(([, file, line, column, text]) => `${relative(root, file!)}:${line}:${Number(column) + 1}  ${text}`)
      .join('\n');
  }
  const missing = code === 'MODULE_NOT_FOUND' ? /^Cannot find module '([^']+)'/.exec(error.message)?.[1] : undefined;
  const [from] = requireStack ?? [];
  if (missing === undefined || from === undefined || !existsSync(from) || from.includes('node_modules'))
    return undefined;
  const line =
    readFileSync(from, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(missing)) + 1;
  return `${relative(root, from)}${line > 0 ? `:${line}` : ''}  Cannot find module '${missing}'`;
}
