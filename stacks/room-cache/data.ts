import type { Construct } from 'constructs';
import { resourceOf } from '../../environments/physical-name';
import { TABLES, type TableName } from '../../model/room-cache/tables';
import type { RoomCache } from '../../environments/room-cache/schema';
import { TIME_TO_LIVE, type TableKey } from '../../model/table-key';
import { settingsOf } from '../../environments/resources/table-settings';
import { forEachKey } from '../../keys/entries';
import { Folder } from '../address';
import { ReleasedTable } from '../constructs/released-table';
import { Table, type AnyTable } from '../constructs/table';

export interface DataLayerProps {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly tables: RoomCache['tables'];
}

/** What must never be lost. It depends on no other layer. */
export class DataLayer extends Folder {
  readonly tables: Readonly<Record<TableName, AnyTable>>;

  constructor(scope: Construct, id: string, { nameOf, tables }: DataLayerProps) {
    super(scope, id);
    this.tables = forEachKey(TABLES, (id): AnyTable => {
      const resource = resourceOf(id);
      const { hashKey, rangeKey }: TableKey = TABLES[id];
      const props = {
        name: nameOf(resource),
        hashKey,
        ...(rangeKey && { rangeKey }),
        timeToLive: TIME_TO_LIVE,
        ...settingsOf(tables[id]),
        isAdopted: tables[id].adopt !== undefined,
      };
      return tables[id].released ? new ReleasedTable(this, resource, props) : new Table(this, resource, props);
    });
  }
}
