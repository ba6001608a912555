/** A way out of packages that nobody mends any more. */
export interface Way {
  readonly name: string;
  /** The release that was tried last; undefined: the one of this checkout. */
  readonly packages: Readonly<Record<string, string | undefined>>;
  /** Whether the imports have other names. */
  readonly changesImports: boolean;
  /** Paths in a stack's Terraform that have another value afterwards, and may. */
  readonly differs: readonly string[];
}

export const WAYS: readonly Way[] = [
  {
    name: 'AWS provider 6, CDK for Terraform as it is',
    packages: { '@cdktf/provider-aws': '21.22.1', cdktf: undefined, constructs: undefined },
    changesImports: false,
    differs: ['terraform.required_providers.aws.version'],
  },
  {
    name: 'AWS provider 6, CDK Terrain',
    packages: { '@cdktn/provider-aws': '25.7.0', cdktn: '0.24.0', constructs: '10.6.0' },
    changesImports: true,
    differs: [
      '//.metadata.version',
      'terraform.required_providers.aws.source', // another word for the same provider
      'terraform.required_providers.aws.version',
    ],
  },
];
