import {
  GetDataSourceCommand,
  GetResolverCommand,
  ListApiKeysCommand,
  ListFunctionsCommand,
  ListGraphqlApisCommand,
} from '@aws-sdk/client-appsync';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListUserPoolClientsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetAliasCommand, GetFunctionConfigurationCommand, GetPolicyCommand } from '@aws-sdk/client-lambda';
import { own } from '../../keys/own';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { findOnPages } from '../aws/pages';
import { findUserPool } from '../aws/user-pools';
import type { PlannedCreation } from '../terraform';

/**
 * Looks for what Terraform is about to create.
 *
 * @returns what `terraform import` calls the one that exists; undefined when there is none, or when its name is not known
 *   before the apply
 */
type Look = (values: Readonly<Record<string, unknown>>, aws: Aws) => Promise<string | undefined>;

/**
 * The types whose creation AWS refuses when there is one of the name, or takes as a second one beside it. Of all others
 * that the stacks have, "create" means "put": done twice, it is done once.
 */
const LOOKS: Readonly<Record<string, Look>> = {
  aws_dynamodb_table: ({ name }, { dynamodb }) =>
    idIf(name, (TableName) => dynamodb.send(new DescribeTableCommand({ TableName }))),
  aws_lambda_function: ({ function_name: name }, { lambda }) =>
    idIf(name, (FunctionName) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
  aws_lambda_alias: ({ function_name: FunctionName, name: Name }, { lambda }) =>
    idIf(join('/', FunctionName, Name), () =>
      lambda.send(new GetAliasCommand({ FunctionName: text(FunctionName), Name: text(Name) })),
    ),
  aws_lambda_permission: ({ function_name: FunctionName, qualifier: Qualifier, statement_id: Sid }, { lambda }) =>
    idIf(join('/', join(':', FunctionName, Qualifier), Sid), async () => {
      const { Policy } = await lambda.send(
        new GetPolicyCommand({ FunctionName: text(FunctionName), Qualifier: text(Qualifier) }),
      );
      const { Statement } = JSON.parse(Policy ?? '{"Statement":[]}') as { Statement: { Sid?: string }[] };
      return Statement.find((one) => one.Sid === Sid);
    }),
  aws_cognito_user_pool: async ({ name }, { cognito }) =>
    typeof name === 'string' ? findUserPool(cognito, name) : undefined,
  aws_cognito_user_pool_client: async ({ user_pool_id: id, name }, { cognito }) => {
    if (typeof id !== 'string') return undefined;
    const found = await findOnPages(
      async (NextToken) => {
        const { UserPoolClients: entries, NextToken: token } = await cognito.send(
          new ListUserPoolClientsCommand({ UserPoolId: id, MaxResults: 60, NextToken }),
        );
        return { entries, token };
      },
      (client) => client.ClientName === name,
    );
    return join('/', id, found?.ClientId);
  },
  aws_iam_role: ({ name }, { iam }) => idIf(name, (RoleName) => iam.send(new GetRoleCommand({ RoleName }))),
  aws_cloudwatch_log_group: ({ name }, { logs }) =>
    idIf(name, async (logGroupNamePrefix) => {
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
      return logGroups.find(({ logGroupName }) => logGroupName === name);
    }),
  aws_appsync_graphql_api: async ({ name }, { appsync }) => {
    const found = await findOnPages(
      async (nextToken) => {
        const { graphqlApis: entries, nextToken: token } = await appsync.send(
          new ListGraphqlApisCommand({ nextToken }),
        );
        return { entries, token };
      },
      (api) => api.name === name,
    );
    return found?.apiId;
  },
  // An API that is adopted has keys of its clients': the description tells them apart.
  aws_appsync_api_key: async ({ api_id: id, description }, { appsync }) => {
    if (typeof id !== 'string') return undefined;
    const found = await findOnPages(
      async (nextToken) => {
        const { apiKeys: entries, nextToken: token } = await appsync.send(
          new ListApiKeysCommand({ apiId: id, nextToken }),
        );
        return { entries, token };
      },
      (key) => key.description === description,
    );
    return join(':', id, found?.id);
  },
  aws_appsync_datasource: ({ api_id: apiId, name }, { appsync }) =>
    idIf(join('-', apiId, name), () =>
      appsync.send(new GetDataSourceCommand({ apiId: text(apiId), name: text(name) })),
    ),
  aws_appsync_function: async ({ api_id: id, name }, { appsync }) => {
    if (typeof id !== 'string') return undefined;
    const found = await findOnPages(
      async (nextToken) => {
        const { functions: entries, nextToken: token } = await appsync.send(
          new ListFunctionsCommand({ apiId: id, nextToken }),
        );
        return { entries, token };
      },
      (fn) => fn.name === name,
    );
    return join('-', id, found?.functionId);
  },
  aws_appsync_resolver: ({ api_id: apiId, type, field }, { appsync }) =>
    idIf(join('-', apiId, type, field), () =>
      appsync.send(new GetResolverCommand({ apiId: text(apiId), typeName: text(type), fieldName: text(field) })),
    ),
};

/** Types of which what exists is found. */
export const LOOKED_FOR = Object.keys(LOOKS);

/** A resource that exists although the state does not know it. */
export interface Existing {
  readonly address: string;
  /** As `terraform import` takes it. Of an API key, it ends with the key: not printed. */
  readonly id: string;
}

/** Of what is to be created, what exists already. */
export async function findExisting(creations: readonly PlannedCreation[], aws: Aws): Promise<Existing[]> {
  const found = await Promise.all(
    creations.map(async ({ address, type, values, replaced }) => {
      const look = own(LOOKS, type);
      const id = await look?.(values, aws);
      if (id === undefined || (replaced && id === (await look?.(replaced, aws)))) return []; // it is the one that goes
      return [{ address, id }];
    }),
  );
  return found.flat();
}

/** The id, if it is known and AWS has something of that id. */
async function idIf(id: unknown, look: (id: string) => Promise<unknown>): Promise<string | undefined> {
  if (typeof id !== 'string') return undefined;
  return (await unlessMissing(look(id))) === undefined ? undefined : id;
}

/** @returns undefined when one of the parts is not known */
function join(separator: string, ...parts: unknown[]): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join(separator) : undefined;
}

const text = (value: unknown): string => String(value);
