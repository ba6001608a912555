import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: Room }>;

/** Pipeline: join-room. */
export function request(): Record<string, never> {
  return {};
}

/** The room that the code opens. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
