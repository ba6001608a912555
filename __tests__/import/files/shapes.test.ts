import { NEXT, plain, readOne, readWritten } from './written';

const key = { KeySchema: [{ AttributeName: 'isbn', KeyType: 'HASH' }] };
const attributes = { AttributeDefinitions: [{ AttributeName: 'isbn', AttributeType: 'S' }] };

describe('describe-table output', () => {
  const described = {
    AttributeDefinitions: [
      { AttributeName: 'shelf', AttributeType: 'N' },
      { AttributeName: 'isbn', AttributeType: 'S' },
      { AttributeName: 'cover', AttributeType: 'B' },
    ],
    TableName: 'library-books',
    KeySchema: [
      { AttributeName: 'isbn', KeyType: 'HASH' },
      { AttributeName: 'shelf', KeyType: 'RANGE' },
    ],
    TableStatus: 'ACTIVE',
    CreationDateTime: '2023-04-05T06:07:08.900000+00:00',
    ProvisionedThroughput: {
      LastDecreaseDateTime: '2023-05-05T06:07:08+00:00',
      NumberOfDecreasesToday: 2,
      ReadCapacityUnits: 7,
      WriteCapacityUnits: 3,
    },
    TableSizeBytes: 4321,
    ItemCount: 12,
    TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/library-books',
    TableId: '00000000-0000-4000-8000-00000000000a',
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-cover',
        KeySchema: [
          { AttributeName: 'isbn', KeyType: 'HASH' },
          { AttributeName: 'cover', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title', 'author'] },
        IndexSizeBytes: 11,
        ItemCount: 1,
        IndexArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/library-books/index/by-cover',
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-shelf',
        KeySchema: [{ AttributeName: 'shelf', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        IndexStatus: 'ACTIVE',
        Backfilling: false,
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
        IndexSizeBytes: 11,
        ItemCount: 1,
        IndexArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/library-books/index/by-shelf',
        WarmThroughput: { ReadUnitsPerSecond: 100, WriteUnitsPerSecond: 50, Status: 'ACTIVE' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' },
    LatestStreamLabel: '2023-04-05T06:07:08.900',
    LatestStreamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/library-books/stream/2023-04-05T06:07:08.900',
    GlobalTableVersion: '2019.11.21',
    Replicas: [
      {
        RegionName: 'eu-central-1',
        ReplicaStatus: 'ACTIVE',
        ReplicaTableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      },
    ],
    SSEDescription: {
      Status: 'ENABLED',
      SSEType: 'KMS',
      KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000',
    },
    TableClassSummary: { TableClass: 'STANDARD', LastUpdateDateTime: '2023-04-05T06:07:08+00:00' },
    DeletionProtectionEnabled: true,
    WarmThroughput: { ReadUnitsPerSecond: 200, WriteUnitsPerSecond: 60, Status: 'UPDATING' },
  };
  const table = {
    name: 'library-books',
    key: [
      { name: 'isbn', type: 'S' },
      { name: 'shelf', type: 'N' },
    ],
    localIndexes: new Map([
      [
        'by-cover',
        {
          key: [
            { name: 'isbn', type: 'S' },
            { name: 'cover', type: 'B' },
          ],
          projection: ['author', 'title'],
        },
      ],
    ]),
    globalIndexes: new Map([
      [
        'by-shelf',
        {
          key: [{ name: 'shelf', type: 'N' }],
          projection: 'KEYS_ONLY',
          capacity: { read: 2, write: 1 },
          warmThroughput: { read: 100, write: 50 },
          status: 'ACTIVE',
        },
      ],
    ]),
    billingMode: 'PROVISIONED',
    capacity: { read: 7, write: 3 },
    stream: 'OLD_IMAGE',
    encryption: 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000',
    deletionProtection: true,
    tableClass: 'STANDARD',
    replicas: [{ region: 'eu-central-1', tableClass: 'STANDARD_INFREQUENT_ACCESS', status: 'ACTIVE' }],
    warmThroughput: { read: 200, write: 60 },
    status: 'ACTIVE',
    itemCount: 12,
    sizeBytes: 4321,
  };
  const shape = 'describe-table output';

  test.each([
    ['bare', described, ''],
    ['as the answer', { Table: described }, 'Table'],
    [
      'as the answer of an SDK',
      { Table: described, $metadata: { httpStatusCode: 200 }, ResponseMetadata: {} },
      'Table',
    ],
    ['as create-table answers', { TableDescription: described }, 'TableDescription'],
    ['recorded', { status_code: 200, data: { Table: described, ResponseMetadata: {} } }, 'data.Table'],
    ['in a list', [{ Table: described }], '[0].Table'],
  ])('%s', (_, content, path) => {
    expect(readWritten(content)).toStrictEqual([{ ...plain, shape, path, table }]);
  });

  test('on demand, with limits, a capacity of 0 and a key of AWS that encrypts', () => {
    expect(
      readOne({
        Table: {
          ...key,
          ...attributes,
          TableName: 'books',
          TableStatus: 'UPDATING',
          BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: 1680674828.9 },
          ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
          OnDemandThroughput: { MaxReadRequestUnits: 40, MaxWriteRequestUnits: -1 },
          StreamSpecification: { StreamEnabled: false },
          SSEDescription: { Status: 'DISABLED' },
        },
      }).table,
    ).toStrictEqual({
      name: 'books',
      key: [{ name: 'isbn', type: 'S' }],
      billingMode: 'PAY_PER_REQUEST',
      onDemandLimits: { read: 40 },
      stream: null,
      encryption: 'DEFAULT',
      status: 'UPDATING',
    });
  });

  test('of another region: that region has a replica, too', () => {
    const { table } = readOne({
      ...key,
      ...attributes,
      TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/books',
      Replicas: [{ RegionName: 'eu-west-1' }, { RegionName: 'eu-central-1' }],
    });
    expect(table).toStrictEqual({
      key: [{ name: 'isbn', type: 'S' }],
      replicas: [{ region: 'eu-central-1' }, { region: 'us-east-1' }],
    });
  });
});

test('create-table input, with what create-table does not take', () => {
  expect(
    readWritten({
      ...key,
      ...attributes,
      TableName: 'books',
      BillingMode: 'PAY_PER_REQUEST',
      OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 },
      GlobalSecondaryIndexes: [],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/books' },
      TimeToLiveSpecification: { AttributeName: 'dueAt', Enabled: true },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      DeletionProtectionEnabled: false,
      ResourcePolicy: '{"Version":"2012-10-17"}',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 9 },
      Tags: [{ Key: 'Owner', Value: 'library' }],
    }),
  ).toStrictEqual([
    {
      ...plain,
      shape: 'create-table input',
      table: {
        name: 'books',
        key: [{ name: 'isbn', type: 'S' }],
        globalIndexes: new Map(),
        billingMode: 'PAY_PER_REQUEST',
        onDemandLimits: null,
        timeToLive: 'dueAt',
        stream: 'NEW_IMAGE',
        encryption: 'alias/books',
        recovery: { days: 9 },
        deletionProtection: false,
        tableClass: 'STANDARD_INFREQUENT_ACCESS',
        tags: { Owner: 'library' },
        resourcePolicy: '{"Version":"2012-10-17"}',
      },
    },
  ]);
});

test('what is off is null, or false', () => {
  expect(
    readOne({
      ...key,
      ...attributes,
      TimeToLiveSpecification: { AttributeName: 'dueAt', Enabled: false },
      StreamSpecification: { StreamEnabled: false },
      SSESpecification: { Enabled: false },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
      DeletionProtectionEnabled: false,
      ContributorInsightsSpecification: { Enabled: false },
      LocalSecondaryIndexes: [],
      GlobalSecondaryIndexes: [],
      Replicas: [],
      Tags: [],
    }).table,
  ).toStrictEqual({
    key: [{ name: 'isbn', type: 'S' }],
    localIndexes: new Map(),
    globalIndexes: new Map(),
    timeToLive: null,
    stream: null,
    encryption: 'DEFAULT',
    recovery: null,
    deletionProtection: false,
    replicas: [],
    tags: {},
    contributorInsights: false,
  });
});

describe('camelCase schema', () => {
  const schema = {
    tableName: 'loans',
    keySchema: [
      { AttributeName: 'reader', KeyType: 'HASH' },
      { AttributeName: 'reader#isbn', KeyType: 'RANGE' },
    ],
    attributeDefinitions: [
      { AttributeName: 'reader#isbn', AttributeType: 'S' },
      { AttributeName: 'reader', AttributeType: 'S' },
    ],
    globalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [{ AttributeName: 'reader#isbn', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        IndexStatus: 'ACTIVE',
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        IndexSizeBytes: 70,
        ItemCount: 5,
        IndexArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/loans/index/due',
        WarmThroughput: { ReadUnitsPerSecond: 120, WriteUnitsPerSecond: 40, Status: 'ACTIVE' },
      },
    ],
    localSecondaryIndexes: [],
    billingMode: 'PAY_PER_REQUEST',
    provisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    tags: [],
  };

  test('around raw describe output of an index', () => {
    expect(readWritten(schema)).toStrictEqual([
      {
        ...plain,
        shape: 'camelCase schema',
        table: {
          name: 'loans',
          key: [
            { name: 'reader', type: 'S' },
            { name: 'reader#isbn', type: 'S' },
          ],
          localIndexes: new Map(),
          globalIndexes: new Map([
            [
              'due',
              {
                key: [{ name: 'reader#isbn', type: 'S' }],
                projection: 'ALL',
                warmThroughput: { read: 120, write: 40 },
                status: 'ACTIVE',
              },
            ],
          ]),
          billingMode: 'PAY_PER_REQUEST',
          tags: {},
        },
      },
    ]);
  });

  test('paths are spelled as the file spells them', () => {
    const { reason, unknown } = readOne({ ...schema, attributeDefinitions: 3, Colour: 'red', TableName: 'other' });
    expect(unknown).toEqual(['tableName', 'Colour']);
    expect(reason).toBe(`attributeDefinitions: 3 is not what AWS has there: expected array. ${NEXT}`);
  });
});

describe('CloudFormation', () => {
  const yaml = `
Parameters:
  Stage: { Type: String, Default: dev }
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Books:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub '\${Stage}-books'
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - { AttributeName: isbn, AttributeType: S }
      KeySchema:
        - { AttributeName: isbn, KeyType: HASH }
      StreamSpecification: { StreamViewType: KEYS_ONLY }
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: !GetAtt Key.Arn }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: 'true', RecoveryPeriodInDays: '7' }
      KinesisStreamSpecification: { StreamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/books' }
      ContributorInsightsSpecification: { Enabled: true, Mode: ACCESSED_AND_THROTTLED_KEYS }
      ResourcePolicy: { PolicyDocument: { Version: '2012-10-17', Statement: [] } }
  Loans:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Join ['-', [!Ref Stage, loans]]
      AttributeDefinitions:
        - AttributeName: reader
          AttributeType: N
      KeySchema:
        - AttributeName: reader
          KeyType: HASH
      ProvisionedThroughput:
        ReadCapacityUnits: !Ref Capacity
        WriteCapacityUnits: 5
`;
  const at = (id: string) => ({
    ...plain,
    file: 'template.yml',
    shape: 'AWS::DynamoDB::Table',
    path: `Resources.${id}.Properties`,
  });

  test('in YAML, with short forms: a value that needs expansion is refused, and with it the setting that it is a part of', () => {
    expect(readWritten(yaml, 'template.yml')).toStrictEqual([
      {
        ...at('Books'),
        unreadable: [
          {
            path: 'Resources.Books.Properties.TableName',
            why: 'Only CloudFormation knows what {"Fn::Sub":"${Stage}-books"} is.',
          },
          {
            path: 'Resources.Books.Properties.SSESpecification.KMSMasterKeyId',
            why: 'Only CloudFormation knows what {"Fn::GetAtt":"Key.Arn"} is.',
          },
        ],
        table: {
          key: [{ name: 'isbn', type: 'S' }],
          billingMode: 'PAY_PER_REQUEST',
          stream: 'KEYS_ONLY',
          recovery: { days: 7 },
          kinesisStream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/books',
          contributorInsights: true,
          resourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
        },
      },
      {
        ...at('Loans'),
        unreadable: [
          {
            path: 'Resources.Loans.Properties.TableName',
            why: 'Only CloudFormation knows what {"Fn::Join":["-",[{"Ref":"Stage"},"loans"]]} is.',
          },
          {
            path: 'Resources.Loans.Properties.ProvisionedThroughput.ReadCapacityUnits',
            why: 'Only CloudFormation knows what {"Ref":"Capacity"} is.',
          },
        ],
        table: { key: [{ name: 'reader', type: 'N' }], billingMode: 'PROVISIONED' },
      },
    ]);
  });

  test('in JSON', () => {
    const properties = {
      ...key,
      ...attributes,
      TableName: { Ref: 'Name' },
      BillingMode: { 'Fn::If': ['A', 'B', 'C'] },
    };
    const content = { Resources: { Books: { Type: 'AWS::DynamoDB::Table', Properties: properties } } };
    expect(readWritten(content, 'template.yml')).toStrictEqual([
      {
        ...at('Books'),
        unreadable: [
          {
            path: 'Resources.Books.Properties.TableName',
            why: 'Only CloudFormation knows what {"Ref":"Name"} is.',
          },
          {
            path: 'Resources.Books.Properties.BillingMode',
            why: 'Only CloudFormation knows what {"Fn::If":["A","B","C"]} is.',
          },
        ],
        table: { key: [{ name: 'isbn', type: 'S' }] },
      },
    ]);
  });

  test('a key that needs expansion leaves nothing known', () => {
    const content = yaml.replace(
      '- { AttributeName: isbn, KeyType: HASH }',
      '- { AttributeName: !Ref K, KeyType: HASH }',
    );
    expect(readWritten(content, 'template.yml')[0]).toStrictEqual({
      ...at('Books'),
      reason:
        'Resources.Books.Properties.TableName: Only CloudFormation knows what {"Fn::Sub":"${Stage}-books"} is. ' +
        'Resources.Books.Properties.KeySchema[0].AttributeName: Only CloudFormation knows what {"Ref":"K"} is. ' +
        'Resources.Books.Properties.SSESpecification.KMSMasterKeyId: Only CloudFormation knows what {"Fn::GetAtt":"Key.Arn"} is. ' +
        'Give what aws dynamodb describe-table prints, or mend the file.',
      unreadable: expect.any(Array) as unknown,
    });
  });

  test('resources that a macro makes are named', () => {
    const Resources = {
      Queue: { Type: 'AWS::SQS::Queue' },
      'Fn::ForEach::Shelves': ['Shelf', ['A'], { 'Shelf${Shelf}': {} }],
    };
    expect(readWritten({ Resources }, 'template.yml')).toStrictEqual([
      {
        ...plain,
        file: 'template.yml',
        path: 'Resources.Fn::ForEach::Shelves',
        reason:
          'Resources.Fn::ForEach::Shelves: Only CloudFormation knows what ' +
          '{"Fn::ForEach::Shelves":["Shelf",["A"],{"Shelf${Shelf}":{}}]} is. ' +
          'Give what aws dynamodb describe-table prints, or mend the file.',
      },
    ]);
  });
});

describe('AWS::DynamoDB::GlobalTable', () => {
  const scaling = (min: number, max: number, TargetValue: number) => ({
    MinCapacity: min,
    MaxCapacity: max,
    SeedCapacity: min,
    TargetTrackingScalingPolicyConfiguration: { TargetValue, DisableScaleIn: true, ScaleInCooldown: 60 },
  });
  const global = {
    ...key,
    ...attributes,
    TableName: 'books',
    BillingMode: 'PROVISIONED',
    WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaling(3, 30, 70) },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    TimeToLiveSpecification: { AttributeName: 'dueAt', Enabled: true },
    GlobalSecondaryIndexes: [
      {
        IndexName: 'all',
        KeySchema: [{ AttributeName: 'isbn', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaling(4, 40, 60) },
      },
    ],
    Replicas: [
      { Region: 'us-east-1', TableClass: 'STANDARD_INFREQUENT_ACCESS', Tags: [{ Key: 'Where', Value: 'there' }] },
      {
        Region: 'eu-west-1',
        TableClass: 'STANDARD',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scaling(5, 50, 50) },
        SSESpecification: { KMSMasterKeyId: 'alias/here' } as object,
        Tags: [{ Key: 'Where', Value: 'here' }],
        ContributorInsightsSpecification: { Enabled: false },
        KinesisStreamSpecification: { StreamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/books' },
        ResourcePolicy: { PolicyDocument: '{}' },
        GlobalSecondaryIndexes: [
          {
            IndexName: 'all',
            ContributorInsightsSpecification: { Enabled: true },
            ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scaling(6, 60, 40) },
          },
        ],
      },
    ],
  };
  const inTemplate = (Properties: object) => ({
    Resources: { Books: { Type: 'AWS::DynamoDB::GlobalTable', Properties } },
  });
  const table = {
    name: 'books',
    key: [{ name: 'isbn', type: 'S' }],
    globalIndexes: new Map([
      [
        'all',
        {
          key: [{ name: 'isbn', type: 'S' }],
          projection: 'ALL',
          scaling: { read: { min: 6, max: 60, target: 40 }, write: { min: 4, max: 40, target: 60 } },
          contributorInsights: true,
        },
      ],
    ]),
    billingMode: 'PROVISIONED',
    scaling: { read: { min: 5, max: 50, target: 50 }, write: { min: 3, max: 30, target: 70 } },
    timeToLive: 'dueAt',
    stream: 'NEW_AND_OLD_IMAGES',
    encryption: 'alias/here',
    recovery: {},
    deletionProtection: true,
    tableClass: 'STANDARD',
    replicas: [{ region: 'us-east-1', tableClass: 'STANDARD_INFREQUENT_ACCESS' }],
    tags: { Where: 'here' },
    kinesisStream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/books',
    contributorInsights: false,
    resourcePolicy: '{}',
  };

  test('is told from the region of the environment', () => {
    expect(readWritten(inTemplate(global))).toStrictEqual([
      { ...plain, shape: 'AWS::DynamoDB::GlobalTable', path: 'Resources.Books.Properties', table },
    ]);
  });

  test('of which no replica is in the region of the environment, says what all replicas have in common', () => {
    const [there] = global.Replicas;
    expect(readOne(inTemplate({ ...global, Replicas: [there] })).table).toStrictEqual({
      name: 'books',
      key: [{ name: 'isbn', type: 'S' }],
      globalIndexes: new Map([
        [
          'all',
          {
            key: [{ name: 'isbn', type: 'S' }],
            projection: 'ALL',
            scaling: { write: { min: 4, max: 40, target: 60 } },
          },
        ],
      ]),
      billingMode: 'PROVISIONED',
      scaling: { write: { min: 3, max: 30, target: 70 } },
      timeToLive: 'dueAt',
      stream: 'NEW_AND_OLD_IMAGES',
      replicas: [{ region: 'us-east-1', tableClass: 'STANDARD_INFREQUENT_ACCESS' }],
    });
  });

  test('whose key for this region needs expansion, has no known encryption', () => {
    const [there, here] = global.Replicas;
    const Replicas = [there, { ...here, SSESpecification: { KMSMasterKeyId: { Ref: 'Key' } } }];
    const known = readOne(inTemplate({ ...global, Replicas }));
    expect(known.unreadable.map(({ path }) => path)).toEqual([
      'Resources.Books.Properties.Replicas[1].SSESpecification.KMSMasterKeyId',
    ]);
    // Jest takes what is undefined for absent here, and the test before says what is there.
    expect(known.table).toEqual({ ...table, encryption: undefined });
    expect(known.table).not.toHaveProperty('encryption');
  });

  test.each([
    ['both', 20, 10, { read: 20, write: 10 }],
    ['writes alone', 20, -1, { read: 20 }],
    ['none', -1, -1, null],
  ])('limits of %s', (_, read, write, onDemandLimits) => {
    const { table } = readOne(
      inTemplate({
        ...key,
        ...attributes,
        WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: write },
        Replicas: [{ Region: 'eu-west-1', ReadOnDemandThroughputSettings: { MaxReadRequestUnits: read } }],
      }),
    );
    expect(table).toStrictEqual({ key: [{ name: 'isbn', type: 'S' }], onDemandLimits, replicas: [] });
  });

  test('reads of a fixed capacity beside writes that scale are named', () => {
    const Replicas = [{ Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 9 } }];
    expect(readOne(inTemplate({ ...key, ...attributes, Replicas }))).toMatchObject({
      unreadable: [
        {
          path: 'Resources.Books.Properties.Replicas[0].ReadProvisionedThroughputSettings.ReadCapacityUnits',
          why: '9 stands there: Reads of a fixed capacity beside writes that scale are not compared.',
        },
      ],
    });
  });
});

