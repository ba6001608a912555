import {
  MemoryFilters,
  MemoryMembers,
  MemoryMetadata,
  MemoryMovies,
  MemoryRooms,
  MemoryValues,
} from './support/memory-tables';
import { describeTables } from './support/tables-suite';

describe('the tables in memory, which the other tests stand on', () => {
  describeTables(({ now }) => ({
    metadata: new MemoryMetadata(now),
    movies: new MemoryMovies(),
    filters: new MemoryFilters(now),
    rooms: new MemoryRooms(now),
    members: new MemoryMembers(now),
    values: new MemoryValues(now),
  }));
});
