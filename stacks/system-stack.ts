import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend } from 'cdktf';
import type { Construct } from 'constructs';
import { nameIn } from '../environments/physical-name';
import type { Environment } from '../environments/schema';
import { stackName, stateOf } from '../environments/stack';
import type { SystemName } from '../model/systems';
import { AddressedStack } from './addressed-stack';
import { lockStateInBucket, requireTerraform } from './overrides';

/** A system in an environment, with the account, region, tags and state of its place. */
export class SystemStack extends AddressedStack {
  constructor(
    scope: Construct,
    private readonly environment: Environment,
    private readonly system: SystemName,
  ) {
    super(scope, stackName(environment.name, system));
    const { account, region, tags } = environment;
    new AwsProvider(this, 'aws', { region, allowedAccountIds: [account], defaultTags: [{ tags }] });
  }

  /** How a resource of it is called in AWS. */
  protected readonly nameOf = (resource: string): string => nameIn(this.environment, this.system, resource);

  /** Its Terraform state is kept where the environment says, apart from that of other systems. */
  protected keepState(): void {
    requireTerraform(this, '>= 1.10'); // the first that locks state in S3 itself
    const state = stateOf(this.environment, this.system);
    switch (state.backend) {
      case 'local':
        new LocalBackend(this, { path: `../../../terraform.${this.node.id}.tfstate` }); // beside cdktf.out
        break;
      case 's3': {
        const { bucket, key, region } = state;
        lockStateInBucket(new S3Backend(this, { bucket, key, region, encrypt: true }));
        break;
      }
    }
  }
}
