import { failValidation } from './errors';

const MAX_LENGTH = 64;

/** The id as the caller sent it under `name`, within what a key of DynamoDB can hold. */
export function checkRoomId(name: string, id: string): string {
  if (id.length < 1 || id.length > MAX_LENGTH) {
    failValidation(
      `${name} is ${id.length} characters long; allowed are 1 to ${MAX_LENGTH}. Use the id that createRoom or joinRoom returned.`,
    );
  }
  return id;
}
