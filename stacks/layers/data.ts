import type { Construct } from 'constructs';
import { resourceOf } from '../../environments/physical-name';
import type { TableConfig } from '../../environments/resources/table';
import { TIME_TO_LIVE, type TableKey } from '../../model/table-key';
import { settingsOf } from '../../environments/resources/table-settings';
import { forEachKey } from '../../keys/entries';
import { own } from '../../keys/own';
import { Folder } from '../address';
import { ReleasedTable } from '../constructs/released-table';
import { Table, type AnyTable } from '../constructs/table';

export interface DataLayerProps<Name extends string> {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly keys: Readonly<Record<Name, TableKey & Indexes>>;
  readonly settings: Readonly<Record<Name, TableConfig>>;
}

interface Indexes {
  /** By name; each has all attributes of an item. Default: none. */
  readonly globalIndexes?: Readonly<Record<string, TableKey>>;
}

/** What must never be lost. It depends on no other layer. */
export class DataLayer<Name extends string> extends Folder {
  readonly tables: Readonly<Record<Name, AnyTable>>;

  constructor(scope: Construct, id: string, { nameOf, keys, settings }: DataLayerProps<Name>) {
    super(scope, id);
    this.tables = forEachKey(keys, (id): AnyTable => {
      const resource = resourceOf(id);
      const { hashKey, rangeKey, globalIndexes = {} } = own(keys, id)!;
      const config = own(settings, id)!;
      const props = {
        name: nameOf(resource),
        hashKey,
        ...(rangeKey && { rangeKey }),
        globalIndexes: forEachKey(globalIndexes, (name) => ({
          ...own(globalIndexes, name)!,
          projection: 'ALL' as const,
        })),
        timeToLive: TIME_TO_LIVE,
        ...settingsOf(config),
        isAdopted: config.adopt !== undefined,
      };
      return config.released ? new ReleasedTable(this, resource, props) : new Table(this, resource, props);
    });
  }
}
