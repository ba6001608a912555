import { z } from 'zod';
import { awsTable } from './aws';

const TYPES = { String: 'S', Number: 'N', Binary: 'B' } as const;

/** A value that is undefined is one that cannot be read. */
const tags = z
  .custom<Readonly<Record<string, string | undefined>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    { error: 'Its tags are a map of texts.' },
  )
  .superRefine((map, context) => {
    for (const [key, value] of Object.entries<unknown>(map)) {
      if (typeof value === 'string' || value === undefined) continue;
      context.addIssue({ code: 'custom', path: [key], message: 'A tag is a text.' });
    }
  });

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
