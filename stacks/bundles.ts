import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse, posix } from 'node:path';
import { bundlesOf, type SystemName } from '../model/systems';
import { SynthesisError } from './errors';

/** A function's archive, as Terraform needs it. */
export interface Archive {
  /** Path of the zip, relative to the directory in which Terraform runs. */
  readonly filename: string;
  /** SHA-256 in base64, the way in which Lambda hashes code. */
  readonly sourceCodeHash: string;
}

/** What `npm run build` left of a system for its stacks, below the directory into which the app is synthesized. */
export class Bundles {
  /** @param root the checkout that was built */
  constructor(
    private readonly outdir: string,
    private readonly system: SystemName,
    private readonly root = join(__dirname, '..'),
  ) {}

  /** @param name a directory of the system's functions, such as `cache`. */
  archive(name: string): Archive {
    const { system } = this;
    const file = posix.join(bundlesOf(system), 'functions', `${name}.zip`);
    const zip = this.read(file, `functions/${system}/${name}/index.ts`, `stacks/${system}/functions.ts`);
    return {
      filename: posix.join('..', '..', file), // Terraform runs in <outdir>/stacks/<stack>
      sourceCodeHash: createHash('sha256').update(zip).digest('base64'),
    };
  }

  /** APPSYNC_JS code of a resolver, by its field: `query.room`. */
  resolver(name: string): string {
    return this.code('resolvers', `api/${this.system}/resolvers`, name);
  }

  /** APPSYNC_JS code of an AppSync function: `find-room`. */
  appsyncFunction(name: string): string {
    return this.code('appsync-functions', `api/${this.system}/functions`, name);
  }

  resolverNames(): string[] {
    return this.names('resolvers');
  }

  appsyncFunctionNames(): string[] {
    return this.names('appsync-functions');
  }

  functionNames(): string[] {
    return this.names('functions', '.zip');
  }

  private code(folder: string, sources: string, name: string): string {
    const file = join(bundlesOf(this.system), folder, `${name}.js`);
    return this.read(file, `${sources}/${name}.ts`, `api/${this.system}/wiring.ts`).toString('utf8');
  }

  private names(folder: string, extension = '.js'): string[] {
    return readOr(join(this.outdir, bundlesOf(this.system), folder), (path) => readdirSync(path), notBuilt)
      .filter((file) => file.endsWith(extension))
      .map((file) => parse(file).name)
      .sort();
  }

  /** @param source which it is made of, and the file that `names` it: of a source that is not there, nothing is made */
  private read(file: string, source: string, names: string): Buffer {
    return readOr(
      join(this.outdir, file),
      (path) => readFileSync(path),
      (path) =>
        existsSync(join(this.root, source))
          ? notBuilt(path)
          : `${source} is missing, and ${names} names it. Write it, restore it (git checkout HEAD -- ${source}), or take it out there.`,
    );
  }
}

const notBuilt = (path: string): string =>
  `${path} is missing. Run \`npm run build\`, which makes it, and synthesize again.`;

function readOr<T>(path: string, read: (path: string) => T, missing: (path: string) => string): T {
  try {
    return read(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new SynthesisError(missing(path), { cause });
  }
}
