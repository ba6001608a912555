import { DataAwsDynamodbTables } from '@cdktf/provider-aws/lib/data-aws-dynamodb-tables';
import { TerraformElement, type TerraformResource, type TerraformStack } from 'cdktf';

export interface ImportWithTableProps {
  /** As `terraform import` takes it; without `"`, `\` and `${`. */
  readonly id: string;
  /** Physical name of the table that it is, or belongs to. */
  readonly tableName: string;
}

/**
 * Takes over a resource that exists, if its table does. An import block by itself stops every plan where its object does
 * not exist (hashicorp/terraform#33633): this one asks for the account's tables first, and where the table is not among
 * them there is nothing to import. What the state has already is not imported again.
 */
export class ImportWithTable extends TerraformElement {
  private readonly tables: DataAwsDynamodbTables;

  constructor(
    private readonly resource: TerraformResource,
    private readonly props: ImportWithTableProps,
  ) {
    super(resource, 'import');
    this.tables = tablesOf(this.cdktfStack);
  }

  override toTerraform() {
    const { id, tableName } = this.props;
    return {
      import: [
        {
          for_each: `\${toset([for name in ${this.tables.fqn}.names : "${id}" if name == "${tableName}"])}`,
          to: `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`,
          id: '${each.value}',
        },
      ],
    };
  }
}

const ID = 'existing';

function tablesOf(stack: TerraformStack): DataAwsDynamodbTables {
  const made = stack.node.tryFindChild(ID);
  return made instanceof DataAwsDynamodbTables ? made : new DataAwsDynamodbTables(stack, ID);
}
