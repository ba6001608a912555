import type { ApiKey } from '../../../../model/booking/items/api-key';

export const anApiKey = (tenantId: string, keyHash: string): ApiKey => ({
  ...{ keyHash, tenantId, name: 'the page', status: 'ACTIVE', origins: [], requestsPerMinute: 100 },
  createdAt: '2026-01-01T00:00:00.000Z',
});
