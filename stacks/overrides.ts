import util from 'node:util';
import type { S3Backend, TerraformStack } from 'cdktf';

/** Every escape hatch past what CDKTF offers, with the gap that it closes. */

/** CDKTF 0.21 has no prop for `required_version`. */
export function requireTerraform(stack: TerraformStack, version: string): void {
  stack.addOverride('terraform.required_version', version);
}

/** CDKTF 0.21's S3Backend has no prop for `use_lockfile`: S3's own lock, which needs no DynamoDB table. */
export function lockStateInBucket(backend: S3Backend): void {
  backend.addOverride('use_lockfile', true);
}

/** CDKTF 0.21 asks `util.isArray`, of which Node warns (DEP0044) from 22 on: it is the same as `Array.isArray`. */
export function useArrayIsArray(): void {
  Object.assign(util, { isArray: Array.isArray });
}
