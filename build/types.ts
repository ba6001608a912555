import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { schemaOf, SYSTEMS, type SystemName } from '../model/systems';
import { hashOf, unlessRemembered } from './remembered';

/** Of the schema of a system's API. */
export const typesOf = (system: SystemName): string => `api/${system}/schema.types.ts`;

/** What is deployed, and what says how it is read: folders and files of a checkout. */
export const TYPED = [
  ...['api', ...SYSTEMS.map(schemaOf), 'environments', 'functions', 'keys', 'model', 'programs', 'stacks', 'main.ts'],
  ...['tsconfig.json', 'tsconfig.deployed.json', 'node_modules/.package-lock.json'], // the last: what npm has installed
];

/**
 * Checks the types of all that is deployed: main.ts and what it reaches, resolvers, functions. What was found right once is not
 * checked again while nothing of it has changed. The types of an API are wrong, too, when they are made of another schema.
 *
 * @param signal ends it
 * @returns the compiler's lines, `stacks/constructs/table.ts(77,7): error TS2561: …`; none when all is right
 */
export function typeErrors(root: string, signal?: AbortSignal): Promise<string[]> {
  const judge = async (): Promise<string[]> => {
    const { code, said } = await compile(root, signal);
    const stale = SYSTEMS.filter((system) => areTypesStale(root, system)).map(explainStale);
    if (code === 0) return stale;
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    return [...stale, ...(lines.length > 0 ? lines : [`The TypeScript compiler ended with exit code ${code}.`])];
  };
  return unlessRemembered(root, { name: 'types', hash: () => hashOf(root, TYPED), judge });
}

/** In the compiler's form. */
export const explainStale = (system: SystemName): string =>
  `${typesOf(system)}(1,1): error: it is not what ${schemaOf(system)} makes now: run npm run api:types`;

/** Whether an API's types are made of another schema than is there, which no compiler can know. Their first line tells. */
function areTypesStale(root: string, system: SystemName): boolean {
  const [schema, file] = [join(root, schemaOf(system)), join(root, typesOf(system))];
  if (!existsSync(schema)) return false; // main.ts says so
  const types = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return !types.startsWith(headerOfTypes(system, readFileSync(schema, 'utf8')));
}

/** The first line of an API's types. @param sdl of the schema that they are made of */
export function headerOfTypes(system: SystemName, sdl: string): string {
  const hash = createHash('sha256').update(sdl).digest('hex');
  return `// npm run api:types makes this file of ${schemaOf(system)}, sha256 ${hash}\n`;
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
