import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { toRoom } from '../shared/room';

type Ctx = Context<{ id: string }, Record<string, never>, { result: Room | null }>;

/** Pipeline: get-room. */
export function request(): Record<string, never> {
  return {};
}

/** The room, or null. */
export function response(ctx: Ctx) {
  return ctx.prev.result ? toRoom(ctx.prev.result) : null;
}
