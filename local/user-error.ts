/** Something that the person at the keyboard can put right: shown as one message, without a stack. Anything else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
