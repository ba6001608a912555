import { Cognito, CognitoRefusal, readClient, readPool, type Directory, type Group } from '../../local/cognito';
import { accessKeyOf } from '../../local/iam/door';
import { LocalUserPools } from '../../local/user-pools';
import type { UserPoolKeys } from '../../packages/appsync-js/src';
import {
  AwsError,
  json,
  jsonOf,
  type Answer,
  type AwsRequest,
  type AwsResponse,
  type JsonObject,
} from './door/messages';
import { regionOf } from './door/region';
import { askMoto } from './moto/ask';

/**
 * What only a creation can say of a user pool, and its tags, which the provider gives and takes by requests of their own.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
const KEPT = ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'UserPoolTags'];

/** What makes and describes pools, their clients and their groups: moto's. */
const OF_DEFINITIONS = [
  /^(Create|Describe|Update|Delete|List)(UserPools?|UserPoolClients?|UserPoolDomain|Groups?)$/,
  /^(Create|Describe|Update|Delete|List)(IdentityProviders?|ResourceServers?)$/,
  /^(Get|Set)UserPoolMfaConfig$/,
  /^(GetGroup|AddCustomAttributes|TagResource|UntagResource|ListTagsForResource)$/,
];

/**
 * Cognito. moto has the definitions; their members, and how these sign in, are of the project's own stand-in: moto lets a wrong password
 * and any code pass.
 */
export class UserPools {
  private readonly poolOf = new Map<string, string>();
  /** What moto has answered, until a definition changes. */
  private readonly described = new Map<string, Promise<JsonObject>>();
  private readonly cognito: Cognito;

  constructor(private readonly moto: Answer) {
    const userPools = new LocalUserPools(Date.now);
    // Nothing is sent from here, and nobody reads it.
    this.cognito = new Cognito({ directory: this.directory, userPools, now: Date.now, send: () => undefined });
  }

  readonly answer: Answer = async (request) => {
    const { operation, body } = request;
    const isSigned = accessKeyOf(request) !== '';
    if (!OF_DEFINITIONS.some((one) => one.test(operation)))
      return json(200, await orAwsError(() => this.cognito.answer({ operation, body, isSigned })), JSON_1_1);
    if (!isSigned) throw new AwsError(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    const response = await this.define(request);
    if (!/^(Describe|Get|List)/.test(operation)) this.described.clear();
    if (response.status === 200) this.learn(request, response);
    return response;
  };

  /** `/<pool>/.well-known/jwks.json` */
  readonly keys: Answer = async ({ url }) => json(200, await this.keysOf(url.pathname.split('/')[1] ?? ''));

  /** By which the tokens of a pool are verified. @throws AwsError when there is no such pool */
  keysOf(poolId: string): Promise<UserPoolKeys> {
    return orAwsError(async () => (await this.cognito.published(poolId)).keys);
  }

  /** moto 5.2 takes an update as all that there is, and forgets what it does not say: Terraform would make the pool anew, or tag it again. */
  private async define(request: AwsRequest): Promise<AwsResponse> {
    if (request.operation !== 'UpdateUserPool') return this.moto(request);
    const input = jsonOf(request);
    const { UserPool = {} } = await this.ask(regionOf(request), 'DescribeUserPool', {
      UserPoolId: input['UserPoolId'],
    });
    const pool = Object.entries(UserPool as object).filter(([key]) => KEPT.includes(key));
    return this.moto({ ...request, body: Buffer.from(JSON.stringify({ ...Object.fromEntries(pool), ...input })) });
  }

  /** Of which pool a client is: at sign-in, it alone is said. */
  private learn(request: AwsRequest, { body }: AwsResponse): void {
    const { UserPoolId, GroupName } = jsonOf(request) as Record<string, string>;
    if (request.operation === 'DeleteGroup') this.cognito.forgetGroup(UserPoolId!, GroupName!);
    if (request.operation !== 'CreateUserPoolClient') return;
    const { UserPoolClient } = jsonOf({ body: Buffer.from(body) }) as { UserPoolClient: { ClientId: string } };
    this.poolOf.set(UserPoolClient.ClientId, UserPoolId!);
  }

  private readonly directory: Directory = {
    pool: async (id) => {
      const region = regionIn(id);
      const { UserPool } = await this.ask(region, 'DescribeUserPool', { UserPoolId: id });
      if (!UserPool) return undefined;
      return readPool({ ...UserPool, ...(await this.ask(region, 'GetUserPoolMfaConfig', { UserPoolId: id })) });
    },
    client: async (ClientId) => {
      const UserPoolId = this.poolOf.get(ClientId);
      if (UserPoolId === undefined) return undefined;
      const { UserPoolClient } = await this.ask(regionIn(UserPoolId), 'DescribeUserPoolClient', {
        UserPoolId,
        ClientId,
      });
      return UserPoolClient === undefined ? undefined : readClient(UserPoolClient);
    },
    groups: async (UserPoolId) => {
      const { Groups } = await this.ask(regionIn(UserPoolId), 'ListGroups', { UserPoolId });
      return (Groups ?? []) as Group[];
    },
  };

  /** @returns an empty object for what is not there */
  private ask(region: string, operation: string, input: JsonObject): Promise<JsonObject> {
    const target = `AWSCognitoIdentityProviderService.${operation}`;
    const key = JSON.stringify([target, input]);
    const asked =
      this.described.get(key) ??
      askMoto(this.moto, { service: 'cognito-idp', region, target, input }).then(({ status, body }) =>
        status === 200 ? body : {},
      );
    this.described.set(key, asked);
    return asked;
  }
}

const JSON_1_1 = 'application/x-amz-json-1.1';
const regionIn = (poolId: string): string => poolId.slice(0, poolId.indexOf('_'));

async function orAwsError<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof CognitoRefusal) throw new AwsError(400, error.name, error.message);
    throw error;
  }
}
