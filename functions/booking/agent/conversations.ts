import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readConversation } from '../../../model/booking/items/conversation';
import { conversationOf } from '../../../model/booking/items/keys';
import { anyOf, unlessRefused } from '../../shared/conditions';
import { epochSeconds } from '../../shared/time';
import { ReadTable, type TablePorts } from '../shared/tables';
import type { ConversationKey, Stored } from './ports';

const isNew = 'attribute_not_exists(tenantConversation)';
const hasExpired = '#ttl <= :nowSeconds';
const isUnchanged = 'version = :expected';

/** Table `conversations`: an item for each chat. */
export class Conversations {
  private readonly table: ReadTable;

  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    tableName: string,
    private readonly ports: TablePorts & { readonly ttlSeconds: number },
  ) {
    this.table = new ReadTable(dynamodb, tableName, ports);
  }

  /** @returns undefined when there is none, or nobody has said anything in it for long */
  async load({ tenantId, conversationId }: ConversationKey): Promise<Stored | undefined> {
    const found = await this.table.get(conversationOf(tenantId, conversationId), readConversation);
    return found && { revision: found.version, state: found.state };
  }

  /**
   * @param expected the revision that it was made of; 0: there must be none
   * @returns false when another has written since
   */
  async save(
    { tenantId, conversationId }: ConversationKey,
    expected: number,
    { revision, state }: Stored,
  ): Promise<boolean> {
    const now = this.ports.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new PutCommand({
          TableName: this.table.name,
          Item: {
            ...conversationOf(tenantId, conversationId),
            ...{ tenantId, conversationId, state, version: revision },
            updatedAt: new Date(now).toISOString(),
            ttl: epochSeconds(now) + this.ports.ttlSeconds,
          },
          ...(expected === 0
            ? {
                ConditionExpression: anyOf(isNew, hasExpired),
                ExpressionAttributeNames: { '#ttl': 'ttl' },
                ExpressionAttributeValues: { ':nowSeconds': epochSeconds(now) },
              }
            : { ConditionExpression: isUnchanged, ExpressionAttributeValues: { ':expected': expected } }),
        }),
      ),
    );
    return output !== undefined;
  }
}
