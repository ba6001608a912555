import { DataAwsDynamodbTables } from '@cdktf/provider-aws/lib/data-aws-dynamodb-tables';
import { TerraformStack, type TerraformResource } from 'cdktf';
import { ImportExisting } from './import-existing';

export interface ImportWithTableProps {
  /** As `terraform import` takes it; without `"`, `\` and `${`. */
  readonly id: string;
  /** Physical name of the table that it is, or belongs to. */
  readonly tableName: string;
}

/** Takes over a resource that exists, if its table does: the account's tables are asked for. */
export class ImportWithTable extends ImportExisting {
  constructor(resource: TerraformResource, { id, tableName }: ImportWithTableProps) {
    super(resource, { id, among: { names: `${tablesOf(TerraformStack.of(resource)).fqn}.names`, name: tableName } });
  }
}

const ID = 'existing';

function tablesOf(stack: TerraformStack): DataAwsDynamodbTables {
  const made = stack.node.tryFindChild(ID);
  return made instanceof DataAwsDynamodbTables ? made : new DataAwsDynamodbTables(stack, ID);
}
