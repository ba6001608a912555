import type { Answer, ResolverContext } from '../shared/context';
import { toRoom } from '../shared/room';

type Ctx = ResolverContext<'mutation.closeRoom'>;

/** Pipeline: close-room, clean-cache. */
export function request(): Record<string, never> {
  return {};
}

/** The closed room. */
export function response(ctx: Ctx): Answer<'mutation.closeRoom'> {
  return toRoom(ctx.prev.result);
}
