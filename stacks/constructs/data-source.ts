import { AppsyncDatasource, type AppsyncDatasourceConfig } from '@cdktf/provider-aws/lib/appsync-datasource';
import { Construct } from 'constructs';
import type { GraphqlApi } from './graphql-api';
import type { LambdaFunction } from './lambda-function';
import { ServiceRole } from './service-role';
import type { AnyTable } from './table';

/** What a data source reads from or calls. */
export type DataSourceTarget = { readonly table: AnyTable } | { readonly function: LambdaFunction };

export interface DataSourceProps {
  readonly api: GraphqlApi;
  /** That of the API. */
  readonly account: string;
  /** Physical name of its role. */
  readonly roleName: string;
  readonly target: DataSourceTarget;
  /** IAM actions that the resolvers call on the target, and no other. */
  readonly actions: readonly string[];
}

/** A table or a function as AppSync sees it, with a role of its own. */
export class DataSource extends Construct {
  /** Name by which AppSync functions and resolvers know it. */
  readonly name: string;

  constructor(scope: Construct, id: string, { api, account, roleName, target, actions }: DataSourceProps) {
    super(scope, id);
    const role = new ServiceRole(this, 'data-source', {
      name: roleName,
      service: 'appsync.amazonaws.com',
      sourceAccount: account, // https://docs.aws.amazon.com/appsync/latest/devguide/attaching-a-data-source.html
    });
    role.allow(actions, 'table' in target ? target.table.arn : target.function.aliasArn);
    this.name = new AppsyncDatasource(this, 'Default', {
      apiId: api.id,
      name: id.replaceAll('-', '_'), // AppSync allows no hyphen
      serviceRoleArn: role.arn,
      ...typeOf(target),
      dependsOn: [role.policy],
    }).name;
  }
}

function typeOf(target: DataSourceTarget): Pick<AppsyncDatasourceConfig, 'type' | 'dynamodbConfig' | 'lambdaConfig'> {
  return 'table' in target
    ? { type: 'AMAZON_DYNAMODB', dynamodbConfig: { tableName: target.table.name } }
    : { type: 'AWS_LAMBDA', lambdaConfig: { functionArn: target.function.aliasArn } };
}
