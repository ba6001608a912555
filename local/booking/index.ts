import type { LocalSystem } from '../system';
import { openBusinesses, renderBusinesses } from './demo';
import { siteOf, type Made } from './site';
import { startNoBedrock } from './no-bedrock';

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

/**
 * Two businesses are there at start, with a key of each one's widget, and a page that shows it; and a visitor books in a chat. A model of
 * Bedrock is not asked.
 */
export const booking: LocalSystem<Made> = {
  async openStandIns(_, closers) {
    const { endpoint } = await closers.add(startNoBedrock());
    return {
      description: undefined,
      overrides: ({ BEDROCK_MODEL_ID }) =>
        BEDROCK_MODEL_ID === undefined ? {} : { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint },
      parameters: () => ({}),
      calls: () => undefined,
    };
  },
  query: () => FIRST_QUERY,
  async demo(api) {
    const businesses = await openBusinesses(api);
    const { all, visit, token, administrator } = businesses;
    return {
      id: visit.conversationId,
      headers: { authorization: all[0].key },
      made: {
        businesses: all.map(({ tenantId, name, key, language }) => ({ tenantId, name, key, language })),
        token,
        administrator,
      },
      lines: renderBusinesses(businesses, api.endpoint),
    };
  },
  site: siteOf,
  admin: '/admin',
};
