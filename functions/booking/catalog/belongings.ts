import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { own } from '../../../keys/own';
import {
  bookingKey,
  conversationOf,
  isOfferKey,
  providerOf,
  slugKey,
  tenantKey,
} from '../../../model/booking/items/keys';
import { readTaken } from '../../../model/booking/items/taken';
import { TABLES, type TableEntry, type TableName } from '../../../model/booking/tables';
import type { Attributes } from '../../../model/item';
import { plain } from '../../shared/item-reader';
import { ReadTable, type Query, type TablePage, type TablePorts } from '../shared/tables';
import { Tenants } from '../shared/tenants';

/** `day`: a provider's hours, or what is taken of a day. `slug`: whose an address is. */
export type Kind = 'conversation' | 'day' | 'booking' | 'offer' | 'provider' | 'service' | 'key' | 'slug' | 'tenant';

/** As it is in its table: also what has expired, or is of another shape. */
export interface Belonging {
  readonly kind: Kind;
  readonly item: Attributes;
}

/** Some that are read together, and go together. */
interface Some {
  readonly found: readonly Belonging[];
  /** Removes them. What is not there is no error. */
  readonly erase: () => Promise<void>;
}

export interface Page extends Some {
  /** From where to go on; null: that was the last. */
  readonly next: string | null;
}

type Read = (after: Attributes | undefined) => Promise<Some & { readonly after?: Attributes | undefined }>;
/** A place where there is something, by name. */
type Source = readonly [name: string, read: Read];

/**
 * All that the tables have of a tenant. Who exports it and who erases it go through this one list, in which what leads to something comes after
 * it, and the tenant last.
 */
export class Belongings {
  private readonly tables: Readonly<Record<TableName, ReadTable>>;
  private readonly tenants: Tenants;

  constructor(dynamodb: DynamoDBDocumentClient, names: Readonly<Record<TableName, string>>, ports: TablePorts) {
    const of = (table: TableName) => new ReadTable(dynamodb, names[table], ports);
    this.tables = {
      ...{ tenants: of('tenants'), apiKeys: of('apiKeys'), services: of('services'), providers: of('providers') },
      ...{ availability: of('availability'), bookings: of('bookings'), conversations: of('conversations') },
    };
    this.tenants = new Tenants(dynamodb, names.tenants, ports);
  }

  /**
   * Keys are found by an index, which lags a moment, and so are bookings; those that have had time of a day are erased with it, too.
   *
   * @param options.after `next` of a page. Default: from the beginning
   * @param options.conversations whether they are among it. No key leads to a tenant's: the whole table is read for them
   * @returns undefined when `after` is no place of this tenant's
   */
  async pages(
    tenantId: string,
    { after, conversations }: { readonly after?: string | undefined; readonly conversations: boolean },
  ): Promise<AsyncGenerator<Page, void> | undefined> {
    const others = await this.sources(tenantId);
    const sources = conversations ? [this.conversations(tenantId), ...others] : others;
    const [name, from] = after === undefined ? [sources[0]![0]] : (placeIn(after) ?? []);
    const first = sources.findIndex((source) => source[0] === name);
    return first < 0 ? undefined : walk(sources.slice(first), from);
  }

  private async sources(tenantId: string): Promise<Source[]> {
    const ofTenant = query('tenantId', tenantId);
    const offered = await this.tables.providers.query(ofTenant);
    const ids = offered.map(({ providerId }) => String(providerId)).filter((one) => !isOfferKey(one));
    const providerOrOffer = ({ providerId }: Attributes) => (isOfferKey(String(providerId)) ? 'offer' : 'provider');
    return [
      ...ids.flatMap((id): Source[] => {
        const ofProvider = query('tenantProvider', providerOf(tenantId, id).tenantProvider);
        return [
          [`bookings of ${id}`, this.items('bookings', () => 'booking', { ...ofProvider, IndexName: 'ByProvider' })],
          [`days of ${id}`, this.days(tenantId, ofProvider)],
        ];
      }),
      ['providers', this.items('providers', providerOrOffer, ofTenant)],
      ['services', this.items('services', () => 'service', ofTenant)],
      ['keys', this.items('apiKeys', () => 'key', { ...ofTenant, IndexName: 'ByTenant' })],
      ['tenant', this.tenant(tenantId)],
    ];
  }

