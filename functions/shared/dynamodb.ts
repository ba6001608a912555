import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * One client a function, made when Lambda starts it, so that connections outlive an invocation. It finds region,
 * credentials and, on a laptop, `AWS_ENDPOINT_URL_DYNAMODB` by itself.
 *
 * A batch writes 30 items at once: 64 sockets keep them truly parallel. DynamoDB answers in milliseconds, so a
 * second without a connection or three without an answer is a lost packet, better asked again than waited for.
 */
export function createDynamodb(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
