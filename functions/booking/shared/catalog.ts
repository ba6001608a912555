import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { offerKey, providerKey, serviceKey } from '../../../model/booking/items/keys';
import { readOffer, readProvider, type Provider } from '../../../model/booking/items/provider';
import { readService, type Service } from '../../../model/booking/items/service';
import { readTenant, type Tenant } from '../../../model/booking/items/tenant';
import { ReadTable, type TablePorts } from './tables';

/** Tables `tenants`, `services` and `providers`: who can be booked for what, and by which rules. */
export class Catalog {
  private readonly tenants: ReadTable;
  private readonly services: ReadTable;
  private readonly providers: ReadTable;

  constructor(
    dynamodb: DynamoDBDocumentClient,
    names: { readonly tenants: string; readonly services: string; readonly providers: string },
    ports: TablePorts,
  ) {
    this.tenants = new ReadTable(dynamodb, names.tenants, ports);
    this.services = new ReadTable(dynamodb, names.services, ports);
    this.providers = new ReadTable(dynamodb, names.providers, ports);
  }

  async tenant(tenantId: string): Promise<Tenant | undefined> {
    return this.tenants.get({ tenantId }, readTenant);
  }

  async service(tenantId: string, serviceId: string): Promise<Service | undefined> {
    return this.services.get(serviceKey(tenantId, serviceId), readService);
  }

  async provider(tenantId: string, providerId: string): Promise<Provider | undefined> {
    return this.providers.get(providerKey(tenantId, providerId), readProvider);
  }

  /** Whether the provider offers the service. */
  async isOffered(tenantId: string, serviceId: string, providerId: string): Promise<boolean> {
    const key = offerKey(tenantId, serviceId, providerId);
    return (await this.providers.get(key, readOffer)) !== undefined;
  }
}
