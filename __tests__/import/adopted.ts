import { tmpdir } from 'node:os';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing } from 'cdktf';
import type { Adoption } from '../../environments/resources/table';
import { declaredTables, type DeclaredTable } from '../../import/declared';
import type { TableDescription } from '../../import/description';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { AddressedStack } from '../../stacks/addressed-stack';
import { ReleasedTable } from '../../stacks/constructs/released-table';
import { Table, type TableProps } from '../../stacks/constructs/table';

/** What a configuration says of a table beside its key and its adoption. */
export type Configured = Pick<TableProps, 'billing' | 'deletionProtection' | 'pointInTimeRecovery'>;

export interface Declaration {
  readonly id: string;
  readonly key: TableDescription['key'];
  readonly configured: Configured;
  readonly adopt?: Adoption;
  readonly released?: boolean;
}

/** The Terraform of a stack of such tables. */
export function synthesizeTables(
  tables: readonly Declaration[],
  defaultTags: Readonly<Record<string, string>>,
): JsonObject {
  const stack = new AddressedStack(Testing.app({ outdir: tmpdir() }), 'test');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1', defaultTags: [{ tags: { ...defaultTags } }] });
  for (const { id, key, configured, adopt, released } of tables) {
    new (released ? ReleasedTable : Table)(stack, id, {
      name: `trinity-${id}-dev`,
      hashKey: key[0],
      ...(key[1] && { rangeKey: key[1] }),
      timeToLive: 'ttl',
      ...configured,
      ...adopt,
      isAdopted: adopt !== undefined,
    });
  }
  return JSON.parse(Testing.synth(stack, true)) as JsonObject;
}

export const declare = (one: Declaration, defaultTags: Readonly<Record<string, string>>): DeclaredTable =>
  declaredTables(synthesizeTables([one], defaultTags))[0]!;
