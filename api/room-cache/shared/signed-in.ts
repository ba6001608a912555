import { util } from '@aws-appsync/utils';

/** What AppSync knows of who asks: nothing of a client with a key, the claims of a user pool's token otherwise. */
export interface Asking {
  readonly identity?: object | null | undefined;
}

/** Who has signed in: the `sub` of their token, of whichever use it is. undefined of a client with a key, which says itself for whom it asks. */
export function signedInAs({ identity }: Asking): string | undefined {
  if (!identity) {
    return undefined;
  }
  const { sub } = identity as { sub?: string };
  if (!sub) {
    util.unauthorized();
  }
  return sub;
}

/** Ends the request where who has signed in asks for somebody else. */
export function requireThemselves(asking: Asking, memberId: string): void {
  const by = signedInAs(asking);
  if (by !== undefined && by !== memberId) {
    util.unauthorized();
  }
}
