import { createHash } from 'node:crypto';
import { createHandler as createAgent, type AgentTasks } from '../../../../functions/booking/agent/handler';
import { extractByRules } from '../../../../functions/booking/agent/rules';
import {
  createHandler as createAuthorizer,
  type AuthorizerEvent,
} from '../../../../functions/booking/authorizer/handler';
import {
  createHandler as createAvailability,
  type AvailabilityTasks,
} from '../../../../functions/booking/availability/handler';
import { createHandler as createBookings, type BookingsTasks } from '../../../../functions/booking/bookings/handler';
import { createHandler as createCatalog, type CatalogTasks } from '../../../../functions/booking/catalog/handler';
import type { CatalogPorts } from '../../../../functions/booking/catalog/ports';
import { hashOf, keyOf, SECRET_BYTES } from '../../../../functions/booking/shared/key';
import type { Failure, Result } from '../../../../functions/shared/result';
import type { ApiKey } from '../../../../model/booking/items/api-key';
import { createQuietObservability, lambdaContext } from '../../support/lambda';
import { interceptTable, type Interceptor } from '../../support/interrupt';
import { anApiKey } from './an-api-key';
import { MemoryApiKeys, MemoryConversations, MemoryTenants } from './memory-tables';
import type { Stores } from './stores-suite';
import type { Tables } from './tables-suite';
import { World } from './world';

type Payloads = AgentTasks['payloads'] &
  AvailabilityTasks['payloads'] &
  BookingsTasks['payloads'] &
  CatalogTasks['payloads'];
type Results = AgentTasks['results'] &
  AvailabilityTasks['results'] &
  BookingsTasks['results'] &
  CatalogTasks['results'];
export type Action = keyof Payloads;

/** Which function does what. */
const DOERS = {
  agent: ['sendChatMessage', 'conversation'],
  availability: ['availableSlots', 'workingHours', 'setWorkingHours', 'setException'],
  bookings: [
    'book',
    'cancelBooking',
    'rescheduleBooking',
    'booking',
    'bookings',
    'customerBookings',
    'conversationBookings',
  ],
  catalog: [
    ...(['business', 'services', 'providers', 'saveService', 'saveProvider'] as const),
    ...(['apiKeys', 'createApiKey', 'rotateApiKey', 'revokeApiKey'] as const),
  ],
} as const satisfies Record<string, readonly Action[]>;
export const ACTIONS: readonly Action[] = Object.values(DOERS).flat();

/** What no field of the API asks. */
const OPERATING: readonly Action[] = [
  ...(['createTenant', 'suspendTenant', 'resumeTenant', 'findTenant', 'tenantsOfOwner'] as const),
  ...(['exportTenant', 'eraseTenant'] as const),
];

interface Walked {
  readonly belongings?: CatalogPorts['belongings'];
}
const NOT_IN_MEMORY: CatalogPorts['belongings'] = {
  pages() {
    throw new TypeError('What is walked through is on a DynamoDB: startTables.');
  },
};

/** The functions over tables in memory: those of the world, with the tenants, keys and conversations. */
export class Functions {
  readonly world = new World();
  readonly runtime = this.world.runtime;
  readonly tenants = new MemoryTenants(this.world.catalog.tenants);
  readonly apiKeys = new MemoryApiKeys(this.runtime.now);
  readonly conversations = new MemoryConversations(this.runtime.now, 3_600);
  readonly observability = createQuietObservability();
  private secrets = 0;

  /** In memory. */
  readonly stores: Tables & Stores = {
    ...{ catalog: this.world.catalog, availability: this.world.availability, bookings: this.world.bookings },
    ...{ tenants: this.tenants, apiKeys: this.apiKeys, conversations: this.conversations },
  };

  /** Ids that nobody has. */
  uniqueId = (): string => this.runtime.uniqueId();

  /** @param interceptor at every call of a table. @param stores Default: those in memory */
  open(interceptor: Interceptor = (effect) => effect(), stores: Tables & Stores & Walked = this.stores) {
    const { observability } = this;
    const { metrics, log } = observability;
    const runtime = { ...this.runtime, now: () => this.runtime.time, uniqueId: () => this.uniqueId() };
    const table = <T extends object>(target: T, name: string): T => interceptTable(target, name, interceptor);
    const ports = {
      ...{ runtime, metrics, log, extract: extractByRules },
      catalog: table(stores.catalog, 'catalog'),
      availability: table(stores.availability, 'availability'),
      bookings: table(stores.bookings, 'bookings'),
      tenants: table(stores.tenants, 'tenants'),
      apiKeys: table(stores.apiKeys, 'apiKeys'),
      conversations: table(stores.conversations, 'conversations'),
      belongings: stores.belongings ?? NOT_IN_MEMORY,
      randomBytes: (count: number) => createHash('shake256', { outputLength: count }).update(this.uniqueId()).digest(),
    };
    const handlers = {
      agent: createAgent({
        ports: { ...ports, runtime: { ...runtime, uniqueId: () => `not-to-be-guessed-${runtime.uniqueId()}` } },
        observability,
      }),
      availability: createAvailability({ ports, observability }),
      bookings: createBookings({ ports, observability }),
      catalog: createCatalog({ ports, observability }),
    };
    const authorizer = createAuthorizer({ ports, ttlSeconds: 300, observability });
    // As it goes through AppSync and Lambda: text.
    const asText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const invoke = async <T = unknown>(name: keyof typeof handlers, event: unknown): Promise<T> =>
      asText(await handlers[name](asText(event), lambdaContext())) as T;
    const invokeAuthorizer = (event: AuthorizerEvent) => authorizer(event, { awsRequestId: 'l' });
    return {
      invoke,
      invokeAuthorizer,
      ask: async <A extends Action>(action: A, payload: Omit<Payloads[A], 'action'>): Promise<Results[A]> => {
        const doers = Object.entries<readonly Action[]>({ ...DOERS, catalog: [...DOERS.catalog, ...OPERATING] });
        const [doer] = doers.find(([, actions]) => actions.includes(action))!;
        return invoke<Results[A]>(doer as keyof typeof handlers, { action, ...payload });
      },
      authorize: (authorizationToken: string, requestHeaders: Record<string, string> = {}) =>
        invokeAuthorizer({ authorizationToken, requestHeaders, requestContext: { requestId: 'r' } }),
    };
  }

  /** @returns what is sent as the token, and the item */
  giveKey(tenantId: string, more: Partial<ApiKey> = {}): { readonly token: string; readonly apiKey: ApiKey } {
    const token = keyOf(Buffer.alloc(SECRET_BYTES, 100 + (this.secrets += 1)));
    const apiKey = {
      ...anApiKey(tenantId, hashOf(token)),
      createdAt: new Date(this.runtime.time).toISOString(),
      ...more,
    };
    this.apiKeys.keys.set(apiKey.keyHash, apiKey);
    return { token, apiKey };
  }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.errorType}: ${result.message}`);
  return result.value;
}

export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error(`It was done: ${JSON.stringify(result.value)}`);
  return result;
}
