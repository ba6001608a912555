import { INHERITED_NAMES } from '../../support/inherited-names';
import { NEXT, plain, readOne, readWritten } from './written';

const isbn = [{ name: 'isbn', type: 'S' }];
const base = {
  TableName: 'books',
  KeySchema: [{ AttributeName: 'isbn', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'isbn', AttributeType: 'S' }],
};
const index = { IndexName: 'a', KeySchema: base.KeySchema, Projection: { ProjectionType: 'ALL' } };
const shape = 'create-table input';

describe('what is no description of a table is called by its name', () => {
  test.each<[string, string | object, string]>([
    ['nothing', '', 'It is empty.'],
    ['a blank file', '\uFEFF \r\n\t', 'It is empty.'],
    ['a comment', '# nothing\n', 'It is no description of a table.'],
    ['null', 'null', 'It is no description of a table.'],
    ['a text', 'books', 'It is no description of a table.'],
    ['an empty list', '[]', 'It is an empty list.'],
    ['an empty object', '{}', 'It describes no DynamoDB table.'],
    ['a package', { name: 'trinity', scripts: { start: 'node ${x}' } }, 'It describes no DynamoDB table.'],
    ['a template without tables', { Resources: { A: { Type: 'AWS::SQS::Queue' } } }, 'It describes no DynamoDB table.'],
    ['a model without tables', { ModelName: 'Library', DataModel: [] }, 'It describes no DynamoDB table.'],
    [
      'a plan',
      { format_version: '1.2', terraform_version: '1.11.4', resource_changes: [] },
      'It is a plan of Terraform, not a description of a table.',
    ],
    [
      'a state',
      { version: 4, terraform_version: '1.11.4', serial: 3, lineage: 'x', resources: [{ type: 'aws_dynamodb_table' }] },
      'It is a state of Terraform, not a description of a table.',
    ],
    [
      'a synthesized stack',
      { terraform: {}, resource: { aws_dynamodb_table: {} } },
      'It is a configuration of Terraform, not a description of a table.',
    ],
    ['names of tables', { TableNames: ['books'] }, 'It is the answer to list-tables, not a description of a table.'],
    [
      'items',
      { Items: [], Count: 0, ScannedCount: 0 },
      'It is the answer to scan or query, not a description of a table.',
    ],
    [
      'a TTL',
      { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } },
      'It is the answer to describe-time-to-live, not a description of a table.',
    ],
    [
      'tags',
      { Tags: [{ Key: 'Owner', Value: 'library' }] },
      'It is the answer to list-tags-of-resource, not a description of a table.',
    ],
  ])('%s', (_, content, reason) => {
    expect(readOne(content)).toStrictEqual({ ...plain, reason: `${reason} ${NEXT}` });
  });

  test('in a list, what is none does not hide what is one', () => {
    expect(readWritten([base, 'loans', { Policy: '{}' }])).toStrictEqual([
      { ...plain, shape, path: '[0]', table: { name: 'books', key: isbn } },
      { ...plain, path: '[1]', reason: `[1]: It is no description of a table. ${NEXT}` },
      {
        ...plain,
        path: '[2]',
        reason: `[2]: It is the answer to get-resource-policy, not a description of a table. ${NEXT}`,
      },
    ]);
  });
});

