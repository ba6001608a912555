import type { Availability } from '../shared/availability';
import type { Catalog } from '../shared/catalog';
import type { BookingMetrics } from '../shared/metrics';
import type { SlotPorts } from '../shared/find-slots';

/** What free times and hours need of the world. */
export interface AvailabilityPorts extends SlotPorts {
  readonly catalog: Pick<Catalog, 'tenant' | 'provider' | 'terms' | 'listOffering'>;
  readonly availability: Pick<Availability, 'calendar' | 'putHours' | 'putException' | 'removeException'>;
  readonly metrics: BookingMetrics;
}
