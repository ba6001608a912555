/** What an API answers in place of data. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /** @param type `RoomClosed`; undefined where the API could not be asked, or did not understand */
  constructor(
    message: string,
    readonly type?: string,
  ) {
    super(message);
  }

  /** Whether asking again may help: nobody was asked, or the API failed. */
  get isPassing(): boolean {
    return this.type === undefined || this.type === 'InternalError' || this.type === 'UpstreamUnavailable';
  }

  /** Whether AppSync let nobody in with that token: it has expired, or is of another pool. */
  get isTokenRefused(): boolean {
    return this.type === 'UnauthorizedException';
  }
}

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 15_000;

interface Place {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** What lets a client in. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Body<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly errorType?: string }[];
}

/** Asks AppSync. @throws ApiError */
export async function ask<T>({ endpoint, headers }: Place, query: string, variables: object = {}): Promise<T> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
  if (!answer) throw new ApiError('Trinity cannot be reached.');
  const body = (await answer.json().catch(() => undefined)) as Body<T> | undefined;
  const [error] = body?.errors ?? [];
  if (error) throw new ApiError(error.message, error.errorType);
  if (!body?.data) throw new ApiError(`Trinity answered with ${answer.status} and nothing that can be read.`);
  return body.data;
}
