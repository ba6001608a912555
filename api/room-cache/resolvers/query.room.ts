import type { Answer, ResolverContext } from '../shared/context';
import { toRoom } from '../shared/room';

type Ctx = ResolverContext<'query.room'>;

/** Pipeline: get-room. */
export function request(): Record<string, never> {
  return {};
}

/** The room, or null. */
export function response(ctx: Ctx): Answer<'query.room'> {
  return ctx.prev.result ? toRoom(ctx.prev.result) : null;
}
