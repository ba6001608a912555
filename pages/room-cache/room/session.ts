import type { Said } from './outbox';

/** Who somebody is in this window: two windows of one browser are two members. */
export interface Session {
  readonly roomId: string;
  readonly memberId: string;
}

/*
 * The window's own storage: it outlives a reload, and ends with the window. A member's id is all that the API asks for to vote in
 * their name, so it is kept no longer.
 */
const [SESSION, UNSENT] = ['trinity.session', 'trinity.unsent'];

export const readSession = (): Session | undefined => read<Session>(SESSION);

export const keepSession = (session: Session): void => sessionStorage.setItem(SESSION, JSON.stringify(session));

export function forgetSession(): void {
  sessionStorage.removeItem(SESSION);
  sessionStorage.removeItem(UNSENT);
}

export const readUnsent = (): Said[] => read<Said[]>(UNSENT) ?? [];

export const keepUnsent = (left: readonly Said[]): void => sessionStorage.setItem(UNSENT, JSON.stringify(left));

/** @returns undefined where there is nothing that can be read */
function read<T>(name: string): T | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
