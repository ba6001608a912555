import { failValidation } from '../../shared/errors';

const MAX_LENGTH = 64;

/** How a field names the room that it is about. */
export type RoomArgs = { roomId: string; id?: never } | { id: string; roomId?: never };

/** The id of the room that the caller means, within what a key of DynamoDB can hold. */
export function roomIdOf(args: RoomArgs): string {
  const name = args.roomId === undefined ? 'id' : 'roomId';
  const id = args.roomId ?? args.id ?? '';
  if (id.length < 1 || id.length > MAX_LENGTH) {
    failValidation(
      `${name} is ${id.length} characters long; allowed are 1 to ${MAX_LENGTH}. Use the id that createRoom or joinRoom returned.`,
    );
  }
  return id;
}
