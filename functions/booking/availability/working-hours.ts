import { CLOSED, readHours, type DayHours } from '../../../model/booking/items/hours';
import type { Provider } from '../../../model/booking/items/provider';
import { date as dateValue } from '../../../model/booking/items/values';
import { succeed, type Failure, type Result } from '../../shared/result';
import { unknownProvider } from '../shared/find-slots';
import { checked, invalid, isId, tidy } from '../shared/problems';
import { addDays, clockAt, type LocalDate } from '../shared/time';
import type { AvailabilityPorts } from './ports';

export interface WorkingHoursView {
  readonly providerId: string;
  readonly timeZone: string;
  readonly weekdays: readonly (DayHours & { readonly weekday: number })[];
  /** From today on. */
  readonly exceptions: readonly (DayHours & { readonly date: LocalDate })[];
}

interface Whose {
  readonly tenantId: string;
  readonly providerId: string;
}

/** Days ahead for which an exception can be said. */
const FARTHEST = 731;

export async function workingHours(ports: AvailabilityPorts, whose: Whose): Promise<Result<WorkingHoursView>> {
  const provider = await find(ports, whose);
  return provider.ok ? succeed(await view(ports, provider.value)) : provider;
}

/** @param hours with none, the provider does not work on that weekday */
export async function setWorkingHours(
  ports: AvailabilityPorts,
  { weekday, hours, ...whose }: Whose & { readonly weekday: number; readonly hours: object },
): Promise<Result<WorkingHoursView>> {
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
    return invalid('weekday is not from 1 (Monday) to 7', weekday);
  }
  const read = hoursOf(hours);
  if (!read.ok) return read;
  const provider = await find(ports, whose);
  if (!provider.ok) return provider;
  await ports.availability.putHours(whose.tenantId, whose.providerId, weekday, read.value);
  return succeed(await view(ports, provider.value));
}

/** @param hours Default: the weekday's count again */
export async function setException(
  ports: AvailabilityPorts,
  { date, hours, ...whose }: Whose & { readonly date: string; readonly hours?: object | null | undefined },
): Promise<Result<WorkingHoursView>> {
  const read = hours ? hoursOf(hours) : undefined;
  if (read?.ok === false) return read;
  const provider = await find(ports, whose);
  if (!provider.ok) return provider;
  const refused = refuseDate(date, todayOf(ports, provider.value));
  if (refused) return refused;
  const { tenantId, providerId } = whose;
  if (read) await ports.availability.putException(tenantId, providerId, date, read.value);
  else await ports.availability.removeException(tenantId, providerId, date);
  return succeed(await view(ports, provider.value));
}

function refuseDate(date: string, today: LocalDate): Failure | undefined {
  const last = addDays(today, FARTHEST);
  const isFine = dateValue.safeParse(date).success && today <= date && date <= last;
  return isFine ? undefined : invalid(`date is not from today, ${today}, to ${last}`, date);
}

function hoursOf(hours: object): Result<DayHours> {
  const said = { breaks: [], ...tidy(hours) };
  return checked(readHours(said), said, 'hours');
}

async function find({ catalog }: AvailabilityPorts, { tenantId, providerId }: Whose): Promise<Result<Provider>> {
  const provider = isId(providerId) ? await catalog.provider(tenantId, providerId) : undefined;
  return provider ? succeed(provider) : unknownProvider(providerId);
}

const todayOf = ({ runtime }: AvailabilityPorts, { timeZone }: Provider): LocalDate =>
  clockAt(timeZone, runtime.now()).date;

async function view(ports: AvailabilityPorts, provider: Provider): Promise<WorkingHoursView> {
  const { tenantId, providerId, timeZone } = provider;
  const today = todayOf(ports, provider);
  const { hours, exceptions } = await ports.availability.calendar(
    tenantId,
    providerId,
    today,
    addDays(today, FARTHEST),
  );
  return {
    ...{ providerId, timeZone },
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...(hours.get(weekday) ?? CLOSED) })),
    exceptions: [...exceptions]
      .map(([date, said]) => ({ date, ...said }))
      .sort((one, other) => (one.date < other.date ? -1 : 1)),
  };
}
