import type { Booking } from './booking/schema';
import type { RoomCache } from './room-cache/schema';
import type { Environment } from './schema';

/** What the environments have in common. Each spreads the parts that it takes, in plain sight. */
export const base = {
  namePrefix: 'trinity',
  tags: { Project: 'Trinity' },
} satisfies Partial<Environment>;

/** What they have in common of the room cache. */
export const roomCache = {
  /** The rooms' own rules: 300 films in batches of 30, kept for a week. */
  cache: {
    ttlDays: 7,
    batchSize: 30,
    maxBatches: 10,
    prefetchThreshold: 0.8,
    languages: ['en', 'es', 'fr', 'de', 'it', 'ja', 'ko'],
    minVoteCount: 100,
    filterTtlHours: 24,
  },
  /** Lambda gives a whole CPU at 1,769 MB: cache parses some 15 pages of films at once, the others wait on the network. */
  functions: {
    cache: { memorySize: 1024, timeout: 20 },
    room: { memorySize: 512, timeout: 8 },
    movie: { memorySize: 512, timeout: 15 },
  },
  alarms: {
    functionErrors: 5,
    functionThrottles: 1,
    functionDurationPercent: 80,
    apiServerErrors: 5,
    failedRequests: 5,
    apiLatencyMs: 1000,
    tableThrottles: 5,
    tmdbFailures: 10,
    deadLetters: 1,
  },
} satisfies Partial<RoomCache>;

/** What they have in common of the booking chat. */
export const booking = {
  /** The agent parses a message, its time is DynamoDB's; the authorizer is before each of a widget's requests. */
  functions: {
    authorizer: { memorySize: 512, timeout: 5 },
    agent: { memorySize: 1024, timeout: 15 },
    bookings: { memorySize: 512, timeout: 10 },
    catalog: { memorySize: 512, timeout: 10 },
    availability: { memorySize: 1024, timeout: 10 },
  },
  widgets: { authorizerTtlSeconds: 60 },
  chat: { conversationDays: 30, extractor: { kind: 'RULES' } },
  alarms: {
    functionErrors: 5,
    functionThrottles: 1,
    functionDurationPercent: 80,
    apiServerErrors: 5,
    failedRequests: 5,
    apiLatencyMs: 2000,
    tableThrottles: 5,
    refusedKeys: 100,
    modelFailures: 10,
  },
} satisfies Partial<Booking>;
