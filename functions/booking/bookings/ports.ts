import type { Runtime } from '../../shared/ports';
import type { Availability } from '../shared/availability';
import type { Catalog } from '../shared/catalog';
import type { BookingsTable } from './bookings-table';

/** What bookings need of the world. */
export interface BookingsPorts {
  readonly catalog: Pick<Catalog, 'tenant' | 'service' | 'provider' | 'isOffered'>;
  readonly availability: Pick<Availability, 'calendar' | 'taken' | 'take' | 'move' | 'giveUp'>;
  readonly bookings: Pick<
    BookingsTable,
    'get' | 'create' | 'confirm' | 'cancel' | 'ofProvider' | 'ofCustomer' | 'ofConversation'
  >;
  readonly runtime: Pick<Runtime, 'now'>;
}
