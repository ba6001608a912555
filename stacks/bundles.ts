import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse, posix } from 'node:path';
import { SynthesisError } from './errors';

/** A function's archive, as Terraform needs it. */
export interface Archive {
  /** Path of the zip, relative to the directory in which Terraform runs. */
  readonly filename: string;
  /** SHA-256 in base64, the way in which Lambda hashes code. */
  readonly sourceCodeHash: string;
}

/** What `npm run build` left for the stacks, below the directory into which the app is synthesized. */
export class Bundles {
  constructor(private readonly outdir: string) {}

  /** @param name a directory of functions/, such as `cache`. */
  archive(name: string): Archive {
    const zip = this.read(join('functions', `${name}.zip`));
    return {
      filename: posix.join('..', '..', 'functions', `${name}.zip`), // Terraform runs in <outdir>/stacks/<environment>
      sourceCodeHash: createHash('sha256').update(zip).digest('base64'),
    };
  }

  /** APPSYNC_JS code of a resolver, by its field: `query.room`. */
  resolver(name: string): string {
    return this.read(join('resolvers', `${name}.js`)).toString('utf8');
  }

  /** APPSYNC_JS code of an AppSync function: `find-room`. */
  appsyncFunction(name: string): string {
    return this.read(join('appsync-functions', `${name}.js`)).toString('utf8');
  }

  resolverNames(): string[] {
    return this.names('resolvers');
  }

  appsyncFunctionNames(): string[] {
    return this.names('appsync-functions');
  }

  private names(directory: string): string[] {
    return orMissing(join(this.outdir, directory), (path) => readdirSync(path))
      .filter((file) => file.endsWith('.js'))
      .map((file) => parse(file).name)
      .sort();
  }

  private read(file: string): Buffer {
    return orMissing(join(this.outdir, file), (path) => readFileSync(path));
  }
}

function orMissing<T>(path: string, read: (path: string) => T): T {
  try {
    return read(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new SynthesisError(`${path} is missing. Run \`npm run build\`, which makes it, and synthesize again.`, {
      cause,
    });
  }
}
