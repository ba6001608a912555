import { partitionOf } from '../../environments/partition';

export interface SecureParameterProps {
  /** Path of the parameter, with the `/` at its start. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/**
 * An SSM parameter (SecureString) that stands outside Terraform: neither plan nor state ever holds its value. The
 * account's own key for SSM encrypts it; reading it takes no KMS permission then.
 */
export class SecureParameter {
  readonly arn: string;
  readonly name: string;

  constructor({ name, account, region }: SecureParameterProps) {
    this.name = name;
    this.arn = `arn:${partitionOf(region)}:ssm:${region}:${account}:parameter${name}`;
  }
}
