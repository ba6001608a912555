import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SELDOM_COLLECTED, type RunningProvider } from './provider';

/**
 * What is asked of Terraform, counted by a program of its name that stands before it on the PATH. Commands that need a
 * provider can be given one that runs.
 */
export class TerraformCalls {
  private readonly directory = mkdtempSync(join(tmpdir(), 'trinity-calls-'));
  private readonly file = join(this.directory, 'calls');

  /**
   * @param path that Terraform and OpenTofu are found by, where there are any
   * @param running providers, each of a stack; `init` and whoever has other credentials than they do without, and install what
   *   they are asked for. Each command of another stack starts its own
   */
  constructor(
    private readonly path: string,
    running: readonly Pick<RunningProvider, 'directory' | 'reattach' | 'accessKeyId'>[],
  ) {
    for (const name of ['terraform', 'tofu']) {
      const program = path
        .split(delimiter)
        .map((directory) => join(directory, name))
        .find((file) => existsSync(file));
      if (program === undefined) continue;
      // It becomes Terraform, so that signals and kills reach Terraform.
      const attach = running.map(
        ({ directory, accessKeyId, reattach }) =>
          `[ "$1" = init ] || [ "$PWD $AWS_ACCESS_KEY_ID" != '${directory} ${accessKeyId}' ] || export TF_REATTACH_PROVIDERS='${reattach}'\n`,
      );
      const collect = Object.entries(SELDOM_COLLECTED).map(([variable, value]) => `${variable}=${value}`);
      const script = `#!/bin/sh
echo "$1" >> '${this.file}'
export ${collect.join(' ')}
${attach.join('')}exec '${program}' "$@"
`;
      writeFileSync(join(this.directory, name), script);
      chmodSync(join(this.directory, name), 0o755);
    }
  }

  /** The PATH on which they are counted. */
  get countedPath(): string {
    return `${this.directory}${delimiter}${this.path}`;
  }

  /** The commands since the last time, such as `plan`. */
  take(): string[] {
    if (!existsSync(this.file)) return [];
    const calls = readFileSync(this.file, 'utf8').trim().split('\n');
    rmSync(this.file);
    return calls;
  }

  close(): void {
    rmSync(this.directory, { recursive: true });
  }
}
