import type { Output } from '../../../packages/plan-review/src/cli/arguments';
import { nameOfFile, type Target } from '../../../packages/plan-review/src/cli/plan-file';

export interface ReviewArguments extends Output {
  /** Environments and files. */
  readonly plans: readonly string[];
  /** By a finding's name, why it is accepted. */
  readonly accept: Readonly<Record<string, string>>;
  /** A commit, branch or tag to compare the synthesized Terraform with. Default: plans. */
  readonly base?: string;
  /** Where the plan is kept for `deploy --plan`. */
  readonly planOut?: string;
  /** Instead of the file's name. */
  readonly name?: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** What a reader should know besides. */
  readonly warnings: readonly string[];
}

/** Names of environments are words; a file that is called like a word can be given as `./word`. */
export const isFile = (name: string): boolean => name === '-' || /[./\\]/.test(name);

/** What a review of it is called. */
export function nameOf(target: string, { name, base }: Pick<ReviewArguments, 'name' | 'base'>): string {
  if (base !== undefined) return `${target} (synthesis)`;
  if (!isFile(target)) return name ?? target;
  return name ?? nameOfFile(target);
}
