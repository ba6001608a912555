import { ask } from '../../shared/ask';

/** By what a page is let in, and who its member is. */
export interface WayIn {
  /** Who has signed in. Undefined: whoever opens or joins a room is somebody new */
  readonly memberId: string | undefined;
  /** @throws ApiError */
  ask<T>(query: string, variables?: object): Promise<T>;
  /** For a real-time connection, beside its host. Rejects where nobody is let in now. */
  authorization(): Promise<Readonly<Record<string, string>>>;
}

/** By the key of the app, which everybody has who has the page. @param endpoint URL to which GraphQL is posted */
export const byKey = (endpoint: string, apiKey: string): WayIn => ({
  memberId: undefined,
  ask: (query, variables) => ask({ endpoint, headers: { 'x-api-key': apiKey } }, query, variables),
  authorization: () => Promise.resolve({ 'x-api-key': apiKey }),
});
