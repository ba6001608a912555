import type { Construct } from 'constructs';
import type { Environment } from '../../environments/schema';
import { Folder } from '../address';
import { Table } from '../constructs/table';

export interface DataLayerProps {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly tables: Environment['tables'];
}

/** The attribute, in every table, after whose time an item is not served any more and DynamoDB deletes it. */
const ttlAttribute = 'ttl';

/** What must never be lost. It depends on no other layer. */
export class DataLayer extends Folder {
  /** Rooms by id, and invite codes. */
  readonly rooms: Table;
  /** The films of each room, in their order. */
  readonly roomMovieCache: Table;
  /** How far each room is filled, and who fills it. */
  readonly roomCacheMetadata: Table;
  /** What TMDB said, shared by all rooms with one filter. */
  readonly filterCache: Table;

  constructor(scope: Construct, id: string, { nameOf, tables }: DataLayerProps) {
    super(scope, id);
    this.rooms = new Table(this, 'rooms', {
      name: nameOf('rooms'),
      hashKey: { name: 'PK', type: 'S' },
      rangeKey: { name: 'SK', type: 'S' },
      ttlAttribute,
      ...tables.rooms,
    });
    this.roomMovieCache = new Table(this, 'room-movie-cache', {
      name: nameOf('room-movie-cache'),
      hashKey: { name: 'roomId', type: 'S' },
      rangeKey: { name: 'sequenceIndex', type: 'N' },
      ttlAttribute,
      ...tables.roomMovieCache,
    });
    this.roomCacheMetadata = new Table(this, 'room-cache-metadata', {
      name: nameOf('room-cache-metadata'),
      hashKey: { name: 'roomId', type: 'S' },
      ttlAttribute,
      ...tables.roomCacheMetadata,
    });
    this.filterCache = new Table(this, 'filter-cache', {
      name: nameOf('filter-cache'),
      hashKey: { name: 'cacheKey', type: 'S' },
      rangeKey: { name: 'part', type: 'S' },
      ttlAttribute,
      ...tables.filterCache,
    });
  }
}
