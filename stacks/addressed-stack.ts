import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import type { Node } from 'constructs';
import { addressName, Folder } from './address';
import { Removed } from './constructs/removed';
import { SynthesisError } from './errors';

/** A stack whose resources are named by their place in the construct tree, without CDKTF's hash (see `addressName`). */
export class AddressedStack extends TerraformStack {
  private readonly holders = new Map<string, string>();

  /** @throws SynthesisError where two constructs would get one address, the first of them silently lost. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const type = typeOf(element);
    const path = node.scopes
      .slice(node.scopes.indexOf(this) + 1)
      .filter((scope) => !(scope instanceof Folder))
      .map((scope) => scope.node.id);
    const name = addressName(type, path);

    const address = `${type}.${name}`;
    const holder = this.holders.get(address) ?? node.path;
    if (holder !== node.path) {
      throw new SynthesisError(
        `${address} is the address of both ${holder} and ${node.path}. Rename one of the constructs.`,
      );
    }
    this.holders.set(address, node.path);
    return name;
  }
}

/** What is removed has the address that it had. */
function typeOf(element: TerraformElement | Node): string {
  if (element instanceof Removed) return element.resourceType;
  return TerraformResource.isTerraformResource(element) ? element.terraformResourceType : element.constructor.name;
}
