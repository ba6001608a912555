import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { NAMES } from '../environments/names';
import { explainSyntax } from './syntax-errors';

/** Files of an environment: people write them, and nothing else runs in them but what they say. */
const CONFIGURED = new RegExp(`^environments/(?:base|${NAMES.join('|')})\\.ts:[\\d:]+$`);

/** Where an error was thrown, as far as it is in a file of this project: `environments/dev.ts:15:11`. */
function ownFrame({ stack = '' }: Error, root: string): string {
  const frames = [...stack.matchAll(/^ +at .*?\(?([^\s()]+:\d+:\d+)\)?$/gm)].map(([, place = '']) => place);
  const [first = ''] = frames.filter((place) => place.startsWith(root) && !place.includes('node_modules'));
  return relative(root, first);
}

/**
 * Says of a file of this project that cannot be loaded, where and why; Node would show its own code and a stack.
 *
 * @returns `environments/dev.ts:16:3  ',' expected.` with the line itself below it; undefined for any other error
 */
export function explainLoadError(error: unknown, root: string = process.cwd()): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, requireStack } = error as Error & { code?: unknown; requireStack?: string[] };
  // tsx passes esbuild's text on, not its parts.
  const untransformed = [...error.message.matchAll(/^(.+):(\d+):(\d+): ERROR: (.*)$/gm)];
  if (error.message.startsWith('Transform failed') && untransformed.length > 0) {
    return untransformed
      .map(([, path, line, column, text]) => {
        const file = relative(root, path!);
        return explainSyntax(file, path!) ?? `${file}:${line}:${Number(column) + 1}  ${text}`;
      })
      .join('\n');
  }
  const missing = code === 'MODULE_NOT_FOUND' ? /^Cannot find module '([^']+)'/.exec(error.message)?.[1] : undefined;
  const [from] = requireStack ?? [];
  if (missing === undefined || from === undefined || !existsSync(from) || from.includes('node_modules')) {
    const [place] = CONFIGURED.exec(ownFrame(error, root)) ?? [];
    return place && `${place}  ${error.message}`;
  }
  const line =
    readFileSync(from, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(missing)) + 1;
  return `${relative(root, from)}${line > 0 ? `:${line}` : ''}  Cannot find module '${missing}'`;
}
