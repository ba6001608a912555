import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * One client a function, made when Lambda starts it, so that connections outlive an invocation. It finds region,
 * credentials and, on a laptop, `AWS_ENDPOINT_URL_DYNAMODB` by itself.
 *
 * A batch writes 30 items at once: 64 sockets keep them truly parallel. DynamoDB answers in milliseconds:
 * three seconds without a connection or five without an answer are a lost packet, better asked again than waited for.
 */
export function createDynamodb(): DynamoDBDocumentClient {
  const agent = { keepAlive: true, maxSockets: 64 };
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 5_000,
      throwOnRequestTimeout: true, // otherwise the SDK only writes a warning, and waits on
      httpsAgent: agent,
      httpAgent: agent,
    },
  });
  return DynamoDBDocumentClient.from(client, translation);
}

/** Between JavaScript and DynamoDB. A number that JavaScript cannot hold loses digits: by default, the SDK fails the whole read. */
export const translation = {
  marshallOptions: { removeUndefinedValues: true },
  unmarshallOptions: { wrapNumbers: (text: string): number => Number(text) },
};
