import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A resource that Terraform is to know no longer, and that stays in AWS as it is: it goes out of the state without a call.
 * Nothing happens where the state does not have it.
 */
export class Removed extends TerraformElement {
  /**
   * @param id as the resource had it, so that the address is its own
   * @param resourceType such as `aws_dynamodb_table`
   */
  constructor(
    scope: Construct,
    id: string,
    readonly resourceType: string,
  ) {
    super(scope, id);
  }

  override toTerraform() {
    return { removed: [{ from: `${this.resourceType}.${this.friendlyUniqueId}`, lifecycle: { destroy: false } }] };
  }
}
