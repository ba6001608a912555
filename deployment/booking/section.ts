import type { Environment } from '../../environments';
import type { Booking } from '../../environments/booking/schema';
import { fileOf } from '../../environments/names';
import { DeploymentError } from '../errors';

/** What an environment says of the booking chat. @throws DeploymentError for one that has none */
export function sectionOf({ name, systems: { booking } }: Environment): Booking {
  if (booking) return booking;
  throw new DeploymentError('invalid', `${name} has no systems.booking.`, `Say in ${fileOf(name)} what it is.`);
}