  private items(table: TableName, kindOf: (item: Attributes) => Kind, input: Query): Read {
    return async (from) => this.some(table, kindOf, await this.tables[table].page(input, from));
  }

  private some(table: TableName, kindOf: (item: Attributes) => Kind, { items, after }: TablePage) {
    return {
      found: items.map((item) => ({ kind: kindOf(item), item: plain(item) })),
      erase: () => this.tables[table].erase(items.map((item) => keyOf(table, item))),
      after,
    };
  }

  private conversations(tenantId: string): Source {
    const { tenantConversation: prefix } = conversationOf(tenantId, '');
    const { conversations } = this.tables;
    return [
      'conversations',
      async (from) =>
        this.some('conversations', () => 'conversation', await conversations.scan('tenantConversation', prefix, from)),
    ];
  }

  /** Bookings go before what says of them that they are there. */
  private days(tenantId: string, ofProvider: Query): Read {
    const read = this.items('availability', () => 'day', ofProvider);
    return async (from) => {
      const some = await read(from);
      const taken = some.found.map(({ item }) => readTaken(item).value!);
      const ids = new Set(taken.flatMap(({ cells, gone }) => [...cells.values(), ...gone.keys()]));
      ids.delete('');
      const erase = async (): Promise<void> => {
        await this.tables.bookings.erase([...ids].map((id) => bookingKey(tenantId, id)));
        await some.erase();
      };
      return { ...some, erase };
    };
  }

  /** Its slug goes first, which only its item names. */
  private tenant(tenantId: string): Read {
    const asItIs = (value: Attributes) => ({ value });
    const ofKey = (key: { readonly tenantId: string }) => this.tables.tenants.get(key, asItIs);
    return async () => {
      const item = await ofKey(tenantKey(tenantId));
      const slug = typeof item?.slug === 'string' ? item.slug : undefined;
      const claim = slug === undefined ? undefined : await ofKey(slugKey(slug));
      const found: Belonging[] = [
        ...(claim?.claimedBy === tenantId ? [{ kind: 'slug' as const, item: claim }] : []),
        ...(item ? [{ kind: 'tenant' as const, item }] : []),
      ];
      return { found, erase: () => this.tenants.erase(tenantId, slug) };
    };
  }
}

async function* walk(sources: readonly Source[], from: Attributes | undefined): AsyncGenerator<Page, void> {
  let after = from;
  for (const [index, [name, read]] of sources.entries()) {
    do {
      const page = await read(after);
      ({ after } = page);
      const following = sources[index + 1];
      const next = after ? [name, after] : following && [following[0]];
      yield { found: page.found, erase: page.erase, next: next ? JSON.stringify(next) : null };
    } while (after);
  }
}

/** A source and the key of an item in it, behind which it goes on. */
const place = z.tuple([z.string()], z.record(z.string(), z.string()));

function placeIn(text: string): readonly [string, ...Attributes[]] | undefined {
  try {
    return place.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Of so many items, JSON is less than Lambda answers with at most, whatever is written in them. */
const AT_ONCE = 250;

const query = (name: string, value: string): Query => ({
  KeyConditionExpression: `${name} = :value`,
  ExpressionAttributeValues: { ':value': value },
  Limit: AT_ONCE,
});

function keyOf(table: TableName, item: Attributes): Record<string, string> {
  const { hashKey, rangeKey }: TableEntry = TABLES[table];
  const names = rangeKey ? [hashKey.name, rangeKey.name] : [hashKey.name];
  return Object.fromEntries(names.map((name) => [name, String(own(item, name))]));
}
