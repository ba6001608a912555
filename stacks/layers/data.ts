import type { Construct } from 'constructs';
import { resourceOf } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { TABLE_KEYS, TIME_TO_LIVE } from '../../environments/table-keys';
import { settingsOf } from '../../environments/table-settings';
import { Folder } from '../address';
import { ReleasedTable } from '../constructs/released-table';
import { Table, type AnyTable } from '../constructs/table';

export interface DataLayerProps {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly tables: Environment['tables'];
}

/** What must never be lost. It depends on no other layer. */
export class DataLayer extends Folder {
  /** Rooms by id, and invite codes. */
  readonly rooms: AnyTable;
  /** The films of each room, in their order. */
  readonly roomMovieCache: AnyTable;
  /** How far each room is filled, and who fills it. */
  readonly roomCacheMetadata: AnyTable;
  /** What TMDB said, shared by all rooms with one filter. */
  readonly filterCache: AnyTable;

  constructor(scope: Construct, id: string, { nameOf, tables }: DataLayerProps) {
    super(scope, id);
    const table = (id: keyof Environment['tables']): AnyTable => {
      const resource = resourceOf(id);
      const props = {
        name: nameOf(resource),
        ...TABLE_KEYS[id],
        timeToLive: TIME_TO_LIVE,
        ...settingsOf(tables[id]),
        isAdopted: tables[id].adopt !== undefined,
      };
      return tables[id].released ? new ReleasedTable(this, resource, props) : new Table(this, resource, props);
    };
    this.rooms = table('rooms');
    this.roomMovieCache = table('roomMovieCache');
    this.roomCacheMetadata = table('roomCacheMetadata');
    this.filterCache = table('filterCache');
  }
}
