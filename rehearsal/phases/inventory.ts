import { ListApiKeysCommand, ListFunctionsCommand, ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import { DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand as ListLambdaFunctionsCommand } from '@aws-sdk/client-lambda';
import type { Aws } from '../../deployment/aws/clients';
import { clientsOf } from '../clients';
import type { World } from '../world';

/** What is in the account, sorted, by names: one that is there twice is here twice. */
export async function inventory({ aws, environment }: World): Promise<string[]> {
  const clients = clientsOf(aws, environment.region);
  const [apis, alarms, tables, roles, functions, groups, dashboards] = await Promise.all([
    apisOf(clients),
    clients.cloudwatch.send(new DescribeAlarmsCommand({})),
    clients.dynamodb.send(new ListTablesCommand({})),
    clients.iam.send(new ListRolesCommand({})),
    clients.lambda.send(new ListLambdaFunctionsCommand({})),
    clients.logs.send(new DescribeLogGroupsCommand({})),
    clients.cloudwatch.send(new ListDashboardsCommand({})),
  ]);
  return [
    ...apis,
    ...(alarms.MetricAlarms ?? []).map(({ AlarmName }) => `alarm ${AlarmName}`),
    ...(tables.TableNames ?? []).map((name) => `table ${name}`),
    ...(roles.Roles ?? []).map(({ RoleName }) => `role ${RoleName}`),
    ...(functions.Functions ?? []).map(({ FunctionName }) => `function ${FunctionName}`),
    ...(groups.logGroups ?? []).map(({ logGroupName }) => `log group ${logGroupName}`),
    ...(dashboards.DashboardEntries ?? []).map(({ DashboardName }) => `dashboard ${DashboardName}`),
  ].sort();
}

/** With their functions and keys, which AppSync takes any number of. */
async function apisOf({ appsync }: Aws): Promise<string[]> {
  const { graphqlApis = [] } = await appsync.send(new ListGraphqlApisCommand({}));
  const parts = await Promise.all(
    graphqlApis.map(async ({ apiId, name }) => {
      const { functions = [] } = await appsync.send(new ListFunctionsCommand({ apiId, maxResults: 25 }));
      const { apiKeys = [] } = await appsync.send(new ListApiKeysCommand({ apiId }));
      const own = functions.map((fn) => `AppSync function ${fn.name} of ${name}`);
      return [`API ${name}`, ...own, ...apiKeys.map(() => `API key of ${name}`)];
    }),
  );
  return parts.flat();
}
