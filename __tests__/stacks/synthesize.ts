import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { type Environment, loadEnvironments } from '../../environments';
import { AddressedStack } from '../../stacks/addressed-stack';
import { Bundles } from '../../stacks/bundles';
import { booking } from '../../stacks/booking';
import { roomCache } from '../../stacks/room-cache';
import type { SystemName } from '../../model/systems';
import { writeBundles } from './bundles.fixture';

export type Attributes = Readonly<Record<string, unknown>>;

/** A stack's Terraform. */
export interface Synthesized {
  readonly terraform: Attributes;
  readonly provider: Attributes;
  readonly output: Readonly<Record<string, Attributes>>;
  /** By type, then by name; undefined where there is none. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  /** By type, then by name. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

export const environments = loadEnvironments();
export const environment = (name: Environment['name']) => environments.find((one) => one.name === name)!;
export const schema = readFileSync(join(__dirname, '../../api/room-cache/schema.graphql'), 'utf8');

const SYSTEMS = { 'room-cache': roomCache, booking };

/** An environment's whole Terraform of a system, CDKTF's validations included. */
export function synthesizeEnvironment(of: Environment, system: SystemName = 'room-cache'): Synthesized {
  const outdir = writeBundles([system]);
  const app = Testing.app({ outdir: tmpdir() });
  const stack = SYSTEMS[system].compose(app, of, new Bundles(outdir, system));
  const synthesized = Testing.synth(stack, true);
  rmSync(outdir, { recursive: true });
  return JSON.parse(synthesized) as Synthesized;
}

/** The Terraform of the constructs that `build` puts into an otherwise empty stack. */
export function synthesizeConstructs(build: (scope: Construct) => void): Synthesized {
  const stack = new AddressedStack(Testing.app({ outdir: tmpdir() }), 'test');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  build(stack);
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** `aws_dynamodb_table.rooms` and so on, sorted. */
export function addresses({ resource }: Synthesized): string[] {
  return Object.entries(resource)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();
}

export interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** The statements of every role's policy, by the policy's name in Terraform. */
export function policies({ resource }: Synthesized): Record<string, Statement[]> {
  return Object.fromEntries(
    Object.entries(resource['aws_iam_role_policy'] ?? {}).map(([name, { policy }]) => [
      name,
      (JSON.parse(policy as string) as { Statement: Statement[] }).Statement,
    ]),
  );
}
