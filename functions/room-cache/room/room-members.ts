import { QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isLiveAt } from '../../../model/item';
import { MOST_MEMBERS, readMember, type Member } from '../../../model/room-cache/items/votes';
import { readItem, type ItemPorts } from '../../shared/item-reader';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

/** Table `room-members`: an item for each member of a room. */
export class RoomMembersTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'now'>,
  ) {}

  /** Puts somebody into a room. Of who is in it already, the name alone changes, and that they have signed in. */
  async put({ roomId, userId, name, role, joinedAt, ttl, signedIn }: Member): Promise<void> {
    const set =
      '#name = :name, #role = if_not_exists(#role, :role), joinedAt = if_not_exists(joinedAt, :joinedAt), #ttl = :ttl';
    await this.dynamodb.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: { roomId, userId },
        UpdateExpression: `SET ${set}${signedIn ? ', signedIn = :signedIn' : ''}`,
        ExpressionAttributeNames: { '#name': 'name', '#role': 'role', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ...{ ':name': name, ':role': role, ':joinedAt': joinedAt, ':ttl': ttl },
          ...(signedIn && { ':signedIn': signedIn }),
        },
      }),
    );
  }

  /** Who is in a room, as far as they may vote. Consistent: a place is given away once. */
  async list(roomId: string): Promise<Member[]> {
    const { Items = [] } = await this.dynamodb.send(
      new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: 'roomId = :roomId',
        ExpressionAttributeValues: { ':roomId': roomId },
        ConsistentRead: true,
        Limit: MOST_MEMBERS * 2,
      }),
    );
    return Items.flatMap((item) => {
      const member = readItem(this.ports, this.tableName, { roomId }, item, readMember);
      return member && isLiveAt(member, epochSeconds(this.ports.now())) ? [member] : [];
    });
  }
}
