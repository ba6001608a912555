import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateTableCommand,
  type CreateTableCommandInput,
  type TableDescription,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { EmulatedAws } from '../../../../rehearsal/aws';
import { describeWith } from '../../../support/loud-skip';
import { clientOf, REGION, startAws } from '../support';

const PARAMETER = 'One or more parameter values were invalid: ';

const hash = (name: string) => [{ AttributeName: name, KeyType: 'HASH' as const }];
const text = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
const index = (name: string) => ({
  IndexName: `By-${name}`,
  KeySchema: hash(name),
  Projection: { ProjectionType: 'ALL' as const },
});
const capacity = (units: number) => ({ ReadCapacityUnits: units, WriteCapacityUnits: units });

describeWith(['moto_server'], 'UpdateTable in the emulated AWS', () => {
  let aws: EmulatedAws;
  let dynamodb: DynamoDBClient;
  let elsewhere: DynamoDBClient;
  let TableName: string;
  let made = 0;
  beforeAll(async () => {
    aws = await startAws();
    dynamodb = new DynamoDBClient(clientOf(aws));
    elsewhere = new DynamoDBClient({ ...clientOf(aws), region: 'eu-central-1' });
  });
  afterAll(() => aws.close());

  beforeEach(() => {
    made += 1;
    TableName = `table-${made}`;
  });

  /** On demand, with `id` as its key. */
  const create = (more: Partial<CreateTableCommandInput> = {}) => {
    const base = { TableName, AttributeDefinitions: text('id'), KeySchema: hash('id') };
    return dynamodb.send(new CreateTableCommand({ ...base, BillingMode: 'PAY_PER_REQUEST', ...more }));
  };
  const describeTable = async (client = dynamodb): Promise<TableDescription> =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table!;
  const send = (input: Partial<UpdateTableCommandInput>) =>
    dynamodb.send(new UpdateTableCommand({ TableName, ...input }));
  /** @returns the table when the change is done */
  const update = async (input: Partial<UpdateTableCommandInput>): Promise<TableDescription> => {
    await send(input);
    return describeTable();
  };
  const refused = (input: Partial<UpdateTableCommandInput>) =>
    send(input).then(
      () => 'not refused',
      ({ name, message }: Error) => `${name}: ${message}`,
    );

  describe('indexes', () => {
    const put = (...ids: string[]) =>
      Promise.all(
        ids.map((id) => dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, a: { S: 'x' } } }))),
      );
    const byA = () =>
      dynamodb.send(
        new QueryCommand({
          TableName,
          IndexName: 'By-a',
          KeyConditionExpression: 'a = :a',
          ExpressionAttributeValues: { ':a': { S: 'x' } },
        }),
      );

    test('one that is dropped takes its attribute definitions along, and nobody can query it', async () => {
      await create({ AttributeDefinitions: text('id', 'a', 'b'), GlobalSecondaryIndexes: [index('a'), index('b')] });
      await put('1', '2');
      expect((await byA()).Count).toBe(2);
      const dropped = await update({
        AttributeDefinitions: text('id'), // as Terraform says it, though By-b is still there
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'By-a' } }],
      });
      expect(dropped.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['By-b']);
      expect(dropped.AttributeDefinitions).toEqual(text('id', 'b'));
      await expect(byA()).rejects.toThrow('The table does not have the specified index: By-a');
      expect((await dynamodb.send(new ScanCommand({ TableName }))).Count).toBe(2);
    });

    test('one that is added is filled from all items; a definition that no key uses is dropped', async () => {
      await create();
      await put(...Array.from({ length: 60 }, (_, n) => `item ${n}`));
      const { TableDescription: during } = await send({
        AttributeDefinitions: text('a', 'unused'),
        GlobalSecondaryIndexUpdates: [{ Create: index('a') }],
      });
      expect(during).toMatchObject({ TableStatus: 'UPDATING', GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING' }] });
      const after = await describeTable();
      expect(after.AttributeDefinitions).toEqual(text('id', 'a'));
      expect(after).toMatchObject({ TableStatus: 'ACTIVE', GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }] });
      expect((await byA()).Count).toBe(60);
      await put('one more');
      expect((await byA()).Count).toBe(61);
    });

    test('no write is lost while an index is made', async () => {
      await create();
      const change = send({ AttributeDefinitions: text('a'), GlobalSecondaryIndexUpdates: [{ Create: index('a') }] });
      await Promise.all([change, put(...Array.from({ length: 30 }, (_, n) => `item ${n}`))]);
      expect((await byA()).Count).toBe(30);
    });

    test('items that cannot be in it leave the table as it was', async () => {
      await create();
      await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: '1' }, a: { N: '1' } } }));
      const change = { AttributeDefinitions: text('a'), GlobalSecondaryIndexUpdates: [{ Create: index('a') }] };
      expect(await refused(change)).toContain('Type mismatch for Index Key a Expected: S Actual: N');
      expect((await describeTable()).GlobalSecondaryIndexes).toBeUndefined();
      expect((await dynamodb.send(new ScanCommand({ TableName }))).Count).toBe(1);
    });

    test.each([
      [
        'two at a time',
        [{ Delete: { IndexName: 'By-a' } }, { Create: index('b') }],
        'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
      ],
      ['none', [], `ValidationException: ${PARAMETER}List of GlobalSecondaryIndexUpdates is empty`],
      [
        'one that is there',
        [{ Create: index('a') }],
        'ValidationException: Attempting to create an index which already exists',
      ],
      [
        'one that is not there',
        [{ Delete: { IndexName: 'By-c' } }],
        'ResourceNotFoundException: Requested resource not found',
      ],
      [
        'a key without a type',
        [{ Create: index('c') }],
        `ValidationException: ${PARAMETER}AttributeDefinitions is not specified for index: By-c`,
      ],
      [
        'a capacity on demand',
        [{ Create: { ...index('b'), ProvisionedThroughput: capacity(5) } }],
        `ValidationException: ${PARAMETER}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: By-b when BillingMode is PAY_PER_REQUEST`,
      ],
    ])('refuses %s', async (_, GlobalSecondaryIndexUpdates, message) => {
      await create({ AttributeDefinitions: text('id', 'a'), GlobalSecondaryIndexes: [index('a')] });
      expect(await refused({ AttributeDefinitions: text('b'), GlobalSecondaryIndexUpdates })).toBe(message);
    });
  });

  describe('a stream', () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;

    test('that is switched off and on again has another ARN', async () => {
      await create({ StreamSpecification });
      const first = await describeTable();
      const off = await update({ StreamSpecification: { StreamEnabled: false } });
      expect(off.StreamSpecification).toBeUndefined();
      expect(off.LatestStreamArn).toBe(first.LatestStreamArn);
      const keys = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
      const on = await update({ StreamSpecification: keys });
      expect(on.StreamSpecification).toEqual(keys);
      expect(on.LatestStreamArn).not.toBe(first.LatestStreamArn);
      expect(on.LatestStreamArn).toMatch(new RegExp(`^arn:aws:dynamodb:${REGION}:\\d{12}:table/${TableName}/stream/2`));
    });

    test('cannot be changed, nor be switched off where there is none', async () => {
      await create({ StreamSpecification });
      expect(await refused({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } })).toBe(
        `ValidationException: Table already has an enabled stream: TableName: ${TableName}`,
      );
      await update({ StreamSpecification: { StreamEnabled: false } });
      expect(await refused({ StreamSpecification: { StreamEnabled: false } })).toBe(
        `ValidationException: Table has no stream to disable: TableName: ${TableName}`,
      );
    });
  });

  describe('how it is paid for', () => {
    test('limits: what is not said stays, -1 takes one away', async () => {
      await create({ OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 } });
      const set = (limits: object) => update({ OnDemandThroughput: limits });
      expect((await set({ MaxReadRequestUnits: 30 })).OnDemandThroughput).toEqual({
        MaxReadRequestUnits: 30,
        MaxWriteRequestUnits: 20,
      });
      expect((await set({ MaxReadRequestUnits: -1 })).OnDemandThroughput).toEqual({ MaxWriteRequestUnits: 20 });
      expect((await set({ MaxWriteRequestUnits: -1 })).OnDemandThroughput).toBeUndefined();
      expect(await refused({ OnDemandThroughput: { MaxReadRequestUnits: 0 } })).toContain('outside of valid range');
    });

    test('on demand to provisioned and back, with its indexes', async () => {
      const limited = { ...index('a'), OnDemandThroughput: { MaxReadRequestUnits: 5 } };
      await create({ AttributeDefinitions: text('id', 'a'), GlobalSecondaryIndexes: [limited] });
      expect((await describeTable()).GlobalSecondaryIndexes?.[0]?.OnDemandThroughput).toEqual({
        MaxReadRequestUnits: 5,
      });
      const provisioned = { BillingMode: 'PROVISIONED', ProvisionedThroughput: capacity(5) } as const;
      expect(await refused({ BillingMode: 'PROVISIONED' })).toContain('ProvisionedThroughput must be specified when');
      expect(await refused(provisioned)).toContain('ProvisionedThroughput must be specified for index: By-a');
      const Update = { IndexName: 'By-a', ProvisionedThroughput: capacity(6) };
      const after = await update({ ...provisioned, GlobalSecondaryIndexUpdates: [{ Update }] });
      expect(after).toMatchObject({
        BillingModeSummary: { BillingMode: 'PROVISIONED' },
        ProvisionedThroughput: capacity(5),
        GlobalSecondaryIndexes: [{ ProvisionedThroughput: capacity(6) }],
      });
      expect(after.GlobalSecondaryIndexes?.[0]?.OnDemandThroughput).toBeUndefined();
      expect(await refused({ ProvisionedThroughput: capacity(5) })).toContain('for the table will not change');
      expect(await refused({ OnDemandThroughput: { MaxReadRequestUnits: 1 } })).toContain(
        'cannot be specified when the table BillingMode is PROVISIONED',
      );
      expect(await update({ BillingMode: 'PAY_PER_REQUEST' })).toMatchObject({
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        ProvisionedThroughput: capacity(0),
        GlobalSecondaryIndexes: [{ ProvisionedThroughput: capacity(0) }],
      });
    });

    test('a table that was never on demand has no summary, as in AWS', async () => {
      await create({ BillingMode: undefined, ProvisionedThroughput: capacity(5) });
      const table = await describeTable();
      expect(table.BillingModeSummary).toBeUndefined();
      expect(table.GlobalSecondaryIndexes).toBeUndefined();
    });

    test('warm throughput is as it was asked for, and only grows', async () => {
      await create({ WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 } });
      expect((await describeTable()).WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 13_000 });
      const less = { WarmThroughput: { ReadUnitsPerSecond: 12_999 } };
      expect(await refused(less)).toContain('decreasing WarmThroughput is not supported');
      const more = await update({ WarmThroughput: { ReadUnitsPerSecond: 14_000 } });
      expect(more.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 14_000, WriteUnitsPerSecond: 5_000 });
    });
  });

  test('encryption goes from AWS’s key to the account’s and back', async () => {
    await create();
    expect((await describeTable()).SSEDescription).toBeUndefined();
    expect(await refused({ SSESpecification: { Enabled: false } })).toContain('Table is already encrypted by default');
    const on = await update({ SSESpecification: { Enabled: true } });
    expect(on.SSEDescription).toEqual({
      Status: 'ENABLED',
      SSEType: 'KMS',
      KMSMasterKeyArn: expect.stringMatching(/^arn:aws:kms:/) as string,
    });
    const same = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: on.SSEDescription!.KMSMasterKeyArn } as const;
    expect(await refused({ SSESpecification: same })).toContain('Table is already encrypted with given KMSMasterKeyId');
    const nobody = { ...same, KMSMasterKeyId: 'alias/nobody' };
    expect(await refused({ SSESpecification: nobody })).toMatch(/^ValidationException: KMS validation error: /);
    expect((await update({ SSESpecification: { Enabled: false } })).SSEDescription).toBeUndefined();
  });

  test('a class that was never set is not told, not even when it is set to what it is', async () => {
    await create();
    expect((await update({ TableClass: 'STANDARD' })).TableClassSummary).toBeUndefined();
    const infrequent = await update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    expect(infrequent.TableClassSummary?.TableClass).toBe('STANDARD_INFREQUENT_ACCESS');
    expect(infrequent.TableClassSummary?.LastUpdateDateTime).toBeInstanceOf(Date);
    expect((await update({ TableClass: 'STANDARD' })).TableClassSummary?.TableClass).toBe('STANDARD');
  });

  test('nothing at all is refused, and so are definitions alone', async () => {
    await create();
    const message = /^ValidationException: At least one of ProvisionedThroughput, .* is required$/;
    expect(await refused({})).toMatch(message);
    expect(await refused({ AttributeDefinitions: text('id') })).toMatch(message);
    expect(await refused({ MultiRegionConsistency: 'STRONG' })).toContain('does not know MultiRegionConsistency');
  });

  test.each([
    [{ DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' }, 'DeletionProtection modification must be'],
    [{ SSESpecification: { Enabled: true }, TableClass: 'STANDARD' }, 'Server-Side Encryption modification must be'],
    [{ TableClass: 'STANDARD', BillingMode: 'PAY_PER_REQUEST' }, 'TableClass modification must be the only operation'],
    [
      { OnDemandThroughput: { MaxReadRequestUnits: 5 }, StreamSpecification: { StreamEnabled: false } },
      'OnDemandThroughput can only be combined with BillingMode',
    ],
    [
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: capacity(5), StreamSpecification: { StreamEnabled: false } },
      'You cannot modify stream status while updating table IOPS',
    ],
    [
      {
        StreamSpecification: { StreamEnabled: false },
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'By-a' } }],
      },
      'You cannot create or delete index while changing stream status',
    ],
  ] as const)('what AWS takes alone only is refused in company: %j', async (input, message) => {
    await create();
    expect(await refused(input as unknown as UpdateTableCommandInput)).toContain(PARAMETER + message);
  });

  test('a table that is being changed takes no other change, and is not deleted, until somebody asks for it', async () => {
    await create();
    const inUse = `ResourceInUseException: Attempt to change a resource which is still in use: Table is being updated: ${TableName}`;
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
    expect((await send({ StreamSpecification })).TableDescription?.TableStatus).toBe('UPDATING');
    expect(await refused({ TableClass: 'STANDARD_INFREQUENT_ACCESS' })).toBe(inUse);
    await send({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toThrow('Table is being updated');
    expect((await describeTable()).TableStatus).toBe('ACTIVE');
    await dynamodb.send(new DeleteTableCommand({ TableName }));
  });

  describe('replicas', () => {
    const add = { ReplicaUpdates: [{ Create: { RegionName: 'eu-central-1' } }] };
    const remove = { ReplicaUpdates: [{ Delete: { RegionName: 'eu-central-1' } }] };

    test('one is a table of its own with the same items; removed, its table is gone and the items stay', async () => {
      await create();
      const table = await update(add);
      expect(table.Replicas).toEqual([{ RegionName: 'eu-central-1', ReplicaStatus: 'ACTIVE' }]);
      expect(table.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
      const replica = await describeTable(elsewhere);
      expect(replica.TableArn).toContain(':eu-central-1:');
      expect(replica.Replicas).toEqual([{ RegionName: REGION, ReplicaStatus: 'ACTIVE' }]);
      await elsewhere.send(new PutItemCommand({ TableName, Item: { id: { S: '1' } } }));
      expect((await update(remove)).Replicas).toBeUndefined();
      await expect(describeTable(elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      expect((await dynamodb.send(new ScanCommand({ TableName }))).Count).toBe(1);
    });

    test('indexes and the class are of all of them', async () => {
      await create({ AttributeDefinitions: text('id', 'a'), GlobalSecondaryIndexes: [index('a')] });
      await update(add);
      await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'By-a' } }] });
      await update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
      const replica = await describeTable(elsewhere);
      expect(replica.GlobalSecondaryIndexes).toBeUndefined();
      expect(replica.TableClassSummary?.TableClass).toBe('STANDARD_INFREQUENT_ACCESS');
    });

    test('what AWS refuses', async () => {
      await create();
      const own = { ReplicaUpdates: [{ Create: { RegionName: REGION } }] };
      expect(await refused(own)).toContain('Cannot add, delete, or update the local region through ReplicaUpdates');
      expect(await refused(remove)).toContain('were not part of the global table');
      await update(add);
      expect(await refused(add)).toContain('because one or more replicas already existed as tables.');
      expect(await refused({ StreamSpecification: { StreamEnabled: false } })).toContain(
        'Disabling Stream is not allowed for a Global Table replica.',
      );
      await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toThrow('acted as a source region');
      await elsewhere.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
      expect(await refused(remove)).toContain('because it has deletion protection enabled');
    });

    test('a fixed write capacity has none', async () => {
      await create({ BillingMode: undefined, ProvisionedThroughput: capacity(5) });
      expect(await refused(add)).toContain('Table write capacity should either be Pay-Per-Request or AutoScaled.');
    });
  });

  test('CreateTable refuses a definition that no key uses, and leaves nothing behind', async () => {
    await expect(create({ AttributeDefinitions: text('id', 'a') })).rejects.toThrow(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
    const both = { OnDemandThroughput: { MaxReadRequestUnits: -1 } };
    await expect(create(both)).rejects.toThrow('outside of valid range'); // -1 is a word of UpdateTable only
    await create();
  });
});
