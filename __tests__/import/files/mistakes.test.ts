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
const UNTYPED =
  'KeySchema: [{"AttributeName":"isbn","KeyType":"HASH"}] stands there: It names isbn, whose type AttributeDefinitions does not say.';

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
      'KeySchema: [{"AttributeName":"isbn","KeyType":"HASH"},{"AttributeName":"copy","KeyType":"H… stands there: ' +
        'A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    [
      'a range key alone',
      { KeySchema: [{ AttributeName: 'isbn', KeyType: 'RANGE' }] },
      'KeySchema: [{"AttributeName":"isbn","KeyType":"RANGE"}] stands there: A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    [
      'no key',
      { KeySchema: [] },
      'KeySchema: [] stands there: A key has one HASH attribute, and at most one RANGE attribute.',
    ],
    [
      'one attribute for both',
      {
        KeySchema: [
          { AttributeName: 'isbn', KeyType: 'HASH' },
          { AttributeName: 'isbn', KeyType: 'RANGE' },
        ],
      },
      'KeySchema: [{"AttributeName":"isbn","KeyType":"HASH"},{"AttributeName":"isbn","KeyType":"R… stands there: ' +
        'Its HASH attribute and its RANGE attribute are the same.',
    ],
    [
      'a key that is not defined',
      { KeySchema: [{ AttributeName: 'constructor', KeyType: 'HASH' }] },
      'KeySchema: [{"AttributeName":"constructor","KeyType":"HASH"}] stands there: It names constructor, whose type AttributeDefinitions does not say.',
    ],
    [
      'a type that no key has',
      { AttributeDefinitions: [{ AttributeName: 'isbn', AttributeType: 'BOOL' }] },
      `AttributeDefinitions[0].AttributeType: "BOOL" is not what AWS has there: expected one of "S"|"N"|"B". ${UNTYPED}`,
    ],
    [
      'an attribute of two types',
      {
        AttributeDefinitions: [
          { AttributeName: 'isbn', AttributeType: 'S' },
          { AttributeName: 'isbn', AttributeType: 'N' },
        ],
      },
      'AttributeDefinitions[0]: {"AttributeName":"isbn","AttributeType":"S"} stands there: isbn is there twice. ' +
        `AttributeDefinitions[1]: {"AttributeName":"isbn","AttributeType":"N"} stands there: isbn is there twice. ${UNTYPED}`,
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
      'a TTL of no attribute',
      { TimeToLiveSpecification: { Enabled: true } },
      'TimeToLiveSpecification',
      '{"Enabled":true} stands there: It is on, and AttributeName does not say for which attribute.',
    ],
    [
      'a stream of nothing',
      { StreamSpecification: { StreamEnabled: true } },
      'StreamSpecification',
      '{"StreamEnabled":true} stands there: It is on, and StreamViewType does not say what it carries.',
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
      '{"SSEType":"KMS"} stands there: It does not say whether it is on: Enabled (CloudFormation: SSEEnabled) is missing.',
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
      '"" is not what AWS has there: 3 to 255 of a-z, A-Z, 0-9, _, . and -.',
    ],
    [
      'a name that no table can have',
      { TableName: 'my table/öä <script>' },
      'TableName',
      '"my table/öä <script>" is not what AWS has there: 3 to 255 of a-z, A-Z, 0-9, _, . and -.',
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
      '4 stands there: A policy is JSON, as an object or as text.',
    ],
    [
      'a limit of 0',
      { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
      'OnDemandThroughput.MaxReadRequestUnits',
      '0 stands there: It is at least 1, or -1 for none.',
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
      '{"ReadCapacityUnits":5,"WriteCapacityUnits":5} stands there: It has a capacity, and BillingMode is PAY_PER_REQUEST, which has none.',
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
          why: `${JSON.stringify(ProvisionedThroughput)} stands there: Both capacities are at least 1, or both are 0, as AWS says of a table on demand.`,
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

describe('one of many that cannot be read is named, and hides no other', () => {
  const due = [{ AttributeName: 'due', KeyType: 'HASH' }];
  const whole = { key: isbn, projection: 'ALL' };
  const kinds = [
    ['global', 'GlobalSecondaryIndexes', 'globalIndexes'],
    ['local', 'LocalSecondaryIndexes', 'localIndexes'],
  ] as const;

  describe.each(kinds)('of %s indexes', (_, list, setting) => {
    test.each<[string, object, string, string, object | undefined]>([
      ['its name is missing', { IndexName: undefined }, '.IndexName', 'It is missing.', undefined],
      ['it is no index', [], '', '[] is not what AWS has there: expected object.', undefined],
      [
        'only CloudFormation knows what it is',
        { 'Fn::If': ['Big', {}, {}] },
        '',
        'Only CloudFormation knows what {"Fn::If":["Big",{},{}]} is.',
        undefined,
      ],
      [
        'it does not say what it copies',
        { ...index, IndexName: 'b', Projection: { ProjectionType: 'INCLUDE' } },
        '.Projection',
        '{"ProjectionType":"INCLUDE"} stands there: INCLUDE has NonKeyAttributes, ALL and KEYS_ONLY have none.',
        { key: isbn },
      ],
      [
        'its key is not defined',
        { ...index, IndexName: 'b', KeySchema: due },
        '.KeySchema',
        `${JSON.stringify(due)} stands there: It names due, whose type AttributeDefinitions does not say.`,
        { projection: 'ALL' },
      ],
      [
        'it has two hash keys',
        { ...index, IndexName: 'b', KeySchema: [...due, ...due] },
        '.KeySchema',
        `${JSON.stringify([...due, ...due]).slice(0, 79)}… stands there: A key has one HASH attribute, and at most one RANGE attribute.`,
        { projection: 'ALL' },
      ],
    ])('%s', (__, broken, path, why, known) => {
      const one = known || Array.isArray(broken) || 'Fn::If' in broken ? broken : { ...index, ...broken };
      expect(readOne({ ...base, [list]: [one, index] })).toStrictEqual({
        ...plain,
        shape,
        unreadable: [{ path: `${list}[0]${path}`, why }],
        table: {
          name: 'books',
          key: isbn,
          [setting]: new Map<string, object>([...(known ? [['b', known] as const] : []), ['a', whole]]),
          ...(!known && { notAll: [setting] }),
        },
      });
    });

    test('one that is there twice: nobody can tell which is true', () => {
      const { table, unreadable } = readOne({ ...base, [list]: [index, { ...index, IndexName: 'b' }, index] });
      expect(unreadable.map((one) => one.path)).toEqual([`${list}[0]`, `${list}[2]`]);
      expect(unreadable[0]?.why).toMatch(/ stands there: a is there twice\.$/);
      expect(table).toMatchObject({ [setting]: new Map([['b', whole]]), notAll: [setting] });
    });
  });

  test('a type that no key has spoils the index that has it in its key', () => {
    const content = {
      ...base,
      AttributeDefinitions: [{ AttributeName: 'due', AttributeType: { Ref: 'Type' } }, ...base.AttributeDefinitions],
      GlobalSecondaryIndexes: [index, { ...index, IndexName: 'b', KeySchema: due }],
    };
    const { table, unreadable } = readOne(content);
    expect(unreadable.map(({ path }) => path)).toEqual([
      'AttributeDefinitions[0].AttributeType',
      'GlobalSecondaryIndexes[1].KeySchema',
    ]);
    expect(table?.globalIndexes).toEqual(
      new Map<string, object>([
        ['a', whole],
        ['b', { projection: 'ALL' }],
      ]),
    );
  });

  test('a tag whose value only CloudFormation knows is there; one whose name it knows may be any', () => {
    const Tags = [
      { Key: '__proto__', Value: 'a' },
      { Key: 'Stage', Value: { Ref: 'Stage' } },
      { Key: 'Cost', Value: 7 },
      { Key: { Ref: 'Name' }, Value: 'b' },
    ];
    const { table, unreadable } = readOne({ ...base, Tags });
    expect(unreadable.map(({ path }) => path)).toEqual(['Tags[1].Value', 'Tags[3].Key', 'Tags[2].Value']);
    expect(Object.entries(table?.tags ?? {})).toEqual([
      ['__proto__', 'a'],
      ['Stage', undefined],
      ['Cost', undefined],
    ]);
    expect(table?.notAll).toEqual(['tags']);
    expect(readOne({ ...base, Tags: [Tags[0], Tags[0]] })).toMatchObject({
      table: { tags: {}, notAll: ['tags'] },
      unreadable: [0, 1].map((at) => ({
        path: `Tags[${at}]`,
        why: '{"Key":"__proto__","Value":"a"} stands there: __proto__ is there twice.',
      })),
    });
  });

  test("SAM's tags, which are a map", () => {
    const Properties = { Tags: { Team: 'film', Stage: { Ref: 'Stage' }, Cost: 7 } };
    const { table, unreadable } = readOne({
      Resources: { Books: { Type: 'AWS::Serverless::SimpleTable', Properties } },
    });
    expect(unreadable).toEqual([
      { path: 'Resources.Books.Properties.Tags.Stage', why: 'Only CloudFormation knows what {"Ref":"Stage"} is.' },
      { path: 'Resources.Books.Properties.Tags.Cost', why: '7 stands there: A tag is a text.' },
    ]);
    expect(table?.tags).toEqual({ Team: 'film', Stage: undefined, Cost: undefined });
  });

  test("an index of NoSQL Workbench's", () => {
    const isbnKey = { PartitionKey: base.AttributeDefinitions[0] };
    const all = { ProjectionType: 'ALL' };
    const model = {
      TableName: 'books',
      KeyAttributes: isbnKey,
      GlobalSecondaryIndexes: [
        { IndexName: 'a', KeyAttributes: isbnKey, Projection: { ProjectionType: 'INCLUDE' } },
        { IndexName: 'b', KeyAttributes: { PartitionKey: { AttributeName: 'due' } }, Projection: all },
        { KeyAttributes: isbnKey, Projection: all },
        { IndexName: 'c', KeyAttributes: isbnKey, Projection: all },
      ],
    };
    const { table, unreadable } = readOne({ ModelName: 'Library', DataModel: [model] });
    const at = 'DataModel[0].GlobalSecondaryIndexes';
    expect(unreadable.map(({ path }) => path)).toEqual([
      `${at}[0].Projection`,
      `${at}[1].KeyAttributes.PartitionKey.AttributeType`,
      `${at}[2].IndexName`,
    ]);
    expect(table).toStrictEqual({
      name: 'books',
      key: isbn,
      notAll: ['globalIndexes'],
      globalIndexes: new Map<string, object>([
        ['a', { key: isbn }],
        ['b', { projection: 'ALL' }],
        ['c', whole],
      ]),
    });
  });

  test('a replica without region, and a region twice', () => {
    const here = [{ Region: 'us-west-2' }];
    expect(readOne({ ...base, Replicas: [{ TableClass: 'STANDARD' }, ...here] })).toMatchObject({
      unreadable: [
        {
          path: 'Replicas[0]',
          why: '{"TableClass":"STANDARD"} stands there: A replica is in a Region (describe-table: RegionName), and this one has none.',
        },
      ],
      table: { replicas: [{ region: 'us-west-2' }], notAll: ['replicas'] },
    });
    const twice = readOne({ ...base, Replicas: [{ Region: 'us-east-1' }, ...here, { RegionName: 'us-east-1' }] });
    expect(twice.unreadable.map(({ path }) => path)).toEqual(['Replicas[0]', 'Replicas[2]']);
    expect(twice.table).toMatchObject({ replicas: [{ region: 'us-west-2' }], notAll: ['replicas'] });
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
