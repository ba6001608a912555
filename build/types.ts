import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashOf, unlessRemembered } from './remembered';

export const API_SCHEMA = 'api/schema.graphql';
export const API_TYPES = 'api/schema.types.ts';

/** What is deployed, and what says how it is read: folders and files of a checkout. */
export const TYPED = [
  ...['api', API_SCHEMA, 'environments', 'functions', 'keys', 'model', 'programs', 'stacks', 'main.ts'],
  ...['tsconfig.json', 'tsconfig.deployed.json', 'node_modules/.package-lock.json'], // the last: what npm has installed
];

/**
 * Checks the types of all that is deployed: main.ts and what it reaches, resolvers, functions. What was found right once is not
 * checked again while nothing of it has changed. The API's types are wrong, too, when they are made of another schema.
 *
 * @param signal ends it
 * @returns the compiler's lines, `stacks/constructs/table.ts(77,7): error TS2561: …`; none when all is right
 */
export function typeErrors(root: string, signal?: AbortSignal): Promise<string[]> {
  const judge = async (): Promise<string[]> => {
    const { code, said } = await compile(root, signal);
    const stale = areTypesStale(root) ? [STALE_TYPES] : [];
    if (code === 0) return stale;
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    return [...stale, ...(lines.length > 0 ? lines : [`The TypeScript compiler ended with exit code ${code}.`])];
  };
  return unlessRemembered(root, { name: 'types', hash: () => hashOf(root, TYPED), judge });
}

/** In the compiler's form. */
export const STALE_TYPES = `${API_TYPES}(1,1): error: it is not what ${API_SCHEMA} makes now: run npm run api:types`;

/** Whether the API's types are made of another schema than is there, which no compiler can know. Their first line tells. */
function areTypesStale(root: string): boolean {
  if (!existsSync(join(root, API_SCHEMA))) return false; // main.ts says so
  const types = existsSync(join(root, API_TYPES)) ? readFileSync(join(root, API_TYPES), 'utf8') : '';
  return !types.startsWith(headerOfTypes(readFileSync(join(root, API_SCHEMA), 'utf8')));
}

/** The first line of the API's types. @param sdl of the schema that they are made of */
export function headerOfTypes(sdl: string): string {
  const hash = createHash('sha256').update(sdl).digest('hex');
  return `// npm run api:types makes this file of ${API_SCHEMA}, sha256 ${hash}\n`;
}

function compile(root: string, signal?: AbortSignal): Promise<{ readonly code: number | null; readonly said: string }> {
  const args = [compilerOf(root), '--project', 'tsconfig.deployed.json', '--noEmit', '--pretty', 'false'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** TypeScript 7, which takes a third of the time, where it has a binary for this machine; otherwise the linters' own. */
function compilerOf(root: string): string {
  const { resolve } = createRequire(join(root, 'package.json'));
  try {
    const native = resolve('typescript-native/package.json');
    createRequire(native).resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
    return join(native, '../bin/tsc');
  } catch {
    return resolve('typescript/bin/tsc');
  }
}
