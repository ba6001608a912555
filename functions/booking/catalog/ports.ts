import type { Runtime } from '../../shared/ports';
import type { BookingsTable } from '../bookings/bookings-table';
import type { ApiKeys } from '../shared/api-keys';
import type { AdmissionPorts } from '../shared/admission';
import type { Availability } from '../shared/availability';
import type { Catalog } from '../shared/catalog';
import type { Tenants } from '../shared/tenants';

/** What services, providers and keys need of the world. */
export interface CatalogPorts extends AdmissionPorts {
  readonly catalog: Pick<
    Catalog,
    'tenant' | 'listServices' | 'listStaff' | 'listOffering' | 'putService' | 'putProvider' | 'idsOf' | 'erase'
  >;
  readonly tenants: Pick<Tenants, 'get' | 'create' | 'suspend' | 'resume' | 'erase'>;
  readonly apiKeys: Pick<ApiKeys, 'get' | 'use' | 'ofTenant' | 'create' | 'rotate' | 'revoke' | 'hashesOf' | 'erase'>;
  readonly availability: Pick<Availability, 'itemsOf' | 'eraseItems'>;
  readonly bookings: Pick<BookingsTable, 'idsOf' | 'erase'>;
  readonly runtime: Pick<Runtime, 'now' | 'uniqueId'>;
  /** So many bytes that nobody can guess. */
  readonly randomBytes: (count: number) => Buffer;
}
