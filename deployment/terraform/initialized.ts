import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackDirectory, type Context } from '../project';
import type { TerraformBinary } from './binary';
import { dataDirectory } from './data-directory';

/**
 * What `terraform init` has come to, remembered beside it: as long as nothing that it reads or has written differs, it
 * would do nothing. Terraform itself checks backend and providers again with every command, and refuses when they are not as
 * configured; after a command that failed, `forget` lets `init` have a say.
 */
export class Initialized {
  constructor(
    private readonly context: Context,
    private readonly binary: TerraformBinary,
  ) {}

  isCurrent(): boolean {
    const now = this.fingerprint();
    return now !== undefined && read(this.file) === now;
  }

  remember(): void {
    const now = this.fingerprint();
    if (now !== undefined && existsSync(dataDirectory(this.context))) writeFileSync(this.file, now);
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }

  private get file(): string {
    return join(dataDirectory(this.context), 'trinity-init');
  }

  /** @returns undefined where nothing is synthesized */
  private fingerprint(): string | undefined {
    const { project } = this.context;
    const directory = stackDirectory(this.context);
    const stack = read(join(directory, 'cdk.tf.json'));
    if (stack === undefined) return undefined;
    // Backend, providers and modules are what `init` reads of a stack.
    const { terraform, module } = JSON.parse(stack) as { terraform?: unknown; module?: unknown };
    const settings = Object.entries(project.env).filter(([name]) => name.startsWith('TF_'));
    const parts = {
      binary: this.binary,
      settings: settings.sort(([a], [b]) => (a < b ? -1 : 1)),
      terraform,
      module,
      lockFile: read(join(directory, '.terraform.lock.hcl')),
      backend: read(join(dataDirectory(this.context), 'terraform.tfstate')),
    };
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
