export interface Price {
  /** US dollars for so many units. */
  readonly usd: number;
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  /** The day on which AWS published the region's price list that says it. Absent where no list was read. */
  readonly published?: string;
}

const listOf = (service: string): string =>
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/eu-west-1/index.json`;

const MILLION = 1_000_000;

/**
 * What AWS asks in eu-west-1 (Ireland), on demand, in the first tier, without the free tier and without tax. Those of price lists were read in
 * public copies of them, which say when AWS published the list.
 */
export const PRICES = {
  query: {
    ...{ usd: 4, per: MILLION, unit: 'AppSync queries and mutations' },
    source: 'https://aws.amazon.com/appsync/pricing/', // those who quote AWS say it of all regions
  },
  lambdaRequest: {
    ...{ usd: 0.2, per: MILLION, unit: 'Lambda requests (arm64)' },
    ...{ source: listOf('AWSLambda'), published: '2026-10-01' },
  },
  lambdaGbSecond: {
    ...{ usd: 13.3334, per: MILLION, unit: 'Lambda GB-seconds (arm64)' },
    ...{ source: listOf('AWSLambda'), published: '2026-10-01' },
  },
  readUnit: {
    ...{ usd: 0.1415, per: MILLION, unit: 'DynamoDB read units' },
    ...{ source: listOf('AmazonDynamoDB'), published: '2026-08-15' },
  },
  writeUnit: {
    ...{ usd: 0.705, per: MILLION, unit: 'DynamoDB write units' },
    ...{ source: listOf('AmazonDynamoDB'), published: '2026-08-15' },
  },
  logByte: {
    ...{ usd: 0.57, per: 1_000_000_000, unit: 'bytes that CloudWatch Logs takes in' },
    ...{ source: listOf('AmazonCloudWatch'), published: '2026-09-22' },
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof PRICES;
