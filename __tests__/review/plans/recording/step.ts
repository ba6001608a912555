import type { EmulatedAws } from '../../../../rehearsal/aws';

/** By name, such as `main.tf`. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** One thing that is done in a case's directory; the last one of a case leaves a plan. */
export type Step =
  | { readonly configuration: Files }
  | { readonly terraform: readonly string[]; readonly fails: boolean }
  | { readonly outside: (aws: EmulatedAws) => Promise<unknown> };

/** What is done, one after the other, in an empty directory and an AWS account that other cases use too. */
export type Recipe = readonly Step[];

/** Takes the place of the whole configuration. @param main HCL of `main.tf`, or every file */
const configured = (main: string | Files): Step => ({
  configuration: typeof main === 'string' ? { 'main.tf': main } : main,
});

export const terraform = (...args: string[]): Step => ({ terraform: args, fails: false });

const APPLY = ['apply', '-auto-approve', '-input=false'];

export const applied = (main: string | Files): Recipe => [configured(main), terraform('init'), terraform(...APPLY)];

/** An apply that ends half-way. */
export const failing = (main: string | Files): Recipe => [
  configured(main),
  terraform('init'),
  { terraform: APPLY, fails: true },
];

/** @param options of `terraform plan` */
export const planned = (main: string | Files, ...options: string[]): Recipe => [
  configured(main),
  terraform('init'),
  terraform('plan', '-input=false', '-out=plan', ...options),
];

/** A plan that ends in errors, and is written all the same. */
export const plannedInPart = (main: string | Files): Recipe => [
  configured(main),
  terraform('init'),
  { terraform: ['plan', '-input=false', '-out=plan'], fails: true },
];

/** Changes something behind Terraform's back. */
export const outside = (change: (aws: EmulatedAws) => Promise<unknown>): Step => ({ outside: change });

/** Every recording's provider: credentials and endpoint come from the environment. */
export const AWS = `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
provider "aws" {
  region            = "eu-west-1"
  s3_use_path_style = true
}
`;
