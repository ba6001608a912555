import type { DynamodbClient } from '../../local/dynamodb';

/** What a page asks of DynamoDB, one after the other: the room's state, then the films. */
export interface BareRequests {
  readonly state: object;
  readonly films: object;
}

/** Sends them as they are. */
export const bareSender =
  (dynamodb: DynamodbClient, { state, films }: BareRequests) =>
  async (): Promise<void> => {
    await dynamodb.send('GetItem', state);
    await dynamodb.send('Query', films);
  };