describe('AWS::Serverless::SimpleTable', () => {
  const simple = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Books:
    Type: AWS::Serverless::SimpleTable
${properties}`;
  const shape = {
    ...plain,
    file: 'sam.yaml',
    shape: 'AWS::Serverless::SimpleTable',
    path: 'Resources.Books.Properties',
  };

  test('with all that it can say', () => {
    const content = simple(`    Properties:
      TableName: books
      PrimaryKey: { Name: shelf, Type: Number }
      ProvisionedThroughput: { ReadCapacityUnits: 4, WriteCapacityUnits: 2 }
      SSESpecification: { SSEEnabled: true }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false }
      Tags: { Owner: library, __proto__: odd }
`);
    expect(readWritten(content, 'sam.yaml')).toStrictEqual([
      {
        ...shape,
        table: {
          name: 'books',
          key: [{ name: 'shelf', type: 'N' }],
          billingMode: 'PROVISIONED',
          capacity: { read: 4, write: 2 },
          encryption: 'KMS',
          recovery: null,
          tags: JSON.parse('{ "Owner": "library", "__proto__": "odd" }') as object,
        },
      },
    ]);
  });

  test.each([
    ['without properties', ''],
    ['without a key', '    Properties: {}'],
    ['with a key that says nothing', '    Properties: { PrimaryKey: {} }'],
  ])('%s, its key is id', (_, properties) => {
    expect(readWritten(simple(properties), 'sam.yaml')).toStrictEqual([
      { ...shape, table: { key: [{ name: 'id', type: 'S' }] } },
    ]);
  });

  test.each([
    ['!Ref Key', 'PrimaryKey: Only CloudFormation knows what {"Ref":"Key"} is.'],
    ['{ Name: !Ref Key }', 'PrimaryKey.Name: Only CloudFormation knows what {"Ref":"Key"} is.'],
    [
      '{ Name: isbn, Type: Text }',
      'PrimaryKey.Type: "Text" is not what AWS has there: expected one of "String"|"Number"|"Binary".',
    ],
    ['isbn', 'PrimaryKey: "isbn" is not what AWS has there: expected object.'],
  ])('a key that cannot be read does not become the default: %s', (key, reason) => {
    expect(readOne(simple(`    Properties: { PrimaryKey: ${key} }`), 'sam.yaml').reason).toBe(
      `Resources.Books.Properties.${reason} Give what aws dynamodb describe-table prints, or mend the file.`,
    );
  });
});

describe('NoSQL Workbench model', () => {
  const attribute = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType });
  const model = {
    TableName: 'books',
    KeyAttributes: { PartitionKey: attribute('isbn', 'S'), SortKey: attribute('copy#', 'N') },
    NonKeyAttributes: [attribute('title', 'S'), attribute('pages', 'L')],
    TableData: [{ isbn: { S: '${not a variable}' }, 'copy#': { N: '1' } }],
    TableFacets: [{ FacetName: 'Copies' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-copy',
        KeyAttributes: { PartitionKey: attribute('copy#', 'N') },
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
      },
    ],
    DataAccess: { MySql: {} },
    BillingMode: 'PROVISIONED',
    ProvisionedCapacitySettings: {
      ProvisionedThroughput: { ReadCapacityUnits: 6, WriteCapacityUnits: 5 },
      AutoScalingRead: {
        ScalableTargetRequest: { MinCapacity: 2, MaxCapacity: 20, ServiceRole: 'AWSServiceRole' },
        ScalingPolicyConfiguration: { TargetValue: 70 },
      },
    },
  };
  const inModel = (...DataModel: object[]) => ({
    ModelName: 'Library',
    ModelMetadata: { Version: '3.0', AWSService: 'Amazon DynamoDB' },
    DataModel,
  });
  const shape = { ...plain, shape: 'NoSQL Workbench model' };

  test('has tables, with examples', () => {
    const onDemand = {
      ...model,
      TableName: 'loans',
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: undefined,
    };
    expect(readWritten(inModel(model, onDemand))).toStrictEqual([
      {
        ...shape,
        path: 'DataModel[0]',
        table: {
          name: 'books',
          key: [
            { name: 'isbn', type: 'S' },
            { name: 'copy#', type: 'N' },
          ],
          globalIndexes: new Map([['by-copy', { key: [{ name: 'copy#', type: 'N' }], projection: ['title'] }]]),
          billingMode: 'PROVISIONED',
          capacity: { read: 6, write: 5 },
          scaling: { read: { min: 2, max: 20, target: 70 } },
        },
      },
      {
        ...shape,
        path: 'DataModel[1]',
        table: {
          name: 'loans',
          key: [
            { name: 'isbn', type: 'S' },
            { name: 'copy#', type: 'N' },
          ],
          billingMode: 'PAY_PER_REQUEST',
        },
      },
    ]);
  });

  test.each([
    [
      'an attribute of two types',
      {
        GlobalSecondaryIndexes: [
          { ...model.GlobalSecondaryIndexes[0], KeyAttributes: { PartitionKey: attribute('isbn', 'N') } },
        ],
      },
      'DataModel[0].AttributeDefinitions[0]: isbn is there twice. DataModel[0].AttributeDefinitions[2]: isbn is there twice.',
    ],
    [
      'a type that no key has',
      { KeyAttributes: { PartitionKey: attribute('isbn', 'L') } },
      'DataModel[0].KeyAttributes.PartitionKey.AttributeType: "L" is not what AWS has there: expected one of "S"|"N"|"B".',
    ],
    ['no key', { KeyAttributes: undefined }, 'DataModel[0].KeyAttributes: It is missing.'],
  ])('is refused with %s', (_, changed, reason) => {
    expect(readOne(inModel({ ...model, ...changed }))).toMatchObject({
      reason: `${reason} Give what aws dynamodb describe-table prints, or mend the file.`,
    });
  });

  test('keys that nobody knows are named', () => {
    const { unknown } = readOne(
      inModel({ ...model, Colour: 'red', KeyAttributes: { ...model.KeyAttributes, ThirdKey: attribute('x', 'S') } }),
    );
    expect(unknown).toEqual(['DataModel[0].KeyAttributes.ThirdKey', 'DataModel[0].Colour']);
  });
});

describe('serverless.yml', () => {
  const table = (name: string) => `
    Books:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: ${name}
        AttributeDefinitions:
          - AttributeName: isbn
            AttributeType: S
        KeySchema:
          - AttributeName: isbn
            KeyType: HASH`;
  const read = { ...plain, file: 'serverless.yml', shape: 'AWS::DynamoDB::Table' };
  const isbn = [{ name: 'isbn', type: 'S' }];

  test('variables are refused, not read as names', () => {
    expect(
      readWritten(`service: x\nresources:\n  Resources:${table('${self:custom.books}')}`, 'serverless.yml'),
    ).toEqual([
      {
        ...read,
        path: 'resources.Resources.Books.Properties',
        unreadable: [
          {
            path: 'resources.Resources.Books.Properties.TableName',
            why: '"${self:custom.books}" has a variable, which another tool fills in.',
          },
        ],
        table: { key: isbn },
      },
    ]);
  });

  test('lists of resources, files that it takes in and merge keys', () => {
    const content = `
resources:
  - \${file(more.yml)}
  - Resources:
      Books:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: books
          AttributeDefinitions: &attributes [{ AttributeName: isbn, AttributeType: S }]
          KeySchema: &key [{ AttributeName: isbn, KeyType: HASH }]
      Loans:
        Type: AWS::DynamoDB::Table
        Properties:
          <<: { KeySchema: *key, TableName: overruled }
          TableName: loans
          AttributeDefinitions: *attributes
      Shelves: \${file(shelves.yml):shelves}
`;
    expect(readWritten(content, 'serverless.yml')).toStrictEqual([
      {
        ...plain,
        file: 'serverless.yml',
        path: 'resources[0]',
        reason:
          'resources[0]: "${file(more.yml)}" has a variable, which another tool fills in. ' +
          'Give what aws dynamodb describe-table prints, or mend the file.',
      },
      { ...read, path: 'resources[1].Resources.Books.Properties', table: { name: 'books', key: isbn } },
      { ...read, path: 'resources[1].Resources.Loans.Properties', table: { name: 'loans', key: isbn } },
      {
        ...plain,
        file: 'serverless.yml',
        path: 'resources[1].Resources.Shelves',
        reason:
          'resources[1].Resources.Shelves: "${file(shelves.yml):shelves}" has a variable, which another tool fills in. ' +
          'Give what aws dynamodb describe-table prints, or mend the file.',
      },
    ]);
  });

  test('a fragment of its resources', () => {
    expect(readWritten(table('books'), 'serverless.yml')).toStrictEqual([
      { ...read, path: 'Books.Properties', table: { name: 'books', key: isbn } },
    ]);
  });
});