describe('a table is refused whole where its key cannot be known', () => {
  test.each<[string, object, string]>([
    [
      'two hash keys',
      {
        KeySchema: [
          { AttributeName: 'isbn', KeyType: 'HASH' },
          { AttributeName: 'copy', KeyType: 'HASH' },
        ],
      },
      'KeySchema: A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    [
      'a range key alone',
      { KeySchema: [{ AttributeName: 'isbn', KeyType: 'RANGE' }] },
      'KeySchema: A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    ['no key', { KeySchema: [] }, 'KeySchema: A key has one HASH attribute, and at most one RANGE attribute.'],
    [
      'one attribute for both',
      {
        KeySchema: [
          { AttributeName: 'isbn', KeyType: 'HASH' },
          { AttributeName: 'isbn', KeyType: 'RANGE' },
        ],
      },
      'KeySchema: Its HASH attribute and its RANGE attribute are the same.',
    ],
    [
      'a key that is not defined',
      { KeySchema: [{ AttributeName: 'constructor', KeyType: 'HASH' }] },
      'KeySchema: It names constructor, whose type AttributeDefinitions does not say.',
    ],
    [
      'a type that no key has',
      { AttributeDefinitions: [{ AttributeName: 'isbn', AttributeType: 'BOOL' }] },
      'AttributeDefinitions[0].AttributeType: "BOOL" is not what AWS has there: expected one of "S"|"N"|"B".',
    ],
    [
      'an attribute of two types',
      {
        AttributeDefinitions: [
          { AttributeName: 'isbn', AttributeType: 'S' },
          { AttributeName: 'isbn', AttributeType: 'N' },
        ],
      },
      'AttributeDefinitions: It has isbn twice.',
    ],
    ['no definitions', { AttributeDefinitions: undefined }, 'AttributeDefinitions: It is missing.'],
    [
      'no list',
      { KeySchema: { isbn: 'HASH' } },
      'KeySchema: {"isbn":"HASH"} is not what AWS has there: expected array.',
    ],
    [
      'several mistakes',
      { KeySchema: [{ AttributeName: 1, KeyType: 'hash' }] },
      'KeySchema[0].AttributeName: 1 is not what AWS has there: expected string. ' +
        'KeySchema[0].KeyType: "hash" is not what AWS has there: expected one of "HASH"|"RANGE".',
    ],
  ])('%s', (_, changed, reason) => {
    const { unreadable, ...answer } = readOne({ ...base, ...changed });
    expect({ ...answer, unreadable: [] }).toStrictEqual({ ...plain, shape, reason: `${reason} ${NEXT}` });
    expect(unreadable.length).toBeGreaterThan(0);
  });

  test('a resource without properties', () => {
    expect(readOne({ Resources: { Books: { Type: 'AWS::DynamoDB::Table' } } })).toMatchObject({
      reason: `Resources.Books.Properties: It is missing. ${NEXT}`,
    });
  });
});

describe('a setting that cannot be read is unsaid, and named', () => {
  test.each<[string, object, string, string]>([
    [
      'an index without name',
      { GlobalSecondaryIndexes: [{ ...index, IndexName: undefined }] },
      'GlobalSecondaryIndexes[0].IndexName',
      'It is missing.',
    ],
    ['an index twice', { GlobalSecondaryIndexes: [index, index] }, 'GlobalSecondaryIndexes', 'It has a twice.'],
    ['a local index twice', { LocalSecondaryIndexes: [index, index] }, 'LocalSecondaryIndexes', 'It has a twice.'],
    [
      'an index whose key is not defined',
      {
        GlobalSecondaryIndexes: [
          index,
          { ...index, IndexName: 'b', KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }] },
        ],
      },
      'GlobalSecondaryIndexes[1].KeySchema',
      'It names due, whose type AttributeDefinitions does not say.',
    ],
    [
      'an index of two hash keys',
      { LocalSecondaryIndexes: [{ ...index, KeySchema: [...index.KeySchema, ...index.KeySchema] }] },
      'LocalSecondaryIndexes[0].KeySchema',
      'A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    [
      'a projection of what it does not say',
      { GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: 'INCLUDE' } }] },
      'GlobalSecondaryIndexes[0].Projection',
      'INCLUDE has NonKeyAttributes, ALL and KEYS_ONLY have none.',
    ],
    [
      'a list that is a map',
      { GlobalSecondaryIndexes: { a: index } },
      'GlobalSecondaryIndexes',
      '{"a":{"IndexName":"a","KeySchema":[{"AttributeName":"isbn","KeyType":"HASH"}],"… is not what AWS has there: expected array.',
    ],
    [
      'null',
      { GlobalSecondaryIndexes: null },
      'GlobalSecondaryIndexes',
      'null is not what AWS has there: expected array.',
    ],
    [
      'tags as a map',
      { Tags: { Owner: 'library' } },
      'Tags',
      '{"Owner":"library"} is not what AWS has there: expected array.',
    ],
    [
      'a tag twice',
      {
        Tags: [
          { Key: '__proto__', Value: 'a' },
          { Key: '__proto__', Value: 'b' },
        ],
      },
      'Tags',
      'It has __proto__ twice.',
    ],
    [
      'a tag that is a number',
      { Tags: [{ Key: 'Cost', Value: 7 }] },
      'Tags[0].Value',
      '7 is not what AWS has there: expected string.',
    ],
    [
      'a TTL of no attribute',
      { TimeToLiveSpecification: { Enabled: true } },
      'TimeToLiveSpecification',
      'It is on, and AttributeName does not say for which attribute.',
    ],
    [
      'a stream of nothing',
      { StreamSpecification: { StreamEnabled: true } },
      'StreamSpecification',
      'It is on, and StreamViewType does not say what it carries.',
    ],
    [
      'a stream that is perhaps on',
      { StreamSpecification: { StreamEnabled: { Ref: 'On' }, StreamViewType: 'NEW_IMAGE' } },
      'StreamSpecification.StreamEnabled',
      'Only CloudFormation knows what {"Ref":"On"} is.',
    ],
    [
      'an encryption that is perhaps on',
      { SSESpecification: { SSEType: 'KMS' } },
      'SSESpecification',
      'It does not say whether it is on: Enabled (CloudFormation: SSEEnabled) is missing.',
    ],
    [
      'an encryption that AWS has not',
      { SSESpecification: { Enabled: true, SSEType: 'AES256' } },
      'SSESpecification.SSEType',
      '"AES256" is not what AWS has there: expected "KMS".',
    ],
    [
      'a flag that is a word',
      { DeletionProtectionEnabled: 'yes' },
      'DeletionProtectionEnabled',
      '"yes" is not what AWS has there: expected boolean.',
    ],
    [
      'a class of its own',
      { TableClass: 'CHEAP' },
      'TableClass',
      '"CHEAP" is not what AWS has there: expected one of "STANDARD"|"STANDARD_INFREQUENT_ACCESS".',
    ],
    [
      'a name that is empty',
      { TableName: '' },
      'TableName',
      '"" is not what AWS has there: Too small: expected string to have >=1 characters.',
    ],
    [
      'a replica without region',
      { Replicas: [{ TableClass: 'STANDARD' }] },
      'Replicas[0]',
      'A replica is in a Region (describe-table: RegionName), and this one has none.',
    ],
    [
      'a region twice',
      { Replicas: [{ Region: 'us-east-1' }, { RegionName: 'us-east-1' }] },
      'Replicas',
      'It has us-east-1 twice.',
    ],
    [
      'days that are text',
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 'ten' } },
      'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
      '"ten" is not what AWS has there: expected number.',
    ],
    [
      'a policy that is a number',
      { ResourcePolicy: { PolicyDocument: 4 } },
      'ResourcePolicy.PolicyDocument',
      'A policy is JSON, as an object or as text.',
    ],
    [
      'a limit of 0',
      { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
      'OnDemandThroughput.MaxReadRequestUnits',
      '0 is no limit: it is at least 1, or -1 for none.',
    ],
    [
      'half a warm throughput',
      { WarmThroughput: { ReadUnitsPerSecond: 12_000 } },
      'WarmThroughput.WriteUnitsPerSecond',
      'It is missing.',
    ],
    [
      'a capacity on demand',
      { BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } },
      'ProvisionedThroughput',
      'It has a capacity, and BillingMode is PAY_PER_REQUEST, which has none.',
    ],
  ])('%s', (_, changed, path, why) => {
    const { BillingMode: billingMode } = changed as { BillingMode?: string };
    const answer = readOne({ ...base, ...changed });
    expect(answer).toStrictEqual({
      ...plain,
      shape,
      unreadable: [{ path, why }],
      table: { ...(path !== 'TableName' && { name: 'books' }), key: isbn, ...(billingMode && { billingMode }) },
    });
  });

  test.each([
    ['-5', '-5 is not what AWS has there: Too small: expected number to be >=0.'],
    ['2.5', '2.5 is not what AWS has there: expected int.'],
    ['1e400', 'Infinity is not what AWS has there: expected number.'],
    ['12345678901234567890', null],
    ['"12345678901234567890"', null],
    ['"5 units"', '"5 units" is not what AWS has there: expected number.'],
    ['true', 'true is not what AWS has there: expected number.'],
    ['null', 'null is not what AWS has there: expected number.'],
    ['[5]', '[5] is not what AWS has there: expected number.'],
  ])('a capacity of %s', (written, why) => {
    const content = JSON.stringify({
      ...base,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: '@', WriteCapacityUnits: 5 },
    });
    const { table, unreadable } = readOne(content.replace('"@"', written));
    expect(table).toStrictEqual({ name: 'books', key: isbn, billingMode: 'PROVISIONED' });
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]!.path).toBe('ProvisionedThroughput.ReadCapacityUnits');
    if (why !== null) expect(unreadable[0]!.why).toBe(why);
    else expect(unreadable[0]!.why).toMatch(/^\S+ is not what AWS has there: Too big: /);
  });

  test.each([
    [5, 0],
    [0, 5],
  ])('a capacity of %d and %d', (ReadCapacityUnits, WriteCapacityUnits) => {
    const ProvisionedThroughput = { ReadCapacityUnits, WriteCapacityUnits };
    expect(readOne({ ...base, BillingMode: 'PROVISIONED', ProvisionedThroughput })).toMatchObject({
      table: { name: 'books', key: isbn, billingMode: 'PROVISIONED' },
      unreadable: [
        {
          path: 'ProvisionedThroughput',
          why: 'Both capacities are at least 1, or both are 0, as AWS says of a table on demand.',
        },
      ],
    });
  });

  test.each([
    ['their list', { Ref: 'Regions' }, 'Replicas'],
    ['one of them', [{ Ref: 'Region' }], 'Replicas[0]'],
    [
      'the key of one',
      [{ Region: 'us-east-1', SSESpecification: { KMSMasterKeyId: { Ref: 'Key' } } }],
      'Replicas[0].SSESpecification.KMSMasterKeyId',
    ],
  ])('replicas, which have the keys of the encryption: %s', (_, Replicas, path) => {
    const { table, unreadable } = readOne({ ...base, SSESpecification: { SSEEnabled: true }, Replicas });
    expect(table).not.toHaveProperty('encryption');
    expect(unreadable.map((one) => one.path)).toEqual([path]);
  });

  test('a number that YAML knows and AWS does not', () => {
    const content = `
TableName: books
KeySchema: [{ AttributeName: isbn, KeyType: HASH }]
AttributeDefinitions: [{ AttributeName: isbn, AttributeType: S }]
ItemCount: .nan
`;
    expect(readOne(content)).toStrictEqual({
      ...plain,
      shape,
      unreadable: [{ path: 'ItemCount', why: 'NaN is not what AWS has there: expected number.' }],
      table: { name: 'books', key: isbn },
    });
  });

  test('each of several', () => {
    const { table, unreadable } = readOne({
      ...base,
      Tags: 'none',
      StreamSpecification: [],
      GlobalSecondaryIndexes: [
        { ...index, ProvisionedThroughput: 'much' },
        { ...index, IndexName: 'b', WarmThroughput: 5 },
      ],
    });
    expect(table).toStrictEqual({
      name: 'books',
      key: isbn,
      globalIndexes: new Map([
        ['a', { key: isbn, projection: 'ALL' }],
        ['b', { key: isbn, projection: 'ALL' }],
      ]),
    });
    expect(unreadable.map(({ path }) => path)).toEqual([
      'GlobalSecondaryIndexes[0].ProvisionedThroughput',
      'GlobalSecondaryIndexes[1].WarmThroughput',
      'StreamSpecification',
      'Tags',
    ]);
  });
});

