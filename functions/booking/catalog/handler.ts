import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import { admit, asker, given } from '../shared/admission';
import type { MetricName } from '../shared/metrics';
import { apiKeys, createApiKey, revokeApiKey, rotateApiKey, type ApiKeyView, type NewApiKeyView } from './keys';
import { business, providers, services, type BusinessView, type ProviderView, type ServiceView } from './lists';
import type { CatalogPorts } from './ports';
import { saveProvider, saveService } from './save';

export interface CatalogDependencies {
  readonly ports: CatalogPorts;
  readonly observability: Observability<MetricName>;
}

/** What a client says of something that is to be saved; its values are checked by the item's own shape. */
const input = z.looseObject({ id: given(z.string()) });
const isWidget = given(z.boolean());
const actions = {
  business: z.object({ ...asker }),
  services: z.object({ ...asker, isWidget, category: given(z.string()) }),
  providers: z.object({ ...asker, isWidget, serviceId: given(z.string()) }),
  saveService: z.object({ ...asker, input }),
  saveProvider: z.object({ ...asker, input: z.extend(input, { serviceIds: z.array(z.string()) }) }),
  apiKeys: z.object({ ...asker }),
  createApiKey: z.object({ ...asker, input: z.looseObject({}) }),
  rotateApiKey: z.object({ ...asker, id: z.string(), overlapHours: given(z.number()) }),
  revokeApiKey: z.object({ ...asker, id: z.string() }),
};

interface Values {
  readonly business: BusinessView;
  readonly services: ServiceView[];
  readonly providers: ProviderView[];
  readonly saveService: ServiceView;
  readonly saveProvider: ProviderView;
  readonly apiKeys: ApiKeyView[];
  readonly createApiKey: NewApiKeyView;
  readonly rotateApiKey: NewApiKeyView;
  readonly revokeApiKey: ApiKeyView;
}
export type CatalogTasks = Tasks<typeof actions, Values>;

const OVERLAP_HOURS = 24;

/** What a business offers, by whom, and the keys of its widgets. A suspended one can still revoke a key. */
export function createHandler({ ports, observability }: CatalogDependencies): LambdaHandler {
  return createLambda<typeof actions, Values>({
    functionName: 'booking-catalog',
    actions,
    observability,
    isPrivate: true,
    about: ({ tenantId }) => ({ tenantId }),
    run: async (payload) => {
      const { tenantId } = payload;
      switch (payload.action) {
        case 'business':
          return business(ports, tenantId);
        case 'services':
          return services(ports, payload);
        case 'providers':
          return providers(ports, payload);
        case 'apiKeys':
          return apiKeys(ports, tenantId);
        case 'revokeApiKey':
          return revokeApiKey(ports, payload);
        case 'saveService':
          return admit(ports, payload, (tenant) => saveService(ports, tenant, payload.input));
        case 'saveProvider':
          return admit(ports, payload, (tenant) => saveProvider(ports, tenant, payload.input));
        case 'createApiKey':
          return admit(ports, payload, () => createApiKey(ports, tenantId, payload.input));
        case 'rotateApiKey': {
          const { id, overlapHours } = payload;
          const wanted = { tenantId, id, overlapHours: overlapHours ?? OVERLAP_HOURS };
          return admit(ports, payload, () => rotateApiKey(ports, wanted));
        }
      }
    },
  });
}
