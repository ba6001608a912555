import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';

import { buildSync } from 'esbuild';

const compiled = new Map<string, string>();

/**
 * Starts a worker thread from a TypeScript file. tsx does not reach into worker threads on Node 20, so esbuild compiles
 * the entry with the project files that it imports, once per process; packages are required where the file stands.
 */
export function startWorker(file: string, options: WorkerOptions = {}): Worker {
  return new Worker(compile(file), { ...options, eval: true });
}

function compile(file: string): string {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
  });
  // A worker made from a string resolves packages from the working directory; this one resolves them from its file.
  const script = `((require) => {${outputFiles[0]?.text ?? ''}\n})(require('node:module').createRequire(${JSON.stringify(resolveBase(file))}));`;
  compiled.set(file, script);
  return script;
}

const resolveBase = (file: string): string => createRequire(file).resolve(file);
