/** A Lambda function of the room cache, `functions/<name>`: its alarms, graphs and output derive from it, and what an environment says of it. */
export interface FunctionEntry {
  /** What an alarm says of a function that fails: `The function … fails: <lost>.` */
  readonly lost: string;
}

export const FUNCTIONS = {
  /** Fills and cleans rooms. */
  cache: { lost: 'rooms get no films, or no more of them' },
  /** Creates, joins and closes rooms. */
  room: { lost: 'nobody can open, join or close a room' },
  /** Reads a film's details and the genres. */
  movie: { lost: "a film's details and the list of genres do not show" },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof FUNCTIONS;
