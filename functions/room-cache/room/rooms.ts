import { inviteKey, roomKey } from '../../../model/room-cache/items/keys';
import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { anyOf, unlessRefused } from '../../shared/conditions';
import { readItem, type ItemPorts, type Reader } from '../../shared/item-reader';
import { isLiveAt } from '../../../model/item';
import { readInvite, readRoom, type Room } from '../../../model/room-cache/items/room';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

const codeIsFree = 'attribute_not_exists(PK)';
const codeHasExpired = '#ttl <= :nowSeconds';
const roomExists = 'attribute_exists(PK)';

/** Table `rooms`: an item for each room, and one for each invite code that leads to a room. */
export class RoomsTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'now'>,
  ) {}

  /** Reserves an invite code. @returns false when another room has it */
  async putInvite(code: string, roomId: string, ttl: number): Promise<boolean> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new PutCommand({
          TableName: this.tableName,
          Item: { ...inviteKey(code), roomId, ttl },
          ConditionExpression: anyOf(codeIsFree, codeHasExpired, 'roomId = :roomId'),
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':nowSeconds': epochSeconds(this.ports.now()), ':roomId': roomId },
        }),
      ),
    );
    return output !== undefined;
  }

  /** From here on the room exists. */
  async putRoom(room: Room): Promise<void> {
    await this.dynamodb.send(new PutCommand({ TableName: this.tableName, Item: { ...roomKey(room.id), ...room } }));
  }

  /** @returns the room that an invite code leads to; undefined when nobody has been given this code, or too long ago */
  async invitedRoomId(code: string): Promise<string | undefined> {
    return (await this.read(inviteKey(code), readInvite))?.roomId;
  }

  /** @returns undefined when there is no such room or it has expired */
  async get(id: string): Promise<Room | undefined> {
    return this.read(roomKey(id), readRoom);
  }

  /** Closes a room, also one that is closed already. @returns the room; undefined when it is gone meanwhile */
  async close(room: Room): Promise<Room | undefined> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: roomKey(room.id),
          ConditionExpression: roomExists,
          UpdateExpression: 'SET #status = :closed',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':closed': 'CLOSED' },
        }),
      ),
    );
    return output && { ...room, status: 'CLOSED' };
  }

  /** Consistent: a member may join a second after the room was made. @returns undefined when it has expired or is set aside */
  private async read<T extends { ttl: number }>(
    key: Record<string, string>,
    reader: Reader<T>,
  ): Promise<T | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    const item = Item && readItem(this.ports, this.tableName, key, Item, reader);
    return item && isLiveAt(item, epochSeconds(this.ports.now())) ? item : undefined;
  }
}
