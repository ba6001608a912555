import { OutsideError } from '../programs/errors';
import { isError } from './errors';

/** A GraphQL endpoint, and how a client shows that it may use it. */
export interface GraphqlTarget {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** Sent with each request: `x-api-key`, or `authorization`. Secrets: no message shows them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface GraphqlResponse {
  /** HTTP status. */
  readonly status: number;
  readonly text: string;
}

/** Posts one GraphQL request. @param body JSON */
export type Post = (target: GraphqlTarget, body: string, signal: AbortSignal) => Promise<GraphqlResponse>;

/** Milliseconds after which AppSync itself ends a request (https://docs.aws.amazon.com/general/latest/gr/appsync.html). */
const REQUEST_MS = 30_000;

/** A request that did not give what was asked for. Its message is one sentence for a person. */
export class GraphqlFailure extends OutsideError {
  override readonly name = 'GraphqlFailure';

  constructor(
    message: string,
    /** AppSync's word for it, such as `RoomClosed`. Absent where no GraphQL came back. */
    readonly errorType?: string,
    options?: ErrorOptions,
  ) {
    super(message, { ...options, next: "Run the command again; the functions' errors are in CloudWatch Logs." });
  }
}

/** Speaks GraphQL with AppSync. */
export class GraphqlClient {
  /** @param post how a request travels. Default: `fetch`, which keeps connections open and shares them */
  constructor(
    readonly target: GraphqlTarget,
    private readonly post: Post = postByFetch,
  ) {}

  /**
   * @param signal ends the request; so do 30 seconds without an answer
   * @returns `data`
   * @throws GraphqlFailure unless the answer has data and no errors; the signal's reason when it was aborted
   */
  async send<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(REQUEST_MS);
    const body = JSON.stringify({ query, variables });
    try {
      return read<T>(await this.post(this.target, body, signal ? AbortSignal.any([signal, timeout]) : timeout));
    } catch (error) {
      if (error instanceof GraphqlFailure) throw error;
      signal?.throwIfAborted();
      const why = timeout.aborted
        ? `gave no answer within ${REQUEST_MS / 1000} s`
        : `cannot be reached: ${reasonOf(error)}`;
      throw new GraphqlFailure(`The GraphQL endpoint ${this.target.endpoint} ${why}.`, undefined, { cause: error });
    }
  }
}

async function postByFetch({ endpoint, headers }: GraphqlTarget, body: string, signal: AbortSignal) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal,
  });
  return { status: response.status, text: await response.text() };
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message?: string; readonly errorType?: string; readonly path?: unknown }[];
}

function read<T>({ status, text }: GraphqlResponse): T {
  const answer = parse<T>(text);
  const [error, ...others] = answer?.errors ?? [];
  if (error) {
    const where = Array.isArray(error.path) ? `${error.path.join('.')}: ` : '';
    const http = status === 200 ? '' : `HTTP ${status} `;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    throw new GraphqlFailure(
      `${where}${http}${error.errorType ?? 'error'}: ${error.message ?? ''}${more}`,
      error.errorType,
    );
  }
  if (status !== 200 || !answer?.data) {
    throw new GraphqlFailure(`The answer is no GraphQL: HTTP ${status}, ${JSON.stringify(text.slice(0, 200))}.`);
  }
  return answer.data;
}

function parse<T>(text: string): Answer<T> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** fetch says "fetch failed", and the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!isError(error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
