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
