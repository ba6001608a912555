import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isOfferKey, offerKey, offerPrefix, providerKey, serviceKey } from '../../../model/booking/items/keys';
import { readOffer, readProvider, type Provider } from '../../../model/booking/items/provider';
import { readService, type Service } from '../../../model/booking/items/service';
import { readTenant, type Tenant } from '../../../model/booking/items/tenant';
import { unlessRefused } from '../../shared/conditions';
import { getTogether, ReadTable, type TablePorts } from './tables';

/** A provider, and by id the services that they offer. */
export interface Staff {
  readonly provider: Provider;
  readonly serviceIds: readonly string[];
}

/** All that says whether a service may be booked, and with whom. */
export interface Terms {
  readonly tenant: Tenant | undefined;
  readonly service: Service | undefined;
  /** Undefined also when none was asked for. */
  readonly provider: Provider | undefined;
  readonly isOffered: boolean;
}

/** Tables `tenants`, `services` and `providers`: who can be booked for what, and by which rules. */
export class Catalog {
  private readonly tenants: ReadTable;
  private readonly services: ReadTable;
  private readonly providers: ReadTable;

  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
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

  /** In one request. */
  async terms(tenantId: string, serviceId: string, providerId?: string): Promise<Terms> {
    const { tenants, services, providers } = this;
    const whole = [
      { table: tenants, key: { tenantId }, reader: readTenant },
      { table: services, key: serviceKey(tenantId, serviceId), reader: readService },
    ] as const;
    if (providerId === undefined) {
      const [tenant, service] = await getTogether(this.dynamodb, whole);
      return { tenant, service, provider: undefined, isOffered: false };
    }
    const [tenant, service, provider, offer] = await getTogether(this.dynamodb, [
      ...whole,
      { table: providers, key: providerKey(tenantId, providerId), reader: readProvider },
      { table: providers, key: offerKey(tenantId, serviceId, providerId), reader: readOffer },
    ] as const);
    return { tenant, service, provider, isOffered: offer !== undefined };
  }

  /** By name. @param category Default: all. Its list lags a moment behind */
  async listServices(tenantId: string, category?: string): Promise<Service[]> {
    const items = await this.services.query({
      ...(category !== undefined && { IndexName: 'ByCategory' }),
      KeyConditionExpression: `tenantId = :tenant${category === undefined ? '' : ' AND category = :category'}`,
      ExpressionAttributeValues: { ':tenant': tenantId, ...(category !== undefined && { ':category': category }) },
    });
    const services = items.map((item) =>
      this.services.read(serviceKey(tenantId, String(item.serviceId)), item, readService),
    );
    return services.filter((one) => one !== undefined).sort(byService);
  }

  /** All providers, by name, each with what they offer. */
  async listStaff(tenantId: string): Promise<Staff[]> {
    const items = await this.providers.query({
      KeyConditionExpression: 'tenantId = :tenant',
      ExpressionAttributeValues: { ':tenant': tenantId },
    });
    const offered = new Map<string, string[]>();
    const providers: Provider[] = [];
    for (const item of items) {
      const key = providerKey(tenantId, String(item.providerId));
      if (!isOfferKey(key.providerId)) {
        const provider = this.providers.read(key, item, readProvider);
        if (provider) providers.push(provider);
        continue;
      }
      const offer = this.providers.read(key, item, readOffer);
      if (offer) offered.set(offer.providerId, [...(offered.get(offer.providerId) ?? []), offer.serviceId]);
    }
    return providers
      .sort(byProvider)
      .map((provider) => ({ provider, serviceIds: offered.get(provider.providerId) ?? [] }));
  }

  /** Who offers a service, by name: two requests. */
  async listOffering(tenantId: string, serviceId: string): Promise<Provider[]> {
    const items = await this.providers.query({
      KeyConditionExpression: 'tenantId = :tenant AND begins_with(providerId, :offers)',
      ExpressionAttributeValues: { ':tenant': tenantId, ':offers': offerPrefix(serviceId) },
    });
    const offers = items.map((item) =>
      this.providers.read({ tenantId, providerId: String(item.providerId) }, item, readOffer),
    );
    const wanted = offers
      .filter((one) => one !== undefined)
      .map(({ providerId }) => ({
        table: this.providers,
        key: providerKey(tenantId, providerId),
        reader: readProvider,
      }));
    return (await getTogether(this.dynamodb, wanted)).filter((one) => one !== undefined).sort(byProvider);
  }

  /** @param isNew whether there must be none yet; otherwise there must be one. @returns false when it is not so */
  async putService(service: Service, isNew: boolean): Promise<boolean> {
    return this.put(
      this.services,
      { ...service, ...serviceKey(service.tenantId, service.serviceId) },
      'serviceId',
      isNew,
    );
  }

  /**
   * Also makes them offer these services, and no others. Killed in between, the same again brings it to its end.
   *
   * @param isNew whether there must be none yet; otherwise there must be one
   * @returns false when it is not so: nothing has changed
   */
  async putProvider(provider: Provider, serviceIds: readonly string[], isNew: boolean): Promise<boolean> {
    const { tenantId, providerId } = provider;
    const staff = isNew ? [] : await this.listStaff(tenantId);
    if (!(await this.put(this.providers, { ...provider, ...providerKey(tenantId, providerId) }, 'providerId', isNew))) {
      return false;
    }
    const before = staff.find((one) => one.provider.providerId === providerId)?.serviceIds ?? [];
    const TableName = this.providers.name;
    const keyOf = (serviceId: string) => offerKey(tenantId, serviceId, providerId);
    await Promise.all([
      ...serviceIds
        .filter((one) => !before.includes(one))
        .map((one) => this.dynamodb.send(new PutCommand({ TableName, Item: keyOf(one) }))),
      ...before
        .filter((one) => !serviceIds.includes(one))
        .map((one) => this.dynamodb.send(new DeleteCommand({ TableName, Key: keyOf(one) }))),
    ]);
    return true;
  }

  private async put(table: ReadTable, Item: Record<string, unknown>, key: string, isNew: boolean): Promise<boolean> {
    const ConditionExpression = `attribute_${isNew ? 'not_exists' : 'exists'}(${key})`;
    const output = await unlessRefused(
      this.dynamodb.send(new PutCommand({ TableName: table.name, Item, ConditionExpression })),
    );
    return output !== undefined;
  }
}

/** Of those with one name, by id. */
const byName =
  <T extends { readonly name: string }>(idOf: (one: T) => string) =>
  (one: T, other: T): number =>
    compare(one.name, other.name) || compare(idOf(one), idOf(other));
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byService = byName<Service>(({ serviceId }) => serviceId);
const byProvider = byName<Provider>(({ providerId }) => providerId);
