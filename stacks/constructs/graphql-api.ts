import { AppsyncApiKey } from '@cdktf/provider-aws/lib/appsync-api-key';
import { AppsyncGraphqlApi } from '@cdktf/provider-aws/lib/appsync-graphql-api';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/schema';
import { literal } from '../template';
import { appsyncSchema } from './appsync-schema';
import { ServiceRole } from './service-role';

export type GraphqlApiProps = Environment['api'] & {
  readonly name: string;
  readonly logsRoleName: string;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly logRetentionDays: number;
};

/** An AppSync GraphQL API with its log group, and the key that clients show. */
export class GraphqlApi extends Construct {
  readonly id: string;
  readonly name: string;
  /** URL to which clients post. */
  readonly endpoint: string;
  readonly apiKey: string;

  constructor(scope: Construct, id: string, props: GraphqlApiProps) {
    super(scope, id);
    const logsRole = new ServiceRole(this, 'logs', { name: props.logsRoleName, service: 'appsync.amazonaws.com' });
    const api = new AppsyncGraphqlApi(this, 'Default', {
      name: props.name,
      authenticationType: props.auth.mode,
      schema: literal(appsyncSchema(props.schema)),
      introspectionConfig: props.introspection ? 'ENABLED' : 'DISABLED',
      queryDepthLimit: props.queryDepthLimit,
      resolverCountLimit: props.resolverCountLimit,
      xrayEnabled: props.tracing,
      logConfig: {
        cloudwatchLogsRoleArn: logsRole.arn,
        fieldLogLevel: props.logLevel,
        excludeVerboseContent: props.logLevel !== 'ALL', // verbose: headers, arguments and results of every field
      },
    });
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/appsync/apis/${api.id}`, // AppSync's choice; made here for its retention
      retentionInDays: props.logRetentionDays,
    });
    logsRole.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${logGroup.arn}:*`); // the group's streams

    const key = new AppsyncApiKey(this, 'api-key', { apiId: api.id, expires: props.auth.expires });
    this.id = api.id;
    this.name = props.name;
    this.endpoint = api.uris.lookup('GRAPHQL');
    this.apiKey = key.key;
  }
}
