import { App } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/schema';
import { TABLES, type TableName } from '../../model/room-cache/tables';
import { SystemStack } from '../system-stack';
import { DataLayer } from '../layers/data';
import { useArrayIsArray } from '../overrides';

/** The tables of one environment, where they are, and nothing that has to be bundled. Its id is the environment's name. */
export class TablesStack extends SystemStack {
  protected readonly data: DataLayer<TableName>;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'room-cache');
    const { tables } = environment.systems.roomCache;
    this.data = new DataLayer(this, 'data', {
      nameOf: this.nameOf,
      keys: TABLES,
      settings: tables,
    });
  }
}

/** @returns Terraform's JSON of an environment's tables: as its whole stack has them. Nothing is written */
export function synthesizeTables(environment: Environment): object {
  useArrayIsArray();
  return new TablesStack(new App({ stackTraces: false }), environment).toTerraform() as object;
}
