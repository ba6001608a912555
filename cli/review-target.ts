import { nameOfFile, type Target } from '../packages/plan-review/src/cli/plan-file';
import type { ReviewArguments } from './review-arguments';

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
