import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { physicalName } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { SystemStack } from '../system-stack';
import { DataLayer } from './data';
import { useArrayIsArray } from '../overrides';

/** The tables of one environment, where they are, and nothing that has to be bundled. Its id is the environment's name. */
export class TablesStack extends SystemStack {
  protected readonly data: DataLayer;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'room-cache');
    const { tables } = environment.systems.roomCache;
    this.data = new DataLayer(this, 'data', { nameOf: (resource) => physicalName(environment, resource), tables });
  }
}

/** @returns Terraform's JSON of an environment's tables: as its whole stack has them. Nothing is written */
export function synthesizeTables(environment: Environment): object {
  useArrayIsArray();
  return new TablesStack(new App({ stackTraces: false }), environment).toTerraform() as object;
}
