import { emptyTown, type Town, type Whose } from '../../functions/booking/support/two-tenants';
import { tenant, WORKDAY } from '../../functions/booking/support/world';
import { BookingApi, type LetsIn } from './booking-api';
import type { Field } from './operations';

/** A Monday; everybody works on Mondays. */
export const DAY = '2026-03-30';
export const STARTS = ['07', '08', '10', '14', '15', '16'].map((hour) => `${DAY}T${hour}:00:00.000Z`);

/** What a business has when a test begins, made through the API. */
export interface Business {
  readonly tenantId: Whose;
  readonly serviceId: string;
  readonly providerId: string;
  readonly bookingId: string;
  readonly conversationId: string;
  /** What its widget sends. */
  readonly key: string;
  /** Of another key, which nobody shows. */
  readonly apiKeyId: string;
}

/** Two businesses over the same tables. Whatever one of them, or who visits it, has written says whose it is: `of hair`. */
export interface TwoBusinesses {
  readonly town: Town;
  readonly api: BookingApi;
  readonly hair: Business;
  readonly garage: Business;
}

let ids = 0;

/** No two of them have an id or a key in common: AppSync remembers who has come in by which key. */
export async function openTwoBusinesses(letsIn?: LetsIn): Promise<TwoBusinesses> {
  const town = emptyTown();
  const { functions } = town;
  functions.uniqueId = () => `an-id-of-this-world-${String((ids += 1)).padStart(6, '0')}`;
  const api = new BookingApi(functions, letsIn);
  const hair = await openBusiness(town, api, 'hair');
  const garage = await openBusiness(town, api, 'garage');
  api.invoked.length = 0;
  return { town, api, hair, garage };
}

async function openBusiness(town: Town, api: BookingApi, tenantId: Whose): Promise<Business> {
  await town.functions.tenants.create({ ...tenant, tenantId, slug: tenantId, name: `Business of ${tenantId}` });
  const owner = api.tokenOf(`${tenantId}:OWNER`);
  const make = async <T>(authorization: string, field: Field, variables: object): Promise<T> => {
    const { data, errors } = await api.ask(authorization, field, variables);
    if (data === null) throw new Error(`${field}: ${JSON.stringify(errors)}`);
    return data as T;
  };
  type Made = { id: string };
  const service = { name: `Cut of ${tenantId}`, category: `Hair of ${tenantId}`, durationMinutes: 30 };
  const { id: serviceId } = await make<Made>(owner, 'mutation.saveService', { input: service });
  const { id: providerId } = await make<Made>(owner, 'mutation.saveProvider', {
    input: { name: `Ana of ${tenantId}`, serviceIds: [serviceId] },
  });
  await make(owner, 'mutation.setWorkingHours', { providerId, weekday: 1, hours: WORKDAY });
  const newKey = { input: { name: `The page of ${tenantId}`, requestsPerMinute: 1_000 } };
  const { key } = await make<{ key: string }>(owner, 'mutation.createApiKey', newKey);
  const { apiKey } = await make<{ apiKey: Made }>(owner, 'mutation.createApiKey', newKey);
  const { id: bookingId } = await make<Made>(key, 'mutation.book', {
    input: {
      ...{ requestId: 'request-that-both-send', serviceId, providerId, startsAt: STARTS[0] },
      customer: { name: `Eva of ${tenantId}`, email: `eva@${tenantId}.example` },
      notes: `Notes of ${tenantId}`,
    },
  });
  const { conversationId } = await make<{ conversationId: string }>(key, 'mutation.sendChatMessage', {
    input: { text: 'Hola' },
  });
  return { tenantId, serviceId, providerId, bookingId, conversationId, key, apiKeyId: apiKey.id };
}
