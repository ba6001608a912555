import { AppsyncApiKey } from '@cdktf/provider-aws/lib/appsync-api-key';
import {
  AppsyncGraphqlApi,
  type AppsyncGraphqlApiAdditionalAuthenticationProvider,
  type AppsyncGraphqlApiConfig,
} from '@cdktf/provider-aws/lib/appsync-graphql-api';
import { DataAwsCognitoUserPool } from '@cdktf/provider-aws/lib/data-aws-cognito-user-pool';
import { Construct } from 'constructs';
import type { AdoptedApi, AdoptedLogGroup, UserPools } from '../../environments/resources/adoption';
import type { GraphqlApiConfig } from '../../environments/resources/graphql-api';
import { literal } from '../template';
import { appsyncSchema } from './appsync-schema';
import { ImportExisting } from './import-existing';
import { LogGroup } from './log-group';
import { ServiceRole } from './service-role';

export type GraphqlApiProps = GraphqlApiConfig & {
  readonly name: string;
  readonly logsRoleName: string;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly logRetentionDays: number;
  /** One that exists, perhaps. @default it is made */
  readonly adoptedLogGroup?: AdoptedLogGroup | undefined;
};

/** An AppSync GraphQL API with its log group, and the key that clients show. */
export class GraphqlApi extends Construct {
  readonly id: string;
  readonly name: string;
  /** URL to which clients post. */
  readonly endpoint: string;
  readonly apiKey: string;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: GraphqlApiProps) {
    super(scope, id);
    // Of the role that writes logs, AWS documents no condition: with one that AppSync does not meet there would be no logs.
    const logsRole = new ServiceRole(this, 'logs', { name: props.logsRoleName, service: 'appsync.amazonaws.com' });
    const { adopt, userPools = {} } = props;
    const name = adopt?.name ?? props.name;
    const hasPools = Object.keys(userPools).length > 0;
    const api = new AppsyncGraphqlApi(this, 'Default', {
      name: literal(name),
      authenticationType: props.auth.mode,
      ...(hasPools && { additionalAuthenticationProvider: this.providersOf(userPools) }),
      schema: literal(appsyncSchema(props.schema, hasPools ? BY_KEY_OR_TOKEN : [])),
      introspectionConfig: props.introspection ? 'ENABLED' : 'DISABLED',
      queryDepthLimit: props.queryDepthLimit,
      resolverCountLimit: props.resolverCountLimit,
      xrayEnabled: props.tracing,
      logConfig: {
        cloudwatchLogsRoleArn: logsRole.arn,
        fieldLogLevel: props.logLevel,
        excludeVerboseContent: props.logLevel !== 'ALL', // verbose: headers, arguments and results of every field
      },
      ...(adopt && settingsOf(adopt)),
    });
    if (adopt) new ImportExisting(api, { id: adopt.id });
    const logGroup = new LogGroup(this, 'log-group', {
      name: `/aws/appsync/apis/${api.id}`, // AppSync's choice; made here for its retention
      retentionDays: props.logRetentionDays,
      adopt: props.adoptedLogGroup,
    });
    logsRole.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${logGroup.arn}:*`); // the group's streams

    const key = new AppsyncApiKey(this, 'api-key', {
      apiId: api.id,
      expires: props.auth.expires,
      ...(adopt && { description: props.name }), // tells it from those that the API has
    });
    this.id = api.id;
    this.name = name;
    this.endpoint = api.uris.lookup('GRAPHQL');
    this.apiKey = key.key;
    this.logGroupName = logGroup.name;
  }

  /** Each pool is read: a plan is refused where there is none. */
  private providersOf(userPools: UserPools): AppsyncGraphqlApiAdditionalAuthenticationProvider[] {
    return Object.entries(userPools).map(([userPoolId, { clients }]) => {
      new DataAwsCognitoUserPool(this, userPoolId, { userPoolId });
      return {
        authenticationType: 'AMAZON_COGNITO_USER_POOLS',
        userPoolConfig: {
          userPoolId,
          awsRegion: userPoolId.slice(0, userPoolId.indexOf('_')),
          ...(clients !== undefined && { appIdClientRegex: literal(clients) }),
        },
      };
    });
  }
}

/** AppSync lets a token in nowhere but where the schema says so, and then a key, too, only where it says so. */
const BY_KEY_OR_TOKEN = ['aws_api_key', 'aws_cognito_user_pools'];

/** What is kept of it; that Terraform does not destroy it, since its address and its keys are in the clients. */
const settingsOf = ({ visibility, tags }: AdoptedApi): Partial<AppsyncGraphqlApiConfig> => ({
  ...(visibility !== undefined && { visibility }),
  ...(tags && { tags: { ...tags } }),
  lifecycle: { preventDestroy: true },
});
