import { AppsyncApiKey } from '@cdktf/provider-aws/lib/appsync-api-key';
import {
  AppsyncGraphqlApi,
  type AppsyncGraphqlApiAdditionalAuthenticationProvider,
  type AppsyncGraphqlApiConfig,
} from '@cdktf/provider-aws/lib/appsync-graphql-api';
import { DataAwsCognitoUserPool } from '@cdktf/provider-aws/lib/data-aws-cognito-user-pool';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import type { AdoptedApi, AdoptedLogGroup, UserPools } from '../../environments/resources/adoption';
import type {
  GraphqlApiConfig,
  GraphqlApiSettings,
  LambdaAuthorizerSettings,
} from '../../environments/resources/graphql-api';
import { SynthesisError } from '../errors';
import { literal } from '../template';
import { appsyncSchema } from './appsync-schema';
import { ImportExisting } from './import-existing';
import type { LambdaFunction } from './lambda-function';
import { LogGroup } from './log-group';
import { ServiceRole } from './service-role';

type ByKey = GraphqlApiConfig['auth'];

/** A way in by what a function says of a token. */
export interface ByFunction extends LambdaAuthorizerSettings {
  readonly mode: 'AWS_LAMBDA';
  /** Its alias is asked; it may take 10 seconds, as AppSync waits no longer. */
  readonly function: LambdaFunction;
}

/** A way in by a token of a user pool. */
export interface ByUserPool {
  readonly mode: 'AMAZON_COGNITO_USER_POOLS';
  /** Of one that exists, which is read: a plan is refused where there is none. Or of one in the stack. */
  readonly userPoolId: string;
  readonly awsRegion: string;
  /** A regular expression of the ids of clients. @default all of them */
  readonly appIdClientRegex?: string;
  /** What a member may do with a field that no directive speaks of; asked for where it is the default way in. @default DENY */
  readonly defaultAction?: 'ALLOW' | 'DENY';
}

type Door = ByKey | ByFunction | ByUserPool;

/** By which a client may come. The schema's directives say who may have what: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
type Doors =
  | {
      readonly auth: ByKey;
      /** One in the stack, whose members may have what those with a key may: directives of all types say so. @default none */
      readonly members?: ByUserPool;
      /** Pools that exist, whose members may have the same. @default none */
      readonly userPools?: UserPools;
    }
  | {
      /** The way in of fields that no directive speaks of. */
      readonly auth: Door;
      /** Ways in of fields whose directives say so. @default none */
      readonly additionalAuth?: readonly Door[];
    };

/** What an environment says of one, and its system. */
export type ApiSettings = GraphqlApiSettings &
  Doors & {
    /** One that exists and is taken over. @default it is made */
    readonly adopt?: AdoptedApi;
  };

export type GraphqlApiProps = ApiSettings & {
  readonly name: string;
  readonly logsRoleName: string;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly logRetentionDays: number;
  /** One that exists, perhaps. @default it is made */
  readonly adoptedLogGroup?: AdoptedLogGroup | undefined;
};

