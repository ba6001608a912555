import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AppSyncClient } from '@aws-sdk/client-appsync';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../environments';
import { namingOperations } from './operation';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** AWS in one region, with the credentials and the endpoints that the AWS SDK finds by itself. */
export interface Aws {
  readonly appsync: AppSyncClient;
  readonly autoscaling: ApplicationAutoScalingClient;
  readonly cloudwatch: CloudWatchClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
  /** DynamoDB in another region: where a global table has a replica. */
  readonly dynamodbIn: (region: string) => DynamoDBClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

/** Tries of one request, the first included: the SDK's own retries with backoff ride out throttling. */
const MAX_ATTEMPTS = 5;

/** AWS where an environment is; S3 where its state is, which may be another region. */
export function awsOf({ region, state }: Pick<Environment, 'region' | 'state'>): Aws {
  const aws = createAws(region);
  if (state.backend === 'local' || state.region === region) return aws;
  return { ...aws, s3: createAws(state.region).s3 };
}

/**
 * Opens no connection: a client does so with its first request.
 *
 * @param where another place than the one that the SDK finds by itself
 */
export function createAws(
  region: string,
  where: { readonly endpoint?: string; readonly credentials?: Credentials } = {},
): Aws {
  const config = { region, maxAttempts: MAX_ATTEMPTS, ...where };
  return {
    appsync: namingOperations(new AppSyncClient(config)),
    autoscaling: namingOperations(new ApplicationAutoScalingClient(config)),
    cloudwatch: namingOperations(new CloudWatchClient(config)),
    cognito: namingOperations(new CognitoIdentityProviderClient(config)),
    dynamodb: namingOperations(new DynamoDBClient(config)),
    dynamodbIn: (there) => namingOperations(new DynamoDBClient({ ...config, region: there })),
    iam: namingOperations(new IAMClient(config)),
    kms: namingOperations(new KMSClient(config)),
    lambda: namingOperations(new LambdaClient(config)),
    logs: namingOperations(new CloudWatchLogsClient(config)),
    s3: namingOperations(new S3Client(config)),
    sns: namingOperations(new SNSClient(config)),
    ssm: namingOperations(new SSMClient(config)),
    sts: namingOperations(new STSClient(config)),
  };
}
