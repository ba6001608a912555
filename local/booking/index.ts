import type { LocalSystem } from '../system';
import { openBusinesses, renderBusinesses } from './demo';

const FIRST_QUERY = `query {
  business {
    name
  }
  services {
    id
    name
    durationMinutes
  }
  providers {
    id
    name
  }
}
`;

/** Two businesses are there at start, with a key of each one's widget, and a visitor books in a chat. Nothing stands in for anything. */
export const booking: LocalSystem = {
  openStandIns: () =>
    Promise.resolve({
      description: undefined,
      overrides: () => ({}),
      parameters: () => ({}),
      requests: () => undefined,
    }),
  query: () => FIRST_QUERY,
  async demo(api) {
    const businesses = await openBusinesses(api);
    return { id: businesses.visit.conversationId, lines: renderBusinesses(businesses, api.endpoint) };
  },
};
