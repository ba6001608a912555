import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FileTable, readTables } from '../../../import/files';
import { describeUnless } from '../../support/loud-skip';
import { NEXT } from './written';

const FOLDER = join(__dirname, '../../../../shared/tables');

/** What a person reads in each file. Each is one table, or none. */
const expected: Readonly<Record<string, Partial<FileTable>>> = {
  '01-trinity-connections-dev.json': exported('trinity-connections-dev', 'connectionId:S'),
  '03-trinity-matchmaking-dev.json': {
    table: {
      name: 'trinity-matchmaking-dev',
      key: key('PK:S', 'SK:S'),
      globalIndexes: new Map([['GSI1', { key: key('GSI1PK:S', 'GSI1SK:S'), projection: 'ALL' }]]),
      billingMode: 'PAY_PER_REQUEST',
      stream: 'NEW_AND_OLD_IMAGES',
      tags: { Project: 'Trinity', Environment: 'dev', Purpose: 'VoteConsensusMatchmaking' },
    },
  },
  '04-trinity-movies-cache-dev.json': exported('trinity-movies-cache-dev', 'id:S'),
  '05-trinity-room-cache-metadata-dev.json': roomCacheMetadata('43-trinity-room-cache-metadata-dev.utf16le.json'),
  '06-trinity-room-invites-dev-v2.json': exported('trinity-room-invites-dev-v2', 'PK:S', 'SK:S'),
  '07-trinity-room-matches-dev.json': exported('trinity-room-matches-dev', 'roomId:S', 'movieId:S'),
  '08-trinity-room-members-dev.json': {
    table: {
      name: 'trinity-room-members-dev',
      key: key('roomId:S', 'userId:S'),
      localIndexes: new Map(),
      globalIndexes: new Map([
        [
          'UserHistoryIndex',
          {
            key: key('userId:S', 'roomId:S'),
            projection: 'ALL',
            warmThroughput: { read: 12_000, write: 4_000 },
            status: 'ACTIVE',
          },
        ],
      ]),
      billingMode: 'PAY_PER_REQUEST',
      tags: {},
    },
  },
  '09-trinity-room-movie-cache-dev.json': {
    table: {
      name: 'trinity-room-movie-cache-dev',
      key: key('roomId:S', 'sequenceIndex:N'),
      globalIndexes: new Map([
        ['BatchIndex', { key: key('roomId:S', 'batchNumber:N'), projection: 'ALL' as const }],
        ['TTLIndex', { key: key('ttl:N'), projection: 'KEYS_ONLY' as const }],
      ]),
      billingMode: 'PAY_PER_REQUEST',
      timeToLive: 'ttl',
      stream: 'NEW_AND_OLD_IMAGES',
      tags: { Project: 'Trinity', Environment: 'dev', Purpose: 'RoomMovieCache' },
    },
  },
  '11-trinity-users-dev.json': {
    ...exported('trinity-users-dev', 'id:S'),
    alsoAt: ['45-trinity-users-dev.utf8bom.json'],
  },
  '12-trinity-votes-dev.json': exported('trinity-votes-dev', 'roomId:S', 'userId#movieId:S'),
  '15-custodian-sse-kms.json': {
    table: {
      name: 'test-table-kms-filter',
      key: key('test:S'),
      billingMode: 'PAY_PER_REQUEST',
      encryption: 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000',
      status: 'ACTIVE',
      itemCount: 0,
      sizeBytes: 0,
    },
  },
  '16-custodian-old-provisioned.json': {
    table: {
      name: 'c7n.DynamoDB.02',
      key: key('c7n.PrimaryKey.02:S'),
      billingMode: 'PROVISIONED',
      capacity: { read: 10, write: 10 },
      status: 'CREATING',
      itemCount: 0,
      sizeBytes: 0,
    },
  },
  '17-custodian-imported-from-s3.json': {
    table: {
      name: 'test-import-description-filter',
      key: key('id:S'),
      billingMode: 'PAY_PER_REQUEST',
      deletionProtection: false,
      warmThroughput: { read: 12_000, write: 4_000 },
      status: 'ACTIVE',
      itemCount: 0,
      sizeBytes: 0,
    },
  },
  '18-custodian-resource-policy.json': {
    table: {
      name: 'c7n-cross-account',
      key: key('test:S'),
      billingMode: 'PROVISIONED',
      capacity: { read: 1, write: 1 },
      deletionProtection: false,
      tableClass: 'STANDARD',
      status: 'ACTIVE',
      itemCount: 0,
      sizeBytes: 0,
    },
  },
  '19-custodian-get-resource-policy.json': {
    reason: `data: It is the answer to get-resource-policy, not a description of a table. ${NEXT}`,
  },
  '20-custodian-continuous-backups.json': {
    reason: `data: It is the answer to describe-continuous-backups, not a description of a table. ${NEXT}`,
  },
  '21-diatonic-subscriptions.json': {
    table: {
      name: 'diatonic-ai-stripe-subscriptions',
      key: key('tenant_id:S', 'subscription_id:S'),
      globalIndexes: new Map([
        ['price-status-index', { key: key('price_id:S', 'status:S'), projection: 'ALL' }],
        ['user-status-index', { key: key('user_id:S', 'status:S'), projection: 'ALL' }],
      ]),
      billingMode: 'PAY_PER_REQUEST',
      encryption: 'KMS',
      tags: {
        Project: 'diatonic-ai-platform',
        Owner: 'daclab-ai',
        Environment: 'dev',
        Service: 'stripe-billing',
        CostCenter: 'engineering',
        MigratedFrom: 'ai-nexus-dev-stripe-subscriptions',
        CreatedBy: 'migration-automation',
        CreatedDate: '2025-09-17',
      },
    },
  },
  '22-tester-mrec-warm.json': {
    table: {
      name: 'MREC',
      key: key('PK:S', 'SK:S'),
      billingMode: 'PAY_PER_REQUEST',
      stream: 'NEW_AND_OLD_IMAGES',
      warmThroughput: { read: 12_000, write: 10_000 },
    },
  },
  '23-tester-mrsc-provisioned.json': {
    table: {
      name: 'MRSC',
      key: key('PK:S', 'SK:S'),
      billingMode: 'PROVISIONED',
      capacity: { read: 5, write: 10_000 },
      stream: 'NEW_AND_OLD_IMAGES',
    },
  },
  '24-global-provisioned-cfn.yml': {
    table: {
      name: 'myTableName',
      key: key('Album:S', 'Artist:S'),
      globalIndexes: new Map([
        [
          'myGSI',
          {
            key: key('Sales:N', 'Artist:S'),
            projection: ['Album', 'NumberOfSongs'],
            scaling: { read: { min: 5, max: 40_000, target: 70 }, write: { min: 5, max: 40_000, target: 70 } },
          },
        ],
        [
          'myGSI2',
          {
            key: key('NumberOfSongs:N', 'Sales:N'),
            projection: ['Album', 'Artist'],
            scaling: { read: { min: 5, max: 40_000, target: 70 }, write: { min: 5, max: 40_000, target: 70 } },
          },
        ],
      ]),
      billingMode: 'PROVISIONED',
      scaling: { read: { min: 5, max: 40_000, target: 70 }, write: { min: 5, max: 40_000, target: 70 } },
      stream: 'NEW_AND_OLD_IMAGES',
      replicas: [{ region: 'eu-west-1' }],
    },
  },
  '25-social-workbench.json': {
    table: {
      name: 'SNS',
      key: key('PK:S', 'SK:S'),
      billingMode: 'PROVISIONED',
      capacity: { read: 5, write: 5 },
      scaling: { read: { min: 1, max: 10, target: 70 }, write: { min: 1, max: 10, target: 70 } },
    },
  },
  '26-session-workbench.json': {
    table: {
      name: 'session_store',
      key: key('PK:S', 'SK:S'),
      globalIndexes: new Map([['GSI1_inverse', { key: key('SK:S', 'PK:S'), projection: 'ALL' }]]),
      billingMode: 'PROVISIONED',
      capacity: { read: 5, write: 5 },
      scaling: { read: { min: 1, max: 10, target: 70 }, write: { min: 1, max: 10, target: 70 } },
    },
  },
  '27-game-workbench.json': {
    table: {
      name: 'game-player-profiles',
      key: key('PK:S', 'SK:S'),
      billingMode: 'PROVISIONED',
      capacity: { read: 5, write: 5 },
      scaling: { read: { min: 1, max: 10, target: 70 }, write: { min: 1, max: 10, target: 70 } },
    },
  },
  '28-cfn-secondary-indexes.yaml': {
    table: {
      key: key('Category:S', 'Title:S'),
      localIndexes: new Map([['LanguageIndex', { key: key('Category:S', 'Language:S'), projection: 'KEYS_ONLY' }]]),
      globalIndexes: new Map([['TitleIndex', { key: key('Title:S'), projection: 'KEYS_ONLY' }]]),
      billingMode: 'PROVISIONED',
      recovery: {},
    },
    unreadable: ['ProvisionedThroughput', 'GlobalSecondaryIndexes[0].ProvisionedThroughput'].flatMap((throughput) =>
      ['ReadCapacityUnits', 'WriteCapacityUnits'].map((units) => ({
        path: `Resources.TableOfBooks.Properties.${throughput}.${units}`,
        why: `Only CloudFormation knows what {"Ref":"${units}"} is.`,
      })),
    ),
  },
  '30-webapp-cfn.yaml': {
    table: { key: key('id:S'), billingMode: 'PAY_PER_REQUEST' },
    unreadable: [
      {
        path: 'Resources.TestTable.Properties.TableName',
        why: 'Only CloudFormation knows what {"Fn::Sub":"${AppName}-test"} is.',
      },
    ],
  },
  '35-cdk-contributor-insights.template.json': {
    table: {
      key: key('hashKey:S'),
      globalIndexes: new Map([
        [
          'GSI-ContributorInsightsEnabled',
          {
            key: key('gsiHashKey:S'),
            projection: 'ALL',
            capacity: { read: 5, write: 5 },
            contributorInsights: true,
          },
        ],
        [
          'GSI-ContributorInsightsDisabled',
          {
            key: key('gsiHashKey:S'),
            projection: 'ALL',
            capacity: { read: 5, write: 5 },
            contributorInsights: false,
          },
        ],
      ]),
      billingMode: 'PROVISIONED',
      capacity: { read: 5, write: 5 },
    },
  },
  '37-cdk-table-v2-global.template.json': {
    table: {
      name: 'my-global-table',
      key: key('pk:S', 'sk:N'),
      localIndexes: new Map([['lsi', { key: key('pk:S', 'sk:N'), projection: 'ALL' }]]),
      globalIndexes: new Map([
        [
          'gsi1',
          {
            key: key('pk:S'),
            projection: 'ALL',
            scaling: { write: { min: 1, max: 20, target: 60 } },
            contributorInsights: true,
          },
        ],
        [
          'gsi2',
          {
            key: key('pk:S'),
            projection: 'ALL',
            scaling: { write: { min: 1, max: 30, target: 70 } },
            contributorInsights: true,
          },
        ],
      ]),
      billingMode: 'PROVISIONED',
      scaling: { write: { min: 1, max: 20, target: 60 } },
      timeToLive: 'attr',
      stream: 'NEW_AND_OLD_IMAGES',
      encryption: 'KMS',
      recovery: {},
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      replicas: [
        { region: 'us-east-2', tableClass: 'STANDARD_INFREQUENT_ACCESS', recovery: true },
        { region: 'us-west-2', tableClass: 'STANDARD', recovery: true },
      ],
      tags: { primaryTableTagKey: 'primaryTableTagValue' },
      contributorInsights: true,
    },
    unreadable: [
      {
        path: 'Resources.GlobalTable89F068B2.Properties.Replicas[2].KinesisStreamSpecification.StreamArn',
        why: 'Only CloudFormation knows what {"Fn::GetAtt":["Stream790BDEE4","Arn"]} is.',
      },
      ...[
        '[0].GlobalSecondaryIndexes[0]',
        '[0].GlobalSecondaryIndexes[1]',
        '[1]',
        '[1].GlobalSecondaryIndexes[0]',
        '[1].GlobalSecondaryIndexes[1]',
        '[2]',
        '[2].GlobalSecondaryIndexes[0]',
        '[2].GlobalSecondaryIndexes[1]',
      ].map((place) => ({
        path:
          `Resources.GlobalTable89F068B2.Properties.Replicas${place}` +
          '.ReadProvisionedThroughputSettings.ReadCapacityUnits',
        why: `${place === '[1].GlobalSecondaryIndexes[0]' ? 15 : 10} stands there: Reads of a fixed capacity beside writes that scale are not compared.`,
      })),
    ],
  },
  '39-on-demand-limit-describe.json': {
    table: {
      name: 'multiuser-tenants',
      key: key('key:S'),
      localIndexes: new Map(),
      globalIndexes: new Map(),
      billingMode: 'PAY_PER_REQUEST',
      onDemandLimits: { read: 10, write: 1 },
      status: 'ACTIVE',
    },
  },
  '40-ss-table-cfn.yml': {
    table: { key: key('pk:S', 'sk:N'), billingMode: 'PAY_PER_REQUEST', timeToLive: 'ttl' },
    unreadable: [
      {
        path: 'Resources.MainTable.Properties.TableName',
        why: 'Only CloudFormation knows what {"Fn::Join":["",["ss-",{"Ref":"StageParam"}]]} is.',
      },
    ],
  },
  '41-serverless-table-resource.json': {
    table: { key: key('pk:S'), billingMode: 'PROVISIONED' },
    unreadable: [
      {
        path: 'DynamoDBTable.Properties.TableName',
        why: '"${self:provider.environment.DYNAMODB_TABLE}" has a variable, which another tool fills in.',
      },
      ...['ReadCapacityUnits', 'WriteCapacityUnits'].map((units) => ({
        path: `DynamoDBTable.Properties.ProvisionedThroughput.${units}`,
        why: '"${self:custom.table_throughput}" has a variable, which another tool fills in.',
      })),
    ],
  },
  '43-trinity-room-cache-metadata-dev.utf16le.json': roomCacheMetadata('05-trinity-room-cache-metadata-dev.json'),
  '45-trinity-users-dev.utf8bom.json': {
    ...exported('trinity-users-dev', 'id:S'),
    alsoAt: ['11-trinity-users-dev.json'],
  },
};

