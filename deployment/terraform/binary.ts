import type { Explanation } from '../errors';
import { runProcess } from '../process';
import type { Project } from '../project';

export interface TerraformBinary {
  /** `terraform`, `tofu`, or what TERRAFORM_BINARY_NAME says, as CDKTF reads it. */
  readonly command: string;
  /** `1.11.4` */
  readonly version: string;
}

/** The first release that locks state in S3 itself, of Terraform as of OpenTofu. */
export const LEAST_VERSION = '1.10.0';

/** @returns the one that CDKTF would run, or else OpenTofu; undefined when there is none. Looked for once. */
export function findTerraform(project: Project): Promise<TerraformBinary | undefined> {
  const found = known.get(project) ?? find(project);
  known.set(project, found);
  return found;
}

const known = new WeakMap<Project, Promise<TerraformBinary | undefined>>();

async function find(project: Project): Promise<TerraformBinary | undefined> {
  const named = project.env.TERRAFORM_BINARY_NAME;
  for (const command of named ? [named] : ['terraform', 'tofu']) {
    const version = await versionOf(command, project);
    if (version !== undefined) return { command, version };
  }
  return undefined;
}

/** What is said where `findTerraform` finds none. */
export function explainMissing({ env }: Project): Explanation {
  const named = env.TERRAFORM_BINARY_NAME;
  return {
    reason: named
      ? `TERRAFORM_BINARY_NAME is ${named}, which is not on the PATH or not Terraform.`
      : 'There is neither terraform nor tofu on the PATH.',
    next: `Install Terraform or OpenTofu, ${LEAST_VERSION} or later${named ? ', or unset TERRAFORM_BINARY_NAME' : ''}.`,
  };
}

async function versionOf(command: string, { root, env }: Project): Promise<string | undefined> {
  try {
    const { stdout } = await runProcess(command, ['version', '-json'], { cwd: root, env });
    const { terraform_version: version } = JSON.parse(stdout) as { terraform_version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined; // not there, or not Terraform
  }
}

/** Compares the three numbers of a version; a pre-release counts as its release. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string) => text.split('-')[0]!.split('.').map(Number);
  const [have, want] = [numbers(version), numbers(least)];
  for (const [index, number] of want.entries()) {
    if ((have[index] ?? 0) !== number) return (have[index] ?? 0) > number;
  }
  return true;
}
