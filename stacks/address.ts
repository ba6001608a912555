import { Construct } from 'constructs';

/** Orders the construct tree and leaves no trace in a Terraform address: a layer, or a drawer inside one. */
export class Folder extends Construct {}

/**
 * The name in a Terraform address (`aws_dynamodb_table.<name>`), as a person would type it in an import: the path's
 * parts in snake case, without `Default`, and without a tail that only repeats the type. So `cache/role` of type
 * `aws_iam_role` is `cache`, and `cache/dead-letters` of type `aws_sqs_queue` is `cache_dead_letters`.
 *
 * @param path construct ids from the first one below the folders.
 */
export function addressName(type: string, path: readonly string[]): string {
  const parts = path.filter((id) => id !== 'Default').map((id) => id.replaceAll('-', '_'));
  for (let kept = 1; kept < parts.length; kept++) {
    if (type.endsWith(`_${parts.slice(kept).join('_')}`)) return parts.slice(0, kept).join('_');
  }
  return parts.join('_');
}
