import { TerraformElement, type TerraformResource } from 'cdktf';

export interface ImportExistingProps {
  /** As `terraform import` takes it; without `"`, `\` and `${`. */
  readonly id: string;
  /**
   * What the account has, where Terraform can ask for it: a list of names, and the name that has to be among them.
   *
   * @default it has to exist, or each plan is refused
   */
  readonly among?: {
    /** A reference: `data.aws_dynamodb_tables.existing.names` */
    readonly names: string;
    readonly name: string;
  };
}

/**
 * Takes over a resource that exists. An import block by itself stops every plan where its object does not exist
 * (hashicorp/terraform#33633): where the account can be asked, there is nothing to import unless the object is there. What
 * the state has already is not imported again.
 */
export class ImportExisting extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly props: ImportExistingProps,
  ) {
    super(resource, 'import');
  }

  override toTerraform() {
    const { id, among } = this.props;
    const to = `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
    if (!among) return { import: [{ to, id }] };
    const { names, name } = among;
    const forEach = `\${toset([for name in ${names} : "${id}" if name == "${name}"])}`;
    return { import: [{ for_each: forEach, to, id: '${each.value}' }] };
  }
}
