import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import { admit, asker, given, tenantOf } from '../shared/admission';
import type { MetricName } from '../shared/metrics';
import { eraseTenant, exportTenant } from './parts';
import { apiKeys, createApiKey, revokeApiKey, rotateApiKey } from './keys';
import { business, providers, services } from './lists';
import type { CatalogPorts } from './ports';
import { saveProvider, saveService } from './save';
import { createTenant, findTenant, newTenant, setSuspended, tenantsOfOwner } from './tenants';

export interface CatalogDependencies {
  readonly ports: CatalogPorts;
  readonly observability: Observability<MetricName>;
}

/** What a client says of something that is to be saved; its values are checked by the item's own shape. */
const input = z.looseObject({ id: given(z.string()) });
const isWidget = given(z.boolean());

/** Of a key that is rotated. */
const OVERLAP_HOURS = 24;

/** Of all that is a tenant's. */
const part = { tenantId: asker.tenantId, after: given(z.string()) };

/** What only whoever runs the service asks, by name of the function: no field of the API leads here. */
const operating = (ports: CatalogPorts) => ({
  createTenant: task(z.object({ input: newTenant }), ({ input }) => createTenant(ports, input)),
  suspendTenant: task(z.object({ tenantId: asker.tenantId }), ({ tenantId }) => setSuspended(ports, tenantId, true)),
  resumeTenant: task(z.object({ tenantId: asker.tenantId }), ({ tenantId }) => setSuspended(ports, tenantId, false)),
  findTenant: task(z.object({ tenant: z.string() }), ({ tenant }) => findTenant(ports, tenant)),
  tenantsOfOwner: task(z.object({ ownerId: z.string() }), ({ ownerId }) => tenantsOfOwner(ports, ownerId)),
  exportTenant: task(z.object(part), (payload) => exportTenant(ports, payload)),
  /** It is only counted unless `dryRun` is false. */
  eraseTenant: task(
    z.object({ ...part, dryRun: given(z.boolean()), conversations: given(z.boolean()) }),
    ({ dryRun, conversations, ...payload }) =>
      eraseTenant(ports, { ...payload, dryRun: dryRun !== false, conversations: conversations === true }),
  ),
});

/** What a business offers, by whom, and the keys of its widgets. A suspended one can still revoke a key. */
const tasksOf = ({ ports }: CatalogDependencies) => ({
  ...operating(ports),
  business: task(z.object({ ...asker }), ({ tenantId }) => business(ports, tenantId)),
  services: task(z.object({ ...asker, isWidget, category: given(z.string()) }), (payload) => services(ports, payload)),
  providers: task(z.object({ ...asker, isWidget, serviceId: given(z.string()) }), (payload) =>
    providers(ports, payload),
  ),
  saveService: task(z.object({ ...asker, input }), (payload) =>
    admit(ports, payload, (tenant) => saveService(ports, tenant, payload.input)),
  ),
  saveProvider: task(z.object({ ...asker, input: z.extend(input, { serviceIds: z.array(z.string()) }) }), (payload) =>
    admit(ports, payload, (tenant) => saveProvider(ports, tenant, payload.input)),
  ),
  apiKeys: task(z.object({ ...asker }), ({ tenantId }) => apiKeys(ports, tenantId)),
  createApiKey: task(z.object({ ...asker, input: z.looseObject({}) }), (payload) =>
    admit(ports, payload, ({ tenantId }) => createApiKey(ports, tenantId, payload.input)),
  ),
  rotateApiKey: task(z.object({ ...asker, id: z.string(), overlapHours: given(z.number()) }), (payload) =>
    admit(ports, payload, () =>
      rotateApiKey(ports, { ...payload, overlapHours: payload.overlapHours ?? OVERLAP_HOURS }),
    ),
  ),
  revokeApiKey: task(z.object({ ...asker, id: z.string() }), (payload) => revokeApiKey(ports, payload)),
});
export type CatalogTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: CatalogDependencies): LambdaHandler {
  const { observability } = dependencies;
  const tasks = tasksOf(dependencies);
  return createLambda({ functionName: 'booking-catalog', tasks, observability, about: tenantOf, isPrivate: true });
}
