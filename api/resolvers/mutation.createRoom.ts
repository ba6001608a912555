import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: Room }>;

/** Pipeline: create-room, start-fill. */
export function request(): Record<string, never> {
  return {};
}

/** The room; its first batch is being loaded. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