/** What a script exported says the same of each table but for its name and key. */
function exported(name: string, ...attributes: Attributes): Partial<FileTable> {
  return {
    table: {
      name,
      key: key(...attributes),
      localIndexes: new Map(),
      globalIndexes: new Map(),
      billingMode: 'PAY_PER_REQUEST',
      tags: {},
    },
  };
}

function roomCacheMetadata(other: string): Partial<FileTable> {
  return {
    table: {
      name: 'trinity-room-cache-metadata-dev',
      key: key('roomId:S'),
      globalIndexes: new Map([
        ['StatusIndex', { key: key('status:S'), projection: 'ALL' as const }],
        ['TTLCleanupIndex', { key: key('ttl:N'), projection: 'KEYS_ONLY' as const }],
      ]),
      billingMode: 'PAY_PER_REQUEST',
      timeToLive: 'ttl',
      stream: 'NEW_AND_OLD_IMAGES',
      tags: { Project: 'Trinity', Environment: 'dev', Purpose: 'RoomCacheMetadata' },
    },
    alsoAt: [other],
  };
}

type Attributes = [hash: string, range?: string];

function key(...attributes: Attributes) {
  return attributes.map((one = '') => ({ name: one.slice(0, -2), type: one.slice(-1) })) as never;
}

const absent = existsSync(FOLDER) ? undefined : `no folder ${FOLDER} beside the checkout`;

describeUnless(absent, 'the descriptions that people have', () => {
  const read = absent === undefined ? readTables(FOLDER, 'us-east-1') : []; // one of the regions of each global table

  test('each file is judged here', () => {
    expect(readdirSync(FOLDER).filter((name) => name !== 'README.md')).toEqual(Object.keys(expected));
  });

  test.each(Object.entries(expected))('%s', (file, answer) => {
    const found = read.filter((one) => basename(one.file) === file).map(judged);
    expect(found).toStrictEqual([{ unknown: [], unreadable: [], alsoAt: [], ...answer }]);
  });
});

/** What the file says; where and in which shape is for other tests. */
function judged({ table, reason, unknown, unreadable, alsoAt }: FileTable): Partial<FileTable> {
  return {
    ...(table && { table }),
    ...(reason !== undefined && { reason }),
    unknown,
    unreadable,
    alsoAt: alsoAt.map((one) => basename(one)),
  };
}
