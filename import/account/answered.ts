import type { TableDescription as AwsAnswer } from '@aws-sdk/client-dynamodb';

/** What AWS means where it answers nothing: that there is none, or that it is off. */
const SILENT = {
  LocalSecondaryIndexes: [],
  GlobalSecondaryIndexes: [],
  /** Of a table that is older than on-demand billing. */
  BillingModeSummary: { BillingMode: 'PROVISIONED' },
  OnDemandThroughput: {},
  StreamSpecification: { StreamEnabled: false },
  SSEDescription: { Status: 'DISABLED' },
  DeletionProtectionEnabled: false,
  TableClassSummary: { TableClass: 'STANDARD' },
  Replicas: [],
} satisfies AwsAnswer;

/** What AWS answered of a table, with what it means by its silence: so what it says, and nobody here can read, is not off. */
export function asAnswered(answer: AwsAnswer): AwsAnswer {
  const said = { ...SILENT, ...Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) };
  return {
    ...said,
    GlobalSecondaryIndexes: (said as AwsAnswer).GlobalSecondaryIndexes?.map((index) => ({
      OnDemandThroughput: {},
      ...index,
    })),
  };
}
