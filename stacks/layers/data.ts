import type { Construct } from 'constructs';
import type { Environment, TableConfig } from '../../environments/schema';
import { Folder } from '../address';
import { Table, type Key } from '../constructs/table';

export interface DataLayerProps {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly tables: Environment['tables'];
}

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
    const table = (resource: string, config: TableConfig, hashKey: Key, rangeKey?: Key) =>
      new Table(this, resource, {
        name: nameOf(resource),
        hashKey,
        ...(rangeKey && { rangeKey }),
        timeToLive: 'ttl', // after this time an item is not served any more, and DynamoDB deletes it
        ...settingsOf(config),
      });
    this.rooms = table('rooms', tables.rooms, text('PK'), text('SK'));
    this.roomMovieCache = table('room-movie-cache', tables.roomMovieCache, text('roomId'), number('sequenceIndex'));
    this.roomCacheMetadata = table('room-cache-metadata', tables.roomCacheMetadata, text('roomId'));
    this.filterCache = table('filter-cache', tables.filterCache, text('cacheKey'), text('part'));
  }
}

const text = (name: string): Key => ({ name, type: 'S' });
const number = (name: string): Key => ({ name, type: 'N' });

/** What an adoption keeps goes before what is configured. */
const settingsOf = ({ adopt, ...config }: TableConfig) => ({ ...config, ...adopt, isAdopted: adopt !== undefined });
