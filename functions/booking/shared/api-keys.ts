import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readApiKey, type ApiKey } from '../../../model/booking/items/api-key';
import { apiKeyKey, rateKey } from '../../../model/booking/items/keys';
import { allOf, anyOf, unlessRefused } from '../../shared/conditions';
import { epochSeconds } from '../../shared/time';
import { ReadTable, type TablePorts } from './tables';
import { MINUTE } from './time';

/** A key of this tenant, which works: what has a ttl that has passed may still be there. */
const isItsOwn = 'tenantId = :tenantId';
const isActive = '#status = :active';
const hasNotEnded = anyOf('attribute_not_exists(#ttl)', '#ttl > :nowSeconds');

/** Seconds for which a count is kept after its minute. */
const COUNT_KEPT = 600;

/** Table `apiKeys`: an item for each key, by its hash, and one for each minute in which a key was used. */
export class ApiKeys {
  private readonly table: ReadTable;

  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    tableName: string,
    private readonly ports: TablePorts,
  ) {
    this.table = new ReadTable(dynamodb, tableName, ports);
  }

  /** @returns undefined when there is none, or it has ended; one that is revoked says so */
  async get(keyHash: string): Promise<ApiKey | undefined> {
    return this.table.get(apiKeyKey(keyHash), readApiKey);
  }

  /** The latest first. A key of the last moment may be missing. */
  async ofTenant(tenantId: string): Promise<ApiKey[]> {
    const items = await this.table.query({
      IndexName: 'ByTenant',
      KeyConditionExpression: 'tenantId = :tenantId',
      ExpressionAttributeValues: { ':tenantId': tenantId },
    });
    return items
      .flatMap((item) => this.table.read(apiKeyKey(String(item.keyHash)), item, readApiKey) ?? [])
      .sort((one, other) => (`${one.createdAt} ${one.keyHash}` < `${other.createdAt} ${other.keyHash}` ? 1 : -1));
  }

  async create(key: ApiKey): Promise<void> {
    await this.dynamodb.send(
      new PutCommand({
        TableName: this.table.name,
        Item: { ...key, ...apiKeyKey(key.keyHash) },
        ConditionExpression: 'attribute_not_exists(keyHash)',
      }),
    );
  }

  /**
   * Makes a key in another's stead, which ends then, or earlier if it was to. The new one comes first: killed in between, the old one
   * goes on, and nobody has the new one.
   *
   * @param ttl epoch seconds
   * @returns when it ends, in epoch seconds; undefined when the tenant has no such key that works: it was revoked a moment ago, or has ended
   */
  async rotate(
    { tenantId, keyHash, ttl: before = Infinity }: ApiKey,
    ttl: number,
    next: ApiKey,
  ): Promise<number | undefined> {
    await this.create(next);
    const ends = Math.min(before, ttl);
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: apiKeyKey(keyHash),
          ConditionExpression: allOf(isItsOwn, isActive, hasNotEnded),
          UpdateExpression: 'SET #ttl = :ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl', '#status': 'status' },
          ExpressionAttributeValues: {
            ...{ ':tenantId': tenantId, ':active': 'ACTIVE', ':nowSeconds': epochSeconds(this.ports.now()) },
            ':ttl': ends,
          },
        }),
      ),
    );
    if (output) return ends;
    await this.revoke(tenantId, next.keyHash);
    return undefined;
  }

  /** Ends a key for good, also one that is revoked already. @returns undefined when the tenant has none such */
  async revoke(tenantId: string, keyHash: string): Promise<ApiKey | undefined> {
    const now = this.ports.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: apiKeyKey(keyHash),
          ConditionExpression: allOf(isItsOwn, hasNotEnded),
          UpdateExpression: 'SET #status = :revoked, revokedAt = if_not_exists(revokedAt, :now)',
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ...{ ':tenantId': tenantId, ':revoked': 'REVOKED', ':nowSeconds': epochSeconds(now) },
            ':now': new Date(now).toISOString(),
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output?.Attributes && this.table.read(apiKeyKey(keyHash), output.Attributes, readApiKey);
  }

  /** Counts a use of a key. @returns how many there have been in this minute, this one included */
  async use(keyHash: string): Promise<number> {
    const now = this.ports.now();
    const { Attributes } = await this.dynamodb.send(
      new UpdateCommand({
        TableName: this.table.name,
        Key: rateKey(keyHash, Math.floor(now / MINUTE)),
        UpdateExpression: 'ADD used :one SET #ttl = :ttl',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':one': 1, ':ttl': epochSeconds(now + MINUTE) + COUNT_KEPT },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.used);
  }
}
