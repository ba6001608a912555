import type { AuthenticationProvider, UserPoolKeys } from './auth/authentication';
import type { PlaceOf } from './place';
import type { SchemaSource } from './schema';

/** A GraphQL API as AppSync's control plane describes it. Whoever fills it, the engine runs it. */
export interface ApiDefinition {
  readonly name: string;
  /** `arn:aws:appsync:eu-west-1:111122223333:apis/ID`: an authorizer is told of it. @default one of no account that is known */
  readonly arn?: string;
  /** The way in of fields that no directive speaks of. @default API_KEY */
  readonly authentication?: AuthenticationProvider;
  /** Ways in of fields whose directives say so. @default none */
  readonly additionalAuthenticationProviders?: readonly AuthenticationProvider[];
  /** SDL, with AppSync's scalars and directives. */
  readonly schema: string;
  /** Keys that may be used, where API_KEY is a way in; `expires` is RFC 3339, absent means never. */
  readonly apiKeys: readonly { readonly key: string; readonly expires?: string }[];
  /** Whether `__schema` and `__type` may be asked for. @default true */
  readonly introspection?: boolean;
  /** Levels of fields that a query may nest: 1 to 75, 0 for no limit. @default 0 */
  readonly queryDepthLimit?: number;
  /** Resolvers that one request may run: 1 to 10,000, 0 for 10,000. @default 0 */
  readonly resolverCountLimit?: number;
  /** What the code sees as `ctx.env`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** By name. */
  readonly dataSources: Readonly<Record<string, DataSource>>;
  /** AppSync functions by id. @default none */
  readonly functions?: Readonly<Record<string, AppsyncFunction>>;
  readonly resolvers: readonly Resolver[];
}

export interface ApiOptions {
  /**
   * Whether AppSync's disputed faults are played: numbers of DynamoDB that are no text and no key (aws-appsync-community#308),
   * and an early return without a value that breaks (#280). Code that is to be safe runs either way.
   *
   * @default false
   */
  readonly asReported?: boolean;
  /** Says of code where it was bundled from, so that problems and stacks name the source. Default: they name places in the code. */
  readonly placesOf?: (code: string) => PlaceOf | undefined;
  /** What the schema was made of. Default: problems name places in the schema itself. */
  readonly schemaSource?: SchemaSource | undefined;
  /**
   * Whether directives may speak of any way in, and any field may have a resolver: for who judges a schema before its API is known.
   *
   * @default false
   */
  readonly anyWayIn?: boolean;
  /** Milliseconds that an authorizer may take. Infinity: `invoke` ends it. @default 10,000, as in AppSync */
  readonly authorizerTimeout?: number;
}

interface InRole {
  /** The role in which AppSync asks it: the backend is told. @default none */
  readonly serviceRoleArn?: string;
}

export type DataSource =
  | ({ readonly type: 'AMAZON_DYNAMODB'; readonly tableName: string } & InRole)
  | ({ readonly type: 'AWS_LAMBDA'; readonly functionArn: string } & InRole)
  | { readonly type: 'NONE' };

export interface AppsyncFunction {
  readonly name: string;
  /** The name of its data source. */
  readonly dataSource: string;
  /** APPSYNC_JS. */
  readonly code: string;
}

export interface Resolver {
  readonly type: string;
  readonly field: string;
  readonly kind: 'UNIT' | 'PIPELINE';
  /** The name of its data source; of a UNIT resolver only. */
  readonly dataSource?: string;
  /** Ids of functions, in the order in which they run; of a PIPELINE resolver only. */
  readonly functions?: readonly string[];
  /** APPSYNC_JS. */
  readonly code: string;
}

/** What stands behind the data sources, and around them. */
export interface Backends {
  readonly dynamodb: {
    /**
     * @param operation as in DynamoDB's API
     * @param input DynamoDB's low-level JSON, with AttributeValues
     * @throws an error whose `name` is DynamoDB's exception, for example ConditionalCheckFailedException; that of a
     *   transaction has its `cancellationReasons`
     * @param serviceRoleArn of the data source, if its definition says one
     */
    send(operation: DynamodbOperation, input: object, serviceRoleArn?: string): Promise<object>;
  };
  /**
   * Invokes a function or an alias; `Event` resolves as soon as the event is accepted.
   *
   * @param serviceRoleArn of the data source, if its definition says one
   */
  invoke(
    functionArn: string,
    invocationType: InvocationType,
    payload: unknown,
    serviceRoleArn?: string,
  ): Promise<Invocation>;
  /** Asks an authorizer. AppSync does so in its own name, and calls data sources by their roles. @default invoke */
  invokeAuthorizer?(functionArn: string, event: unknown): Promise<Invocation>;
  /**
   * The public keys of a user pool: what Cognito serves at
   * `https://cognito-idp.<region>.amazonaws.com/<userPoolId>/.well-known/jwks.json`.
   */
  userPoolKeys?(userPool: {
    readonly userPoolId: string;
    readonly awsRegion: string;
  }): UserPoolKeys | Promise<UserPoolKeys>;
  /** Takes what AppSync would write to CloudWatch Logs. */
  log(entry: object): void;
  /** Epoch milliseconds. @default Date.now */
  now?(): number;
}

/** Those that there are. */
export type GivenBackends = Partial<Backends> & Pick<Backends, 'log'>;

export type DynamodbOperation =
  | ('GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'Scan')
  | ('BatchGetItem' | 'BatchWriteItem' | 'TransactGetItems' | 'TransactWriteItems');
export type InvocationType = 'RequestResponse' | 'Event';

export interface Invocation {
  readonly payload?: unknown;
  /** Set when the function threw or timed out. */
  readonly functionError?: { readonly errorType: string; readonly errorMessage: string };
}

export interface Api {
  /** Whether its schema has any. */
  readonly hasSubscriptions: boolean;
  execute(request: ApiRequest): Promise<ApiResponse>;
  /** Who may not ask: for a request that cannot be executed. @returns the refusal, or undefined */
  authorize(request: Pick<ApiRequest, 'headers' | 'apiKey'>): Promise<ApiResponse | undefined>;
  /**
   * Begins a subscription: its subscriber is told of mutations that `execute` runs from now on.
   *
   * @returns the refusal, where the API, or the resolver of the field, does not let it
   */
  subscribe(request: ApiRequest, subscriber: Subscriber): Promise<Subscription | ApiResponse>;
  /** Goes on with the subscriptions to the API whose place this one takes; those that it does not have any more end. */
  takeOver(previous: Api): void;
}

/** Whoever has subscribed. */
export interface Subscriber {
  /** @param body `data`, and `errors` where there are any */
  next(body: object): void;
  /** The API has ended the subscription. @param errors why, each with `errorType` and `message` */
  end(errors: readonly object[]): void;
}

export interface Subscription {
  /** Of who wants to be told no more. */
  end(): void;
}

export interface ApiRequest {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
  /** Whether a mutation is refused: it came by GET. @default false */
  readonly queriesOnly?: boolean;
  /** Names in lower case, as the code sees them in `ctx.request.headers`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default the header x-api-key */
  readonly apiKey?: string;
  /** Addresses from which it comes. @default this machine's */
  readonly sourceIp?: readonly string[];
}

export interface ApiResponse {
  /** HTTP status. */
  readonly status: number;
  readonly body: object;
}
