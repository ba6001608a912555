/** A Lambda function of the booking chat, `functions/booking/<name>`: its alarms, graphs and output derive from it, and what an environment says of it. */
export interface FunctionEntry {
  /** What an alarm says of a function that fails: `The function … fails: <lost>.` */
  readonly lost: string;
}

export const FUNCTIONS = {
  /** Lets a widget in by its key, before anything else is asked. */
  authorizer: { lost: 'widgets are turned away: no visitor can chat or book' },
  /** Understands what a visitor writes, and answers. */
  agent: { lost: 'the chat does not answer' },
  /** Makes, moves, cancels and lists bookings. */
  bookings: { lost: 'nobody can book, move or cancel, and businesses do not see their day' },
  /** Services, providers and keys of a business. */
  catalog: { lost: 'visitors see no services, and businesses cannot change theirs' },
  /** Free times, and when providers work. */
  availability: { lost: 'visitors see no free times, and businesses cannot change their hours' },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof FUNCTIONS;
