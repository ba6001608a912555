import { extensions, util } from '@aws-appsync/utils';
import type { Answer, ResolverContext } from '../shared/context';
import { openRoomOf } from '../shared/open-room';

type Ctx = ResolverContext<'subscription.onMatch'>;

/** Pipeline: find-room. */
export function request(): Record<string, never> {
  return {};
}

/** Lets somebody follow an open room: its matches, and no other votes. */
export function response(ctx: Ctx): Answer<'subscription.onMatch'> {
  const { id } = openRoomOf(ctx);
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ roomId: { eq: id }, matched: { eq: true } }));
  return null;
}
