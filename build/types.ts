import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashOf, unlessRemembered } from './remembered';

/** What is deployed, and what says how it is read: folders and files of a checkout. */
export const TYPED = [
  ...['api', 'environments', 'functions', 'keys', 'model', 'stacks', 'main.ts'],
  ...['tsconfig.json', 'tsconfig.deployed.json', 'node_modules/.package-lock.json'], // the last: what npm has installed
];

/**
 * Checks the types of all that is deployed: main.ts and what it reaches, resolvers, functions. What was found right once is not
 * checked again while nothing of it has changed.
 *
 * @param signal ends it
 * @returns the compiler's lines, `stacks/constructs/table.ts(77,7): error TS2561: …`; none when all is right
 */
export function typeErrors(root: string, signal?: AbortSignal): Promise<string[]> {
  const judge = async (): Promise<string[]> => {
    const { code, said } = await compile(root, signal);
    if (code === 0) return [];
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    return lines.length > 0 ? lines : [`The TypeScript compiler ended with exit code ${code}.`];
  };
  return unlessRemembered(root, { name: 'types', hash: () => hashOf(root, TYPED), judge });
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
