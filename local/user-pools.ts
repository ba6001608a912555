import { createUserPool, type UserPool, type UserPoolConfig } from '../packages/appsync-js/src';

/** Which pool, as AppSync names it. */
type Named = Pick<UserPoolConfig, 'userPoolId' | 'awsRegion'>;

/**
 * What user pools sign tokens with, of whoever signs in (`cognito/`) and of whom none is in a pool: each has one key pair, made when it
 * is first asked for, and its tokens are worth something in this run alone.
 */
export class LocalUserPools {
  private readonly pools = new Map<string, UserPool>();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  of(named: Named): UserPool {
    const pool = this.pools.get(named.userPoolId) ?? createUserPool(named, this.now);
    this.pools.set(named.userPoolId, pool);
    return pool;
  }
}
