import { z } from 'zod';
import { awsTable } from './aws';

const TYPES = { String: 'S', Number: 'N', Binary: 'B' } as const;

const tags = z.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string'),
  { error: 'Its tags are a map of texts.' },
);

/**
 * A table of SAM, in AWS's words.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export const simpleTable = z
  .strictObject({
    TableName: z.unknown(),
    PrimaryKey: z.strictObject({ Name: z.string().min(1), Type: z.enum(['String', 'Number', 'Binary']) }),
    BillingMode: z.unknown(),
    ProvisionedThroughput: z.unknown(),
    SSESpecification: z.unknown(),
    PointInTimeRecoverySpecification: z.unknown(),
    Tags: tags,
  })
  .partial()
  .required({ PrimaryKey: true })
  .transform(
    ({ PrimaryKey: { Name, Type }, Tags, ...rest }) =>
      ({
        ...rest,
        KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: Name, AttributeType: TYPES[Type] }],
        Tags: Tags && Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })),
      }) as z.input<typeof awsTable>,
  )
  .pipe(awsTable);
