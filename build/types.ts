import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BundleError } from './bundle-error';

/** What is deployed, and what says how it is read: folders and files of a checkout. */
export const TYPED = [
  ...['api', 'environments', 'functions', 'keys', 'stacks', 'main.ts'],
  ...['tsconfig.json', 'tsconfig.deployed.json', 'node_modules/.package-lock.json'], // the last: what npm has installed
];

/** Checkouts whose types are remembered to be right: a branch back and forth, the copies of tests. */
const REMEMBERED = 100;

/**
 * Checks the types of all that is deployed: main.ts and what it reaches, resolvers, functions. What was found right once is not
 * checked again while nothing of it has changed, in any checkout with these packages.
 *
 * @param signal ends it
 * @returns the compiler's lines, `stacks/constructs/table.ts(77,7): error TS2561: …`; none when all is right
 */
export async function typeErrors(root: string, signal?: AbortSignal): Promise<string[]> {
  const right = join(root, 'node_modules', '.cache', 'trinity', 'types');
  const name = hashOf(root);
  if (existsSync(join(right, name))) return [];
  const { code, said } = await compile(root, signal);
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  if (code !== 0) return lines.length > 0 ? lines : [`The TypeScript compiler ended with exit code ${code}.`];
  if (hashOf(root) === name) remember(right, name);
  return [];
}

/**
 * Bundles and checks types beside each other.
 *
 * @param bundling underway
 * @throws BundleError with what cannot be bundled, else with what the compiler says against the types
 */
export async function withTypes<T>(bundling: Promise<T>, root: string, signal?: AbortSignal): Promise<T> {
  const [bundled, types] = await Promise.allSettled([bundling, typeErrors(root, signal)]);
  if (bundled.status === 'rejected') throw bundled.reason; // the compiler says it once more
  if (types.status === 'rejected') throw types.reason;
  if (types.value.length === 0) return bundled.value;
  throw new BundleError(types.value, 'A type is wrong, so nothing is synthesized:');
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

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const part of TYPED) {
    for (const file of filesOf(root, part)) {
      const content = readFileSync(join(root, file));
      hash.update(`${file} ${content.byteLength}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

function filesOf(root: string, part: string): string[] {
  const found = statSync(join(root, part), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [part] : [];
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .sort()
    .map((name) => join(part, name));
}

function remember(folder: string, name: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), '');
    const names = readdirSync(folder);
    if (names.length <= REMEMBERED) return;
    const ages = names.map((one) => ({ one, age: statSync(join(folder, one)).mtimeMs })).sort((a, b) => b.age - a.age);
    for (const { one } of ages.slice(REMEMBERED / 2)) rmSync(join(folder, one), { force: true });
  } catch {
    // packages that nobody may write to, or another run at the same time: it is checked again
  }
}