describe('keys that nobody knows are named, and spoil nothing', () => {
  test('wherever they stand', () => {
    const content = {
      Colour: 1,
      Table: {
        ...base,
        'Time.To.Live': {},
        GlobalSecondaryIndexes: [{ ...index, indexName: 'a', Projection: { ProjectionType: 'ALL', Of: 'x' } }],
        StreamSpecification: { StreamEnabled: false, ResourcePolicy: {} },
      },
    };
    expect(readOne(content)).toStrictEqual({
      ...plain,
      shape: 'describe-table output',
      path: 'Table',
      unknown: [
        'Colour',
        'Table.GlobalSecondaryIndexes[0].Projection.Of',
        'Table.GlobalSecondaryIndexes[0].indexName',
        'Table.StreamSpecification.ResourcePolicy',
        'Table["Time.To.Live"]',
      ],
      table: {
        name: 'books',
        key: isbn,
        globalIndexes: new Map([['a', { key: isbn, projection: 'ALL' }]]),
        stream: null,
      },
    });
  });

  test.each(INHERITED_NAMES)('%s', (name) => {
    const content = JSON.stringify({ ...base, '@': 1 }).replace('"@"', JSON.stringify(name));
    expect(readOne(content)).toStrictEqual({
      ...plain,
      shape,
      unknown: [name],
      table: { name: 'books', key: isbn },
    });
  });

  test.each(INHERITED_NAMES)('%s is a name of a table, an attribute, an index and a tag as any other', (name) => {
    const KeySchema = [{ AttributeName: name, KeyType: 'HASH' }];
    const { table } = readOne({
      TableName: name,
      KeySchema,
      AttributeDefinitions: [{ AttributeName: name, AttributeType: 'N' }],
      GlobalSecondaryIndexes: [{ IndexName: name, KeySchema, Projection: { ProjectionType: 'ALL' } }],
      Tags: [{ Key: name, Value: 'x' }],
    });
    expect(table).toStrictEqual({
      name,
      key: [{ name, type: 'N' }],
      globalIndexes: new Map([[name, { key: [{ name, type: 'N' }], projection: 'ALL' }]]),
      tags: JSON.parse(`{ ${JSON.stringify(name)}: "x" }`) as object,
    });
  });
});
