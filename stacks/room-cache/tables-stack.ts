import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { physicalName } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { AddressedStack } from '../addressed-stack';
import { DataLayer } from './data';
import { useArrayIsArray } from '../overrides';

/** The tables of one environment, where they are, and nothing that has to be bundled. Its id is the environment's name. */
export class TablesStack extends AddressedStack {
  protected readonly data: DataLayer;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment.name);
    const { account, region, tags, systems } = environment;
    const { tables } = systems.roomCache;
    new AwsProvider(this, 'aws', {
      region,
      allowedAccountIds: [account],
      defaultTags: [{ tags }],
    });
    this.data = new DataLayer(this, 'data', { nameOf: (resource) => physicalName(environment, resource), tables });
  }
}

/** @returns Terraform's JSON of an environment's tables: as its whole stack has them. Nothing is written */
export function synthesizeTables(environment: Environment): object {
  useArrayIsArray();
  return new TablesStack(new App({ stackTraces: false }), environment).toTerraform() as object;
}
