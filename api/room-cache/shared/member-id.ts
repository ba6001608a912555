import { failValidation } from '../../shared/errors';

const MAX_LENGTH = 128;

/** The id of the member whom the caller means, within what joinRoom takes. */
export function memberIdOf(args: { memberId: string }): string {
  const { memberId } = args;
  if (memberId.length < 1 || memberId.length > MAX_LENGTH) {
    failValidation(
      `memberId is ${memberId.length} characters long; allowed are 1 to ${MAX_LENGTH}. Use the id with which the member has joined.`,
    );
  }
  return memberId;
}