/** An AppSync GraphQL API with its log group, and what its ways in need: a key, a permission of the function that is asked. */
export class GraphqlApi extends Construct {
  readonly id: string;
  readonly name: string;
  /** URL to which clients post. */
  readonly endpoint: string;
  /** undefined where no way in is by a key. */
  readonly apiKey: string | undefined;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: GraphqlApiProps) {
    super(scope, id);
    // Of the role that writes logs, AWS documents no condition: with one that AppSync does not meet there would be no logs.
    const logsRole = new ServiceRole(this, 'logs', { name: props.logsRoleName, service: 'appsync.amazonaws.com' });
    const { adopt, auth } = props;
    const ofMembers = [
      ...('members' in props && props.members ? [props.members] : []),
      ...('userPools' in props ? doorsOf(props.userPools ?? {}) : []),
    ];
    const additional = 'additionalAuth' in props ? (props.additionalAuth ?? []) : ofMembers;
    const doors = [auth, ...additional];
    requireOnce(doors);
    const name = adopt?.name ?? props.name;
    const others = additional.map((door) => this.providerOf(door));
    const api = new AppsyncGraphqlApi(this, 'Default', {
      name: literal(name),
      ...this.defaultOf(auth),
      ...(others.length > 0 && { additionalAuthenticationProvider: others }),
      schema: literal(appsyncSchema(props.schema, ofMembers.length > 0 ? BY_KEY_OR_TOKEN : [])),
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

    this.id = api.id;
    this.name = name;
    this.endpoint = api.uris.lookup('GRAPHQL');
    this.logGroupName = logGroup.name;
    for (const door of doors) {
      if (door.mode === 'API_KEY') this.apiKey = this.addKey(api, door, adopt && props.name);
      if (door.mode === 'AWS_LAMBDA') this.permit(api, door);
    }
  }

  /** @param description tells it from those that the API has. Default: none is needed */
  private addKey(api: AppsyncGraphqlApi, { expires }: ByKey, description: string | undefined): string {
    const key = { apiId: api.id, expires, ...(description !== undefined && { description }) };
    return new AppsyncApiKey(this, 'api-key', key).key;
  }

  /** This API alone may ask the function, and its alias alone. */
  private permit(api: AppsyncGraphqlApi, { function: fn }: ByFunction): void {
    new LambdaPermission(this, 'authorizer', {
      statementId: 'appsync',
      action: 'lambda:InvokeFunction',
      functionName: fn.name,
      qualifier: fn.alias,
      principal: 'appsync.amazonaws.com',
      sourceArn: api.arn,
    });
  }

  private defaultOf(
    door: Door,
  ): Pick<AppsyncGraphqlApiConfig, 'authenticationType' | 'lambdaAuthorizerConfig' | 'userPoolConfig'> {
    const { userPoolConfig, ...provider } = this.providerOf(door);
    if (!userPoolConfig || door.mode !== 'AMAZON_COGNITO_USER_POOLS') return provider;
    const { awsRegion, defaultAction = 'DENY' } = door;
    return { ...provider, userPoolConfig: { ...userPoolConfig, awsRegion, defaultAction } };
  }

  private providerOf(door: Door): AppsyncGraphqlApiAdditionalAuthenticationProvider {
    const authenticationType = door.mode;
    if (door.mode === 'AWS_LAMBDA') return { authenticationType, lambdaAuthorizerConfig: authorizerOf(door) };
    if (door.mode === 'API_KEY') return { authenticationType };
    const { userPoolId, awsRegion, appIdClientRegex } = door;
    if (!Token.isUnresolved(userPoolId)) new DataAwsCognitoUserPool(this, userPoolId, { userPoolId });
    return {
      authenticationType,
      userPoolConfig: {
        userPoolId,
        awsRegion,
        ...(appIdClientRegex !== undefined && { appIdClientRegex: literal(appIdClientRegex) }),
      },
    };
  }
}

/** AppSync lets a token in nowhere but where the schema says so, and then a key, too, only where it says so. */
const BY_KEY_OR_TOKEN = ['aws_api_key', 'aws_cognito_user_pools'];

const doorsOf = (userPools: UserPools): ByUserPool[] =>
  Object.entries(userPools).map(([userPoolId, { clients }]) => ({
    mode: 'AMAZON_COGNITO_USER_POOLS',
    userPoolId,
    awsRegion: userPoolId.slice(0, userPoolId.indexOf('_')),
    ...(clients !== undefined && { appIdClientRegex: clients }),
  }));

/** AppSync refuses an API that has one twice, half a deploy later. @throws SynthesisError */
function requireOnce(doors: readonly Door[]): void {
  const names = doors.map((door) => (door.mode === 'AMAZON_COGNITO_USER_POOLS' ? door.userPoolId : door.mode));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new SynthesisError(`A GraphQL API has ${twice} twice among its ways in: AppSync takes it once.`);
}

/** Seconds: "Lambda authorizers have a timeout of 10 seconds." */
const LONGEST_AUTHORIZER = 10;

/** Terraform's own default of the time for which an answer counts is 5 minutes. @throws SynthesisError */
function authorizerOf({
  function: fn,
  authorizerResultTtlInSeconds = 0,
  identityValidationExpression: expression,
}: ByFunction): NonNullable<AppsyncGraphqlApiAdditionalAuthenticationProvider['lambdaAuthorizerConfig']> {
  if (fn.timeout > LONGEST_AUTHORIZER) {
    const reason = `AppSync waits ${LONGEST_AUTHORIZER} s for an authorizer, and the function ${fn.node.path} may take ${fn.timeout} s.`;
    throw new SynthesisError(`${reason} Set its timeout to ${LONGEST_AUTHORIZER} or less.`);
  }
  return {
    authorizerUri: fn.aliasArn,
    authorizerResultTtlInSeconds,
    ...(expression !== undefined && { identityValidationExpression: literal(expression) }),
  };
}

/** What is kept of it; that Terraform does not destroy it, since its address and its keys are in the clients. */
const settingsOf = ({ visibility, tags }: AdoptedApi): Partial<AppsyncGraphqlApiConfig> => ({
  ...(visibility !== undefined && { visibility }),
  ...(tags && { tags: { ...tags } }),
  lifecycle: { preventDestroy: true },
});
