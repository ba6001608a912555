import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readBooking, type Booking } from '../../../model/booking/items/booking';
import { bookingKey, conversationOf, customerOf, providerOf } from '../../../model/booking/items/keys';
import type { Attributes } from '../../../model/item';
import { anyOf, unlessRefused } from '../../shared/conditions';
import { epochSeconds } from '../../shared/time';
import { ReadTable, type TablePorts } from '../shared/tables';

const isNew = 'attribute_not_exists(tenantBooking)';
const hasExpired = '#ttl <= :nowSeconds';

/** Table `bookings`: the details of each booking. Which of them stand, the table `availability` decides. */
export class BookingsTable {
  private readonly table: ReadTable;

  constructor(
    dynamodb: DynamoDBDocumentClient,
    tableName: string,
    private readonly ports: TablePorts,
  ) {
    this.table = new ReadTable(dynamodb, tableName, ports);
  }

  async get(tenantId: string, bookingId: string): Promise<Booking | undefined> {
    return this.table.get(bookingKey(tenantId, bookingId), readBooking);
  }

  /** @returns false when it is there already */
  async create(booking: Booking): Promise<boolean> {
    const { tenantId, bookingId, providerId, customerId, conversationId } = booking;
    const keys = {
      ...bookingKey(tenantId, bookingId),
      ...providerOf(tenantId, providerId),
      ...(customerId !== undefined && customerOf(tenantId, customerId)),
      ...(conversationId !== undefined && conversationOf(tenantId, conversationId)),
    };
    const output = await unlessRefused(
      this.table.dynamodb.send(
        new PutCommand({
          TableName: this.table.name,
          Item: { ...keys, ...booking },
          ConditionExpression: anyOf(isNew, hasExpired),
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':nowSeconds': epochSeconds(this.ports.now()) },
        }),
      ),
    );
    return output !== undefined;
  }

  /** Says that its cells are taken. One that is CANCELLED stays so. */
  async confirm({ tenantId, bookingId }: Pick<Booking, 'tenantId' | 'bookingId'>): Promise<void> {
    await unlessRefused(
      this.table.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: bookingKey(tenantId, bookingId),
          ConditionExpression: '#status = :pending',
          UpdateExpression: 'SET #status = :confirmed REMOVE #ttl',
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':pending': 'PENDING', ':confirmed': 'CONFIRMED' },
        }),
      ),
    );
  }

  /** Says that its cells are given up. @param movedTo the booking that is in its stead, if any */
  async cancel({ tenantId, bookingId }: Pick<Booking, 'tenantId' | 'bookingId'>, movedTo?: string): Promise<void> {
    const isMoved = movedTo !== undefined;
    await unlessRefused(
      this.table.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: bookingKey(tenantId, bookingId),
          ConditionExpression: 'attribute_exists(tenantBooking)',
          UpdateExpression: `SET #status = :cancelled${isMoved ? ', movedTo = :movedTo' : ''} REMOVE #ttl`,
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':cancelled': 'CANCELLED', ...(isMoved && { ':movedTo': movedTo }) },
        }),
      ),
    );
  }

  /** Whose start is between two times, both included. The lists lag a moment behind what is written. */
  async ofProvider(tenantId: string, providerId: string, from: string, to: string): Promise<Booking[]> {
    return this.list('ByProvider', providerOf(tenantId, providerId), 'BETWEEN :from AND :to', {
      ':from': from,
      ':to': to,
    });
  }

  /** From that time on. */
  async ofCustomer(tenantId: string, customerId: string, from: string): Promise<Booking[]> {
    return this.list('ByCustomer', customerOf(tenantId, customerId), '>= :from', { ':from': from });
  }

  async ofConversation(tenantId: string, conversationId: string): Promise<Booking[]> {
    return this.list('ByConversation', conversationOf(tenantId, conversationId));
  }

  private async list(
    IndexName: string,
    hashKey: Record<string, string>,
    startsAt?: string,
    values?: Record<string, string>,
  ): Promise<Booking[]> {
    const [[name, value] = ['', '']] = Object.entries(hashKey);
    const items = await this.table.query({
      IndexName,
      KeyConditionExpression: `${name} = :hash${startsAt === undefined ? '' : ` AND startsAt ${startsAt}`}`,
      ExpressionAttributeValues: { ':hash': value, ...values },
    });
    return items.flatMap((item: Attributes) => {
      const key = { tenantBooking: String(item.tenantBooking) };
      return this.table.read(key, item, readBooking) ?? [];
    });
  }
}
