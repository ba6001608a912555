import type {
  Booking,
  Business,
  HoursInput,
  Provider,
  Service,
  ServiceInput,
  WorkingHours,
} from '../../../api/booking/schema.types';
import { askAs } from '../../shared/sign-in/ask-as';
import type { SignIn } from '../../shared/sign-in/sign-in';

const BOOKING = `id status serviceId serviceName providerId providerName startsAt endsAt timeZone
  customer { name phone email } notes conversationId movedTo`;
const HOURS = `providerId timeZone
  weekdays { weekday open { from to } breaks { from to } }
  exceptions { date open { from to } breaks { from to } }`;
const SERVICE = `id name category description durationMinutes bufferBeforeMinutes bufferAfterMinutes
  price { amount currency } active`;

export interface Start {
  readonly business: Business;
  readonly providers: readonly Provider[];
}

type Variables = Readonly<Record<string, unknown>>;

/** The booking chat's API, as who is signed in has it. @throws ApiError @throws SignInError where they are so no more */
export class AdminApi {
  constructor(
    private readonly endpoint: string,
    private readonly signIn: SignIn,
  ) {}

  /** A business, and who works there. */
  start(tenantId: string): Promise<Start> {
    const query = `query ($tenantId: ID!) {
      business(tenantId: $tenantId) { id name timeZone language }
      providers(tenantId: $tenantId) { id name timeZone active }
    }`;
    return this.ask(query, { tenantId });
  }

  /** Of all of them, by one request. @returns of each, in their order */
  async day(tenantId: string, providerIds: readonly string[], date: string): Promise<Booking[][]> {
    if (providerIds.length === 0) return [];
    const names = providerIds.map((_, at) => `p${at}`);
    const declared = names.map((name) => `$${name}: ID!`).join(', ');
    const fields = names.map(
      (name) => `${name}: bookings(tenantId: $tenantId, providerId: $${name}, date: $date) { ${BOOKING} }`,
    );
    const query = `query ($tenantId: ID!, $date: AWSDate!, ${declared}) { ${fields.join(' ')} }`;
    const ids = Object.fromEntries(names.map((name, at) => [name, providerIds[at]]));
    const found = await this.ask<Record<string, Booking[]>>(query, { tenantId, date, ...ids });
    const byName = new Map(Object.entries(found));
    return names.map((name) => byName.get(name) ?? []);
  }

  /** All that others are told of it is asked for here: AppSync tells subscribers what the mutation has selected. */
  async cancel(tenantId: string, id: string): Promise<Booking> {
    const query = `mutation ($tenantId: ID!, $id: ID!) { cancelBooking(tenantId: $tenantId, id: $id) { ${BOOKING} } }`;
    return (await this.ask<{ cancelBooking: Booking }>(query, { tenantId, id })).cancelBooking;
  }

  async hours(tenantId: string, providerId: string): Promise<WorkingHours> {
    const query = `query ($tenantId: ID!, $providerId: ID!) {
      workingHours(tenantId: $tenantId, providerId: $providerId) { ${HOURS} }
    }`;
    return (await this.ask<{ workingHours: WorkingHours }>(query, { tenantId, providerId })).workingHours;
  }

  async setWeekday(tenantId: string, providerId: string, weekday: number, hours: HoursInput): Promise<WorkingHours> {
    const query = `mutation ($tenantId: ID!, $providerId: ID!, $weekday: Int!, $hours: HoursInput!) {
      setWorkingHours(tenantId: $tenantId, providerId: $providerId, weekday: $weekday, hours: $hours) { ${HOURS} }
    }`;
    const variables = { tenantId, providerId, weekday, hours };
    return (await this.ask<{ setWorkingHours: WorkingHours }>(query, variables)).setWorkingHours;
  }

  /** @param hours undefined: the weekday's count again */
  async setException(
    tenantId: string,
    providerId: string,
    date: string,
    hours: HoursInput | undefined,
  ): Promise<WorkingHours> {
    const query = `mutation ($tenantId: ID!, $providerId: ID!, $date: AWSDate!, $hours: HoursInput) {
      setException(tenantId: $tenantId, providerId: $providerId, date: $date, hours: $hours) { ${HOURS} }
    }`;
    const variables = { tenantId, providerId, date, hours };
    return (await this.ask<{ setException: WorkingHours }>(query, variables)).setException;
  }

  async services(tenantId: string): Promise<Service[]> {
    const query = `query ($tenantId: ID!) { services(tenantId: $tenantId) { ${SERVICE} } }`;
    return (await this.ask<{ services: Service[] }>(query, { tenantId })).services;
  }

  async saveService(tenantId: string, input: ServiceInput): Promise<Service> {
    const query = `mutation ($tenantId: ID!, $input: ServiceInput!) {
      saveService(tenantId: $tenantId, input: $input) { ${SERVICE} }
    }`;
    return (await this.ask<{ saveService: Service }>(query, { tenantId, input })).saveService;
  }

  private ask<T>(query: string, variables: Variables): Promise<T> {
    return askAs(this.signIn, this.endpoint, query, variables);
  }
}
