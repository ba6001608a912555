import type { Runtime } from '../../shared/ports';
import type { ApiKeys } from '../shared/api-keys';
import type { AdmissionPorts } from '../shared/admission';
import type { Catalog } from '../shared/catalog';
import type { Tenants } from '../shared/tenants';
import type { Belongings } from './belongings';

/** What services, providers and keys need of the world. */
export interface CatalogPorts extends AdmissionPorts {
  readonly catalog: Pick<
    Catalog,
    'tenant' | 'listServices' | 'listStaff' | 'listOffering' | 'putService' | 'putProvider'
  >;
  readonly tenants: Pick<Tenants, 'get' | 'ofSlug' | 'ofOwner' | 'create' | 'suspend' | 'resume'>;
  readonly apiKeys: Pick<ApiKeys, 'get' | 'use' | 'ofTenant' | 'create' | 'rotate' | 'revoke'>;
  readonly belongings: Pick<Belongings, 'pages'>;
  readonly runtime: Pick<Runtime, 'now' | 'uniqueId'>;
  /** So many bytes that nobody can guess. */
  readonly randomBytes: (count: number) => Buffer;
}
