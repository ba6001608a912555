import { z } from 'zod';

/** What a reviewed plan was made from: all of it must be the same when the plan is applied. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** The stack: the environment's name, for its first system. */
  environment: z.string(),
  account: z.string(),
  region: z.string(),
  /** SHA of the commit; the checkout had nothing beside it. */
  commit: z.string(),
  /** Of what `terraform show -json` says of the plan (packages/plan-review/src/digest.ts). */
  digest: z.string(),
  /** Of the Terraform state; lineage null and serial 0 before the first apply. */
  state: z.strictObject({ lineage: z.string().nullable(), serial: z.int().nonnegative() }),
  /** Version of Terraform or OpenTofu. */
  terraform: z.string(),
  /** Terraform's lock file, which names the provider's very package; null when no provider is needed. */
  providers: z.string().nullable(),
  /** Base64 SHA-256 of each function's archive, which the apply reads again. */
  archives: z.record(z.string(), z.string()),
  /** The version that each function served. */
  serving: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type StateIdentity = Manifest['state'];

/** @param json what `terraform state pull` says: nothing before the first apply */
export function readStateIdentity(json: string): StateIdentity {
  if (json.trim() === '') return { lineage: null, serial: 0 };
  const { lineage, serial } = JSON.parse(json) as StateIdentity;
  return { lineage, serial };
}
