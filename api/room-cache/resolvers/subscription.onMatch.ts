import { extensions, util } from '@aws-appsync/utils';
import type { Answer, ResolverContext } from '../shared/context';
import { requireMember } from '../shared/members';
import { openRoomOf } from '../shared/open-room';
import { signedInAs } from '../shared/signed-in';

type Ctx = ResolverContext<'subscription.onMatch'>;

/** Pipeline: find-room, query-members. A client with a key follows any room: who is in it is not read. */
export function request(ctx: Ctx): Record<string, never> {
  if (signedInAs(ctx) === undefined) {
    ctx.stash.members = [];
  }
  return {};
}

/** Lets somebody follow an open room, in which they are if they have signed in: its matches, and no other votes. */
export function response(ctx: Ctx): Answer<'subscription.onMatch'> {
  const { id } = openRoomOf(ctx);
  const by = signedInAs(ctx);
  if (by !== undefined) {
    requireMember(ctx, id, by);
  }
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ roomId: { eq: id }, matched: { eq: true } }));
  return null;
}
