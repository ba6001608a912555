import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse, posix } from 'node:path';
import { SynthesisError } from './errors';

/** A function's archive, as Terraform needs it. */
export interface Archive {
  /** Path of the zip, relative to the directory in which Terraform runs. */
  readonly filename: string;
  /** SHA-256 in base64, the way in which Lambda hashes code. */
  readonly sourceCodeHash: string;
}

/** Names resolvers and AppSync functions. */
const WIRING = 'api/wiring.ts';

/** What `npm run build` left for the stacks, below the directory into which the app is synthesized. */
export class Bundles {
  /** @param root the checkout that was built */
  constructor(
    private readonly outdir: string,
    private readonly root = join(__dirname, '..'),
  ) {}

  /** @param name a directory of functions/, such as `cache`. */
  archive(name: string): Archive {
    const zip = this.read(
      join('functions', `${name}.zip`),
      `functions/${name}/index.ts`,
      'stacks/room-cache/functions.ts',
    );
    return {
      filename: posix.join('..', '..', 'functions', `${name}.zip`), // Terraform runs in <outdir>/stacks/<environment>
      sourceCodeHash: createHash('sha256').update(zip).digest('base64'),
    };
  }

  /** APPSYNC_JS code of a resolver, by its field: `query.room`. */
  resolver(name: string): string {
    return this.read(join('resolvers', `${name}.js`), `api/resolvers/${name}.ts`, WIRING).toString('utf8');
  }

  /** APPSYNC_JS code of an AppSync function: `find-room`. */
  appsyncFunction(name: string): string {
    return this.read(join('appsync-functions', `${name}.js`), `api/functions/${name}.ts`, WIRING).toString('utf8');
  }

  resolverNames(): string[] {
    return this.names('resolvers');
  }

  appsyncFunctionNames(): string[] {
    return this.names('appsync-functions');
  }

  private names(directory: string): string[] {
    return readOr(join(this.outdir, directory), (path) => readdirSync(path), notBuilt)
      .filter((file) => file.endsWith('.js'))
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
