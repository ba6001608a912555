/** By which an error is logged: its message may quote what was sent, a name, a telephone number. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
