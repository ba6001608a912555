import {
  MemoryApiKeys,
  MemoryAvailability,
  MemoryBookings,
  MemoryCatalog,
  MemoryConversations,
  MemoryTenants,
} from './support/memory-tables';
import { CONVERSATION_TTL, describeStores } from './support/stores-suite';
import { describeTables } from './support/tables-suite';

describe('the booking tables in memory, which the other tests stand on', () => {
  describeTables(({ now }) => ({
    catalog: new MemoryCatalog(),
    availability: new MemoryAvailability(),
    bookings: new MemoryBookings(now),
  }));
  describeStores(({ now }) => {
    const catalog = new MemoryCatalog();
    return {
      catalog,
      availability: new MemoryAvailability(),
      tenants: new MemoryTenants(catalog.tenants),
      apiKeys: new MemoryApiKeys(now),
      conversations: new MemoryConversations(now, CONVERSATION_TTL),
    };
  });
});
