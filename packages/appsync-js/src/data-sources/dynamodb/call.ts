import type { Backends, DynamodbOperation } from '../../definition';
import { type AttributeValue, type ValueFactory } from '../attribute-values';
import type { SourceResult, Request } from '../source-result';

export type Item = Readonly<Record<string, AttributeValue>>;

/** What one request has to do with. */
export interface Call {
  /** The data source's table; batches and transactions name theirs. */
  readonly tableName: string;
  /** @throws Refusal */
  readonly send: (operation: DynamodbOperation, input: object) => Promise<object>;
  /** Makes what the code sees. */
  readonly values: ValueFactory;
}

export type Operation = (request: Request, call: Call) => Promise<SourceResult>;

/** DynamoDB's exception as AppSync hands it to the response handler. */
export class Refusal {
  readonly message: string;
  readonly type: string;
  /** DynamoDB's own, of a transaction: why each of its parts was refused. */
  readonly reasons: readonly CancellationReason[] | undefined;

  constructor({ name, message, ...rest }: Error & { cancellationReasons?: readonly CancellationReason[] }) {
    this.message = `${message} (Service: DynamoDb)`;
    this.type = `DynamoDB:${name}`;
    this.reasons = rest.cancellationReasons;
  }

  /** As `ctx.error`. */
  get error(): { message: string; type: string } {
    return { message: this.message, type: this.type };
  }
}

export interface CancellationReason {
  readonly Code?: string;
  readonly Message?: string | null;
  readonly Item?: Item;
}

/** A DynamoDB that throws refusals. */
export async function send(
  dynamodb: Backends['dynamodb'],
  operation: DynamodbOperation,
  input: object,
): Promise<object> {
  try {
    return await dynamodb.send(operation, input);
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- an outcome, caught by who runs the operation
    throw new Refusal(error as Error);
  }
}
