import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Aws } from './clients';
import { findOnPages } from './pages';

/** Cognito's own limit of a page. */
const POOLS = 60;

/** The id of the user pool of a name; undefined when there is none. */
export async function findUserPool(cognito: Aws['cognito'], name: string): Promise<string | undefined> {
  const found = await findOnPages(
    async (NextToken) => {
      const page = await cognito.send(new ListUserPoolsCommand({ MaxResults: POOLS, NextToken }));
      return { entries: page.UserPools, token: page.NextToken };
    },
    (pool) => pool.Name === name,
  );
  return found?.Id;
}
