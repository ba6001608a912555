import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { slugKey, tenantKey } from '../../../model/booking/items/keys';
import { readSlugClaim, readTenant, type Tenant } from '../../../model/booking/items/tenant';
import { anyOf, unlessRefused } from '../../shared/conditions';
import { ReadTable, type TablePorts } from './tables';

/** Table `tenants`: an item for each tenant, and one for each slug that says whose it is. */
export class Tenants {
  private readonly table: ReadTable;

  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    tableName: string,
    ports: TablePorts,
  ) {
    this.table = new ReadTable(dynamodb, tableName, ports);
  }

  async get(tenantId: string): Promise<Tenant | undefined> {
    return this.table.get(tenantKey(tenantId), readTenant);
  }

  /** @returns undefined when nobody has this slug */
  async ofSlug(slug: string): Promise<Tenant | undefined> {
    const claim = await this.table.get(slugKey(slug), readSlugClaim);
    return claim && this.get(claim.claimedBy);
  }

  /** In the order in which they were made. One of the last moment may be missing. */
  async ofOwner(ownerId: string): Promise<Tenant[]> {
    const items = await this.table.query({
      IndexName: 'ByOwner',
      KeyConditionExpression: 'ownerId = :ownerId',
      ExpressionAttributeValues: { ':ownerId': ownerId },
    });
    return items.flatMap((item) => this.table.read(tenantKey(String(item.tenantId)), item, readTenant) ?? []);
  }

  /**
   * The slug is claimed first: two tenants never have the same. Killed in between, the same again brings it to its end; until then
   * the slug is this tenant's.
   *
   * @returns ID_TAKEN when there is another tenant of this id: one with another slug or owner
   */
  async create(tenant: Tenant): Promise<'CREATED' | 'SLUG_TAKEN' | 'ID_TAKEN'> {
    const { tenantId, slug, ownerId } = tenant;
    const isClaimed = await this.put(
      { ...slugKey(slug), claimedBy: tenantId },
      anyOf('attribute_not_exists(tenantId)', 'claimedBy = :tenantId'),
      { ':tenantId': tenantId },
    );
    if (!isClaimed) return 'SLUG_TAKEN';
    if (await this.put({ ...tenant, ...tenantKey(tenantId) }, 'attribute_not_exists(tenantId)')) return 'CREATED';
    const before = await this.get(tenantId);
    if (before?.slug === slug) return before.ownerId === ownerId ? 'CREATED' : 'ID_TAKEN';
    await this.giveUp(slug, tenantId);
    return 'ID_TAKEN';
  }

  /** Its widgets are turned away within a minute, and nothing of it changes. @returns false when there is none */
  async suspend(tenantId: string): Promise<boolean> {
    return this.setStatus(tenantId, 'SUSPENDED');
  }

  /** @returns false when there is none */
  async resume(tenantId: string): Promise<boolean> {
    return this.setStatus(tenantId, 'ACTIVE');
  }

  /** Its slug first, which only the tenant's item names. @param slug of the item; absent: there is none, or it cannot be read */
  async erase(tenantId: string, slug?: string): Promise<void> {
    if (slug !== undefined) await this.giveUp(slug, tenantId);
    await this.table.erase([tenantKey(tenantId)]);
  }

  private async setStatus(tenantId: string, status: Tenant['status']): Promise<boolean> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: tenantKey(tenantId),
          ConditionExpression: 'attribute_exists(tenantId)',
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status },
        }),
      ),
    );
    return output !== undefined;
  }

  private async put(
    Item: Record<string, unknown>,
    ConditionExpression: string,
    ExpressionAttributeValues?: Record<string, string>,
  ): Promise<boolean> {
    const values = ExpressionAttributeValues && { ExpressionAttributeValues };
    const output = await unlessRefused(
      this.dynamodb.send(new PutCommand({ TableName: this.table.name, Item, ConditionExpression, ...values })),
    );
    return output !== undefined;
  }

  private async giveUp(slug: string, tenantId: string): Promise<void> {
    await unlessRefused(
      this.dynamodb.send(
        new DeleteCommand({
          TableName: this.table.name,
          Key: slugKey(slug),
          ConditionExpression: 'claimedBy = :tenantId',
          ExpressionAttributeValues: { ':tenantId': tenantId },
        }),
      ),
    );
  }
}
