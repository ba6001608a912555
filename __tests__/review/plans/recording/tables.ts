import {
  CreateTableCommand,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { clientsOf } from '../../../../rehearsal/clients';
import { AWS, outside, planned, type Recipe } from './step';

/** As somebody made it by hand: indexes that nothing needs, a stream, tags, the class for what is seldom read. */
const BY_HAND = {
  TableName: 'recorded-votes',
  KeySchema: [
    { AttributeName: 'roomId', KeyType: 'HASH' },
    { AttributeName: 'at', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'roomId', AttributeType: 'S' },
    { AttributeName: 'at', AttributeType: 'N' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'StatusIndex',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  Tags: [
    { Key: 'Project', Value: 'Trinity' },
    { Key: 'Purpose', Value: 'Votes' },
  ],
} satisfies CreateTableCommandInput;

const made = outside(async (aws) => {
  const client: DynamoDBClient = clientsOf(aws, 'eu-west-1').dynamodb;
  for (const TableName of ['recorded-votes', 'recorded-ballots', 'recorded-kept']) {
    await client.send(new CreateTableCommand({ ...BY_HAND, TableName }));
    await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName });
  }
});

const table = (name: string, settings: string): string => `
import {
  to = aws_dynamodb_table.${name}
  id = "recorded-${name}"
}
resource "aws_dynamodb_table" "${name}" {
  name      = "recorded-${name}"
  hash_key  = "roomId"
  range_key = "at"
  attribute {
    name = "roomId"
    type = "S"
  }
  attribute {
    name = "at"
    type = "N"
  }
${settings}
}
`;

const KEPT = `
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  table_class      = "STANDARD_INFREQUENT_ACCESS"
  tags             = { Project = "Trinity", Purpose = "Votes" }
  attribute {
    name = "status"
    type = "S"
  }
  global_secondary_index {
    name            = "StatusIndex"
    hash_key        = "status"
    projection_type = "ALL"
  }`;

/** Tables that exist are adopted: one by a declaration that left out nearly all, one by one that says too much, one as it is. */
export const tables = {
  'import-tables': [
    made,
    ...planned(
      AWS +
        table('kept', KEPT) +
        table(
          'votes',
          `
  billing_mode   = "PROVISIONED"
  read_capacity  = 1
  write_capacity = 1
  tags           = { Project = "Trinity" }`,
        ) +
        table(
          'ballots',
          `${KEPT.replace('NEW_AND_OLD_IMAGES', 'KEYS_ONLY')}
  server_side_encryption {
    enabled = true
  }`,
        ),
    ),
  ],
} satisfies Record<string, Recipe>;
