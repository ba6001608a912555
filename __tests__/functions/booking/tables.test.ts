import { MemoryAvailability, MemoryBookings, MemoryCatalog } from './support/memory-tables';
import { describeTables } from './support/tables-suite';

describe('the booking tables in memory, which the other tests stand on', () => {
  describeTables(({ now }) => ({
    catalog: new MemoryCatalog(),
    availability: new MemoryAvailability(),
    bookings: new MemoryBookings(now),
  }));
});
