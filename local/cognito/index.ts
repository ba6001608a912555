import { own } from '../../keys/own';
import type { UserPool } from '../../packages/appsync-js/src';
import type { LocalUserPools } from '../user-pools';
import { FOR_ADMINISTRATORS, noClient } from './for-administrators';
import { FOR_MEMBERS } from './for-members';
import { Members } from './members';
import type { Reach } from './operation';
import type { Message, Pool } from './pool';
import { CognitoRefusal, invalid, notAuthorized } from './refusal';
import type { Directory } from './settings';
import { SignIn } from './sign-in';
import { poolIdIn, sessionOf } from './tokens';

export { isStandard } from './attributes';
export { CognitoRefusal } from './refusal';
export { readClient, readPool, type ClientSettings, type Directory, type Group, type PoolSettings } from './settings';
export type { Message } from './pool';

export interface CognitoOptions {
  readonly directory: Directory;
  /** What signs tokens. */
  readonly userPools: LocalUserPools;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Takes what Cognito would mail or send as SMS. */
  readonly send: (message: Message) => void;
}

/** A request, read. */
export interface Question {
  readonly operation: string;
  /** JSON. */
  readonly body: Buffer;
  /** Whether AWS credentials have signed it. */
  readonly isSigned: boolean;
}

/**
 * Members of user pools, and how they sign in: what Cognito does, without what makes pools, clients and groups. Members last as long as
 * this does.
 */
export class Cognito {
  private readonly members = new Map<string, Members>();

  constructor(private readonly options: CognitoOptions) {}

  /** Whether an operation is one that AWS credentials have to sign. */
  isForAdministrators(operation: string): boolean {
    return own(FOR_MEMBERS, operation) === undefined;
  }

  /** @throws CognitoRefusal */
  async answer({ operation, body, isSigned }: Question): Promise<object> {
    const found = own(FOR_MEMBERS, operation) ?? own(FOR_ADMINISTRATORS, operation);
    if (!found) {
      const known = [...Object.keys(FOR_MEMBERS), ...Object.keys(FOR_ADMINISTRATORS)].sort().join(', ');
      throw new CognitoRefusal('UnknownOperationException', `${operation} does not run here. There are ${known}.`);
    }
    if (this.isForAdministrators(operation) && !isSigned)
      throw new CognitoRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
    return found.run(this.reach, read(body));
  }

  /** What a pool tells everybody, so that its tokens can be verified. @throws CognitoRefusal when there is none */
  async published(poolId: string): Promise<Pick<UserPool, 'issuer' | 'keys'>> {
    return (await this.reach.pool(poolId)).keys;
  }

  /** Takes a group from all of its members: it is gone. */
  forgetGroup(poolId: string, name: string): void {
    for (const { groups } of this.members.get(poolId)?.all.values() ?? []) groups.delete(name);
  }

  private readonly reach: Reach = {
    pool: async (id) => {
      const settings = await this.options.directory.pool(id);
      if (!settings) throw new CognitoRefusal('ResourceNotFoundException', `User pool ${id} does not exist.`);
      return this.run(settings);
    },
    client: async (id) => {
      const client = await this.options.directory.client(id);
      if (!client) throw noClient(id);
      if (client.hasSecret) throw invalid(`The client ${id} has a secret: such a one does not run here.`);
      return { client, pool: await this.reach.pool(client.poolId) };
    },
    signedIn: async (accessToken) => {
      const settings = await this.options.directory.pool(poolIdIn(accessToken));
      if (!settings) throw notAuthorized('Invalid Access Token');
      const session = sessionOf(this.run(settings), accessToken);
      return { ...(await this.reach.client(session.clientId)), member: session.member };
    },
    underway: async (session) => {
      const challenge = [...this.members.values()].flatMap(({ challenges }) => challenges.get(session) ?? [])[0];
      if (!challenge) throw notAuthorized('Invalid session for the user, session can only be used once.');
      const { pool, client } = await this.reach.client(challenge.clientId);
      return new SignIn(pool, client);
    },
    pools: async () => (await this.options.directory.pools?.()) ?? [],
    groups: (poolId) => this.options.directory.groups(poolId),
  };

  private run(settings: Pool['settings']): Pool {
    const { now, userPools, send } = this.options;
    const { id, region } = settings;
    let members = this.members.get(id);
    if (!members) this.members.set(id, (members = new Members(now)));
    return {
      ...{ settings, members, now },
      keys: userPools.of({ userPoolId: id, awsRegion: region }),
      send: (message) => send({ ...message, pool: id }),
    };
  }
}

/** What is null is not said. @throws CognitoRefusal */
function read(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}', (_, value: unknown) => value ?? undefined) as unknown;
  } catch {
    throw new CognitoRefusal('SerializationException', 'The body of the request is not JSON.');
  }
}
