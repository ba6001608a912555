import * as z from 'zod/mini';
import { id } from '../../../model/booking/items/values';
import type { Tenant } from '../../../model/booking/items/tenant';
import { succeed, type Failure, type Result } from '../../shared/result';
import type { Catalog } from './catalog';
import { fail } from './failure';
import { overRate, type RatePorts } from './rate-limit';

/** In every payload: who asks. The resolver puts it there, from who has come in; no client says it. */
export const asker = {
  tenantId: id,
  /** The hash of a widget's key. Absent: somebody of the business asks. */
  apiKeyId: z.optional(z.nullable(z.string())),
};

/** What each line of the log says of a payload. */
export const tenantOf = (payload: object): { readonly tenantId?: unknown } =>
  'tenantId' in payload ? { tenantId: payload.tenantId } : {};

/** An argument that a client may leave out. */
export const given = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema));

export interface Asker {
  readonly tenantId: string;
  readonly apiKeyId?: string | null | undefined;
}

export interface AdmissionPorts extends RatePorts {
  readonly catalog: Pick<Catalog, 'tenant'>;
}

/**
 * Changes something, if whoever asks may do so now. What only reads does not ask: a suspended tenant's widgets are turned away at the
 * door.
 */
export async function admit<T>(
  ports: AdmissionPorts,
  { tenantId, apiKeyId }: Asker,
  change: (tenant: Tenant) => Promise<Result<T>>,
): Promise<Result<T>> {
  const [tenant, refused] = await Promise.all([
    ports.catalog.tenant(tenantId),
    apiKeyId ? overRate(ports, apiKeyId) : undefined,
  ]);
  if (refused) return refused;
  const admitted = standing(tenant, tenantId);
  return admitted.ok ? change(admitted.value) : admitted;
}

/** @param tenant as it is in its table */
export function standing(tenant: Tenant | undefined, tenantId: string): Result<Tenant> {
  if (!tenant) return unknownTenant(tenantId);
  if (tenant.status === 'ACTIVE') return succeed(tenant);
  return fail(
    'Suspended',
    `${tenant.name} is suspended: nothing can be booked or changed. Ask whoever runs this service.`,
  );
}

export const unknownTenant = (tenantId: string): Failure =>
  fail('NotFound', `There is no business "${tenantId}". Sign in again, or ask whoever runs this service.`);
