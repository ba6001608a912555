import { util } from '@aws-appsync/utils';
import type { Room } from '../../../model/room-cache/items/room';
import { type RoomArgs, roomIdOf } from './room-id';
import type { Stash } from './stash';

/** The room that find-room has found; ends the request unless it is open. */
export function openRoomOf(ctx: { args: RoomArgs; stash: Stash }): Room {
  const room = foundRoomOf(ctx);
  if (room.status === 'CLOSED') {
    util.error(`Room ${room.id} is closed and its films are gone. Open a new room.`, 'RoomClosed');
  }
  return room;
}

/** The room that find-room has found, also a closed one; ends the request when there is none. */
export function foundRoomOf(ctx: { args: RoomArgs; stash: Stash }): Room {
  const room = ctx.stash.room;
  if (!room) {
    const id = roomIdOf(ctx.args);
    util.error(`There is no room ${id}, or it has expired. Check the id, or open a new room.`, 'RoomNotFound');
  }
  return room;
}
