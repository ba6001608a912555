import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: Room }>;

/** Pipeline: close-room, clean-cache. */
export function request(): Record<string, never> {
  return {};
}

/** The closed room. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
