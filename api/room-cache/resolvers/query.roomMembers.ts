import type { Answer, ResolverContext } from '../shared/context';
import { toMember } from '../shared/votes';

type Ctx = ResolverContext<'query.roomMembers'>;

/** Pipeline: find-room, query-members. */
export function request(): Record<string, never> {
  return {};
}

/** The members. */
export function response(ctx: Ctx): Answer<'query.roomMembers'> {
  return ctx.prev.result.map((member) => toMember(member));
}
