import type { KeyAttribute, TableKey } from '../table-key';

/** A table of the booking chat: what the stacks make, watch, show and put out derives from it, and so does what an environment says. */
export interface TableEntry extends TableKey {
  /** By name. Each has all attributes of the items that have its keys. Default: none. */
  readonly globalIndexes?: Readonly<Record<string, TableKey>>;
  /** What an alarm says of a table that turns requests away: `DynamoDB turns requests … away: <lost>.` */
  readonly lost: string;
}

const text = (name: string): KeyAttribute => ({ name, type: 'S' });

/** A tenant is in every key: none reads another's items, and a big one is not one hot partition. DynamoDB never changes a key. */
export const TABLES = {
  /** Businesses, and by which rules they take bookings. Whose a slug is, an item of its own says: two never claim one. */
  tenants: {
    hashKey: text('tenantId'),
    globalIndexes: { ByOwner: { hashKey: text('ownerId'), rangeKey: text('createdAt') } },
    lost: 'no business is found: nobody can chat, book or manage',
  },
  /** By the hash of each key that a widget shows, whose it is. */
  apiKeys: {
    hashKey: text('keyHash'),
    globalIndexes: { ByTenant: { hashKey: text('tenantId') } },
    lost: 'widgets are turned away',
  },
  /** What can be booked. */
  services: {
    hashKey: text('tenantId'),
    rangeKey: text('serviceId'),
    globalIndexes: { ByCategory: { hashKey: text('tenantId'), rangeKey: text('category') } },
    lost: 'visitors see no services, and cannot book',
  },
  /** Who can be booked, and for which services. */
  providers: {
    hashKey: text('tenantId'),
    rangeKey: text('providerId'),
    lost: 'visitors see nobody who can be booked, and cannot book',
  },
  /** When each provider works, and what of each day is taken. */
  availability: {
    hashKey: text('tenantProvider'),
    rangeKey: text('day'),
    lost: 'visitors see no free times; nobody can book, move or cancel',
  },
  /** Each booking with its details. */
  bookings: {
    hashKey: text('tenantBooking'),
    globalIndexes: {
      ByProvider: { hashKey: text('tenantProvider'), rangeKey: text('startsAt') },
      ByCustomer: { hashKey: text('tenantCustomer'), rangeKey: text('startsAt') },
      ByConversation: { hashKey: text('tenantConversation'), rangeKey: text('startsAt') },
    },
    lost: 'nobody can book, move or cancel, and bookings do not show',
  },
  /** How far each chat is. */
  conversations: {
    hashKey: text('tenantConversation'),
    lost: 'the chat forgets what a visitor has said, or does not answer',
  },
} as const satisfies Record<string, TableEntry>;

export type TableName = keyof typeof TABLES;
