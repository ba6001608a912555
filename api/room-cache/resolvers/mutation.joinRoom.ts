import type { Answer, ResolverContext } from '../shared/context';
import { toRoom } from '../shared/room';
import { requireThemselves } from '../shared/signed-in';

type Ctx = ResolverContext<'mutation.joinRoom'>;

/** Pipeline: join-room. Who has signed in joins as themselves. */
export function request(ctx: Ctx): Record<string, never> {
  const { member } = ctx.args;
  if (member) {
    requireThemselves(ctx, member.id);
  }
  return {};
}

/** The room that the code opens. */
export function response(ctx: Ctx): Answer<'mutation.joinRoom'> {
  return toRoom(ctx.prev.result);
}
