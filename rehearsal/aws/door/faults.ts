import { AwsError, type AwsRequest } from './messages';

export interface Fault {
  /** As the request is signed: `dynamodb`, `lambda`, `s3`, `monitoring` …; `graphql` for a deployed API's endpoint. */
  readonly service: string;
  /** @default all operations of the service */
  readonly operation?: string;
  /** What the body of the request contains, such as a table's name. @default anything */
  readonly about?: string;
  /** How many requests meet the fault. @default all, until it is removed */
  readonly times?: number;
  /** How many requests are let through first. @default 0 */
  readonly after?: number;
  readonly answer: FaultAnswer;
}

export type FaultAnswer =
  /** The service's own "too many requests". */
  | { readonly kind: 'throttle' }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** No answer; the connection ends after so long. `executes`: AWS did what was asked all the same. @default it did not */
  | { readonly kind: 'timeout'; readonly milliseconds: number; readonly executes?: boolean }
  /** The answer comes, but late. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Held until the client is gone, who hears nothing of it; then AWS does what it was asked. */
  | { readonly kind: 'hold' };

export interface InjectedFault {
  /** Requests that have met the fault so far. */
  readonly hits: number;
  /** Resolves when the first request meets it. */
  readonly reached: Promise<void>;
  remove(): void;
}

type Meeting = Pick<AwsRequest, 'service' | 'operation' | 'body'>;

/** The faults at the door. Of several that a request could meet, it meets the one that was injected first. */
export class Faults {
  private readonly injected: Injected[] = [];

  inject(fault: Fault): InjectedFault {
    const one = new Injected(fault, () => this.injected.splice(this.injected.indexOf(one), 1));
    this.injected.push(one);
    return one;
  }

  /** What this request meets. */
  meet(request: Meeting): FaultAnswer | undefined {
    return this.injected.find((one) => one.meets(request))?.fault.answer;
  }
}

class Injected implements InjectedFault {
  hits = 0;
  readonly reached: Promise<void>;
  private passed = 0;
  private active = true;
  private announce: () => void = () => undefined;

  constructor(
    readonly fault: Fault,
    private readonly forget: () => void,
  ) {
    this.reached = new Promise((resolve) => (this.announce = resolve));
  }

  remove(): void {
    if (this.active) this.forget();
    this.active = false;
  }

  /** Counts the request. */
  meets({ service, operation, body }: Meeting): boolean {
    const { fault } = this;
    if (service !== fault.service || (fault.operation !== undefined && operation !== fault.operation)) return false;
    if (fault.about !== undefined && !body.includes(fault.about)) return false;
    if (this.hits >= (fault.times ?? Infinity)) return false;
    if (this.passed < (fault.after ?? 0)) {
      this.passed += 1;
      return false;
    }
    this.hits += 1;
    this.announce();
    return true;
  }
}

/** What a service says when it is called too often. Each SDK knows these codes and tries again. */
export function throttling({ service, operation, protocol }: AwsRequest): AwsError {
  if (service === 'dynamodb' && dynamodbReadsOrWrites.has(operation)) {
    const message = 'The level of configured provisioned throughput for the table was exceeded.';
    return new AwsError(400, 'ProvisionedThroughputExceededException', message);
  }
  switch (protocol) {
    case 'rest-xml':
      return new AwsError(503, 'SlowDown', 'Please reduce your request rate.');
    case 'query':
      return new AwsError(400, 'Throttling', 'Rate exceeded');
    case 'rest-json':
    case 'graphql':
      return new AwsError(429, 'TooManyRequestsException', 'Rate exceeded');
    case 'json':
    case 'cbor':
      return new AwsError(400, 'ThrottlingException', 'Rate exceeded');
  }
}

export const dynamodbReadsOrWrites: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
]);
