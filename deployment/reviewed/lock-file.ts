import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackDirectory, type Context } from '../project';

const fileOf = (context: Context): string => join(stackDirectory(context), '.terraform.lock.hcl');

/** What `terraform init` has chosen; null when the stack needs no provider. */
export function readLockFile(context: Context): string | null {
  const file = fileOf(context);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/**
 * Puts the lock file of a plan in the place of the one that `init` wrote: Terraform applies a plan only beside the same one,
 * and its checksums are others when a provider comes from a cache. It compares them with the provider, as ever.
 */
export function restoreLockFile(content: string | null, context: Context): void {
  if (content !== null) writeFileSync(fileOf(context), content);
}
