import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { allOf, anyOf, unlessRefused } from '../shared/conditions';
import { parseItem } from '../shared/items';
import { mediaTypeSchema } from '../shared/media-type';
import { epochSeconds } from '../shared/time';

const roomSchema = z.object({
  id: z.string(),
  name: z.string(),
  hostId: z.string(),
  mediaType: mediaTypeSchema,
  genreIds: z.array(z.int()),
  inviteCode: z.string(),
  status: z.enum(['ACTIVE', 'CLOSED']),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** Epoch seconds. */
  ttl: z.int(),
});
export type Room = z.infer<typeof roomSchema>;

const inviteSchema = z.object({ roomId: z.string(), ttl: z.int() });

const codeIsFree = 'attribute_not_exists(PK)';
const codeHasExpired = '#ttl <= :nowSeconds';
const roomExists = 'attribute_exists(PK)';
const notExpired = '#ttl > :nowSeconds';

/** Table `rooms`: an item for each room, and one for each invite code that leads to a room. */
export class RoomsTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly now: () => number,
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
          ExpressionAttributeValues: { ':nowSeconds': epochSeconds(this.now()), ':roomId': roomId },
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
    const item = await this.read(inviteKey(code));
    if (!item) return undefined;
    const invite = parseItem(this.tableName, inviteSchema, item);
    return this.isLive(invite) ? invite.roomId : undefined;
  }

  /** @returns undefined when there is no such room or it has expired */
  async get(id: string): Promise<Room | undefined> {
    const item = await this.read(roomKey(id));
    if (!item) return undefined;
    const room = parseItem(this.tableName, roomSchema, item);
    return this.isLive(room) ? room : undefined;
  }

  /** Closes a room, also one that is closed already. @returns the room; undefined when there is none or it has expired */
  async close(id: string): Promise<Room | undefined> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: roomKey(id),
          ConditionExpression: allOf(roomExists, notExpired),
          UpdateExpression: 'SET #status = :closed',
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':closed': 'CLOSED', ':nowSeconds': epochSeconds(this.now()) },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output && parseItem(this.tableName, roomSchema, output.Attributes);
  }

  /** Consistent: a member may join a second after the room was made. */
  private async read(key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  private isLive(item: { ttl: number }): boolean {
    return item.ttl > epochSeconds(this.now());
  }
}

function roomKey(id: string) {
  return { PK: `ROOM#${id}`, SK: 'ROOM' };
}

function inviteKey(code: string) {
  return { PK: `INVITE#${code}`, SK: 'INVITE' };
}
