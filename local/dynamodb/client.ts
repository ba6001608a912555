import { Agent, request, type RequestOptions } from 'node:http';
import { OutsideError } from '../../programs/errors';

/** DynamoDB's low-level JSON protocol: attribute values as `{ S: … }`, nothing marshalled. */
export interface DynamodbClient {
  /** A request and its answer as they are, errors included. @param body JSON text */
  exchange(operation: string, body: string): Promise<Exchange>;
  /** @throws DynamodbError when DynamoDB answers with an error */
  send(operation: string, input: object): Promise<Record<string, unknown>>;
  close(): void;
}

/** An answer of DynamoDB that is an error. `name` is the short type, e.g. `ConditionalCheckFailedException`. */
export class DynamodbError extends OutsideError {
  constructor(
    operation: string,
    override readonly name: string,
    message: string,
    readonly statusCode: number,
    /** The item as it stands, when the request had ReturnValuesOnConditionCheckFailure = ALL_OLD. */
    readonly item?: Record<string, unknown>,
    /** Why each part of a transaction was refused. */
    readonly cancellationReasons?: readonly object[],
  ) {
    super(message, {
      operation: `DynamoDB ${operation}, ${name}`,
      next: 'See what DynamoDB says; with a new data directory it begins empty.',
    });
  }
}

/** Neither dynalite nor DynamoDB Local checks signatures; DynamoDB Local wants letters and digits only. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };
export const localRegion = 'us-east-1';

const authorization =
  `AWS4-HMAC-SHA256 Credential=${localCredentials.accessKeyId}/20260101/${localRegion}/dynamodb/aws4_request, ` +
  'SignedHeaders=host;x-amz-date;x-amz-target, Signature=local';

export interface Exchange {
  statusCode: number;
  /** JSON text */
  body: string;
}

/** Unsigned and without the SDK's middleware: a call costs what the database costs. Only for a DynamoDB on this machine. */
export function createDynamodbClient(endpoint: string): DynamodbClient {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  const exchange = (operation: string, body: string): Promise<Exchange> =>
    post({ hostname, port, agent }, operation, body);
  return {
    exchange,
    async send(operation, input) {
      const { statusCode, body } = await exchange(operation, JSON.stringify(input));
      const answer = parse(body, operation, endpoint);
      if (statusCode === 200) return answer;
      const type = typeof answer.__type === 'string' ? answer.__type : `HTTP ${statusCode}`;
      const message = answer.message ?? answer.Message;
      throw new DynamodbError(
        operation,
        type.slice(type.lastIndexOf('#') + 1),
        typeof message === 'string' ? message : `DynamoDB answered ${operation} with ${statusCode}`,
        statusCode,
        answer.Item as Record<string, unknown> | undefined,
        answer.CancellationReasons as object[] | undefined,
      );
    },
    close: () => agent.destroy(),
  };
}

function post(target: RequestOptions, operation: string, body: string): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...target,
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': Buffer.byteLength(body),
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20260101T000000Z',
          authorization,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ statusCode: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close an idle connection just as it is used again; such a request was never read.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(post(target, operation, body));
      else reject(error);
    });
    outgoing.end(body);
  });
}

function parse(body: string, operation: string, endpoint: string): Record<string, unknown> {
  try {
    return (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`DynamoDB at ${endpoint} answered ${operation} with something that is not JSON`, { cause });
  }
}
