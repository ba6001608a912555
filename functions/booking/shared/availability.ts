import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Place } from '../../../model/booking/items/booking';
import { CLOSED, readHours, type DayHours } from '../../../model/booking/items/hours';
import { dayOf, exceptionKey, HOURS_PREFIX, providerOf, takenKey, weekdayKey } from '../../../model/booking/items/keys';
import { CANCELLED, cellName, goneName, readTaken, type Taken } from '../../../model/booking/items/taken';
import { allOf, unlessRefused } from '../../shared/conditions';
import type { Calendar } from './free-slots';
import { ReadTable, type TablePorts } from './tables';
import type { LocalDate } from './time';

/** A booking and what it takes, or is to take. */
export interface Claim {
  readonly tenantId: string;
  readonly bookingId: string;
  readonly place: Place;
}

/** Table `availability`: when each provider works, and what of each day is taken. */
export class Availability {
  private readonly table: ReadTable;

  constructor(dynamodb: DynamoDBDocumentClient, tableName: string, ports: TablePorts) {
    this.table = new ReadTable(dynamodb, tableName, ports);
  }

  /**
   * A provider's hours, and what is taken between two dates, both included. Hours that cannot be read are closed: nobody is booked on
   * a day of which nobody knows whether it is a holiday.
   */
  async calendar(tenantId: string, providerId: string, from: LocalDate, to: LocalDate): Promise<Calendar> {
    const key = providerOf(tenantId, providerId);
    const [hours, dates] = await Promise.all([
      this.weekdays(tenantId, providerId),
      this.table.query({
        KeyConditionExpression: 'tenantProvider = :provider AND #day BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: {
          ':provider': key.tenantProvider,
          ':from': exceptionKey(from),
          ':to': takenKey(to),
        },
      }),
    ]);
    const exceptions = new Map<LocalDate, DayHours>();
    const taken = new Map<number, string>();
    for (const item of dates) {
      const day = dayOf(item.day);
      if (!day || !('date' in day)) continue;
      const itemKey = { ...key, day: String(item.day) };
      if (day.kind === 'HOURS') exceptions.set(day.date, this.table.read(itemKey, item, readHours) ?? CLOSED);
      else for (const [cell, owner] of this.table.read(itemKey, item, readTaken)?.cells ?? []) taken.set(cell, owner);
    }
    return { hours, exceptions, taken };
  }

  /** By weekday, 1 (Monday) to 7. One that is not there is closed. */
  async weekdays(tenantId: string, providerId: string): Promise<Calendar['hours']> {
    const key = providerOf(tenantId, providerId);
    const items = await this.table.query({
      KeyConditionExpression: 'tenantProvider = :provider AND begins_with(#day, :hours)',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':provider': key.tenantProvider, ':hours': HOURS_PREFIX },
    });
    const hours = new Map<number, DayHours>();
    for (const item of items) {
      const day = dayOf(item.day);
      if (!day || !('weekday' in day)) continue;
      hours.set(day.weekday, this.table.read({ ...key, day: String(item.day) }, item, readHours) ?? CLOSED);
    }
    return hours;
  }

  /** @param weekday 1 (Monday) to 7 */
  async putHours(tenantId: string, providerId: string, weekday: number, hours: DayHours): Promise<void> {
    await this.put(tenantId, providerId, weekdayKey(weekday), hours);
  }

  /** Stands in place of the weekday's hours. */
  async putException(tenantId: string, providerId: string, date: LocalDate, hours: DayHours): Promise<void> {
    await this.put(tenantId, providerId, exceptionKey(date), hours);
  }

  /** The weekday's hours count again. */
  async removeException(tenantId: string, providerId: string, date: LocalDate): Promise<void> {
    const Key = { ...providerOf(tenantId, providerId), day: exceptionKey(date) };
    await this.table.dynamodb.send(new DeleteCommand({ TableName: this.table.name, Key }));
  }

  /** @returns undefined when nothing has ever been booked on that day */
  async taken(tenantId: string, { providerId, date }: Pick<Place, 'providerId' | 'date'>): Promise<Taken | undefined> {
    return this.table.get({ ...providerOf(tenantId, providerId), day: takenKey(date) }, readTaken);
  }

  /** Takes a booking's cells, all or none. @returns false when one of them is taken, or the booking had them and is gone */
  async take(claim: Claim): Promise<boolean> {
    return this.update(claim, {
      conditions: [...cellsOf(claim.place).map(isFree), 'attribute_not_exists(#gone)'],
      set: cellsOf(claim.place).map(isTakenBy(':booking')),
      remove: [],
      names: { '#gone': goneName(claim.bookingId) },
      values: { ':booking': claim.bookingId },
    });
  }

  /**
   * Gives up a booking's cells for good.
   *
   * @param movedTo the booking that has taken others in their stead, on another day or with another provider. Default: it is cancelled
   * @returns false when it has none
   */
  async giveUp({ tenantId, bookingId, place }: Claim, movedTo: string = CANCELLED): Promise<boolean> {
    return this.update(
      { tenantId, place },
      {
        conditions: [has(place, ':booking')],
        set: ['#gone = :movedTo'],
        remove: cellsOf(place),
        names: { '#gone': goneName(bookingId) },
        values: { ':booking': bookingId, ':movedTo': movedTo },
      },
    );
  }

  /** Gives up a booking's cells for another's on the same day, which may be some of the same. @returns false when nothing has changed */
  async move(from: Claim, to: Claim): Promise<boolean> {
    const [old, wanted] = [cellsOf(from.place), cellsOf(to.place)];
    return this.update(to, {
      conditions: [
        has(from.place, ':old'),
        'attribute_not_exists(#gone)',
        ...wanted.filter((cell) => !old.includes(cell)).map(isFree),
      ],
      set: [...wanted.map(isTakenBy(':booking')), '#moved = :booking'],
      remove: old.filter((cell) => !wanted.includes(cell)),
      names: { '#gone': goneName(to.bookingId), '#moved': goneName(from.bookingId) },
      values: { ':booking': to.bookingId, ':old': from.bookingId },
    });
  }

  private async put(tenantId: string, providerId: string, day: string, { open, breaks }: DayHours): Promise<void> {
    const Item = { ...providerOf(tenantId, providerId), day, open, breaks };
    await this.table.dynamodb.send(new PutCommand({ TableName: this.table.name, Item }));
  }

  private async update(
    { tenantId, place }: Pick<Claim, 'tenantId' | 'place'>,
    change: {
      readonly conditions: readonly string[];
      readonly set: readonly string[];
      readonly remove: readonly string[];
      readonly names: Record<string, string>;
      readonly values: Record<string, string>;
    },
  ): Promise<boolean> {
    const remove = change.remove.length > 0 ? ` REMOVE ${change.remove.join(',')}` : '';
    const output = await unlessRefused(
      this.table.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: { ...providerOf(tenantId, place.providerId), day: takenKey(place.date) },
          ConditionExpression: allOf(...change.conditions),
          UpdateExpression: `SET ${change.set.join(',')}${remove}`,
          ExpressionAttributeNames: change.names,
          ExpressionAttributeValues: change.values,
        }),
      ),
    );
    return output !== undefined;
  }
}

const cellsOf = ({ firstCell, cells }: Place): string[] =>
  Array.from({ length: cells }, (_, index) => cellName(firstCell + index));

const isFree = (cell: string): string => `attribute_not_exists(${cell})`;
const isTakenBy =
  (value: string) =>
  (cell: string): string =>
    `${cell}=${value}`;

/** Its cells are taken and given up together: one stands for all. */
const has = ({ firstCell }: Place, value: string): string => `${cellName(firstCell)} = ${value}`;
