import type { Answer, ResolverContext } from '../shared/context';
import { toRoom } from '../shared/room';

type Ctx = ResolverContext<'mutation.joinRoom'>;

/** Pipeline: join-room. */
export function request(): Record<string, never> {
  return {};
}

/** The room that the code opens. */
export function response(ctx: Ctx): Answer<'mutation.joinRoom'> {
  return toRoom(ctx.prev.result);
}
