import type { Booking, ChatReply } from '../../../api/booking/schema.types';

/** What the widget asks of a booking. */
export type ShownBooking = Pick<Booking, 'id' | 'status' | 'serviceName' | 'providerName' | 'startsAt' | 'timeZone'>;

/** What the widget asks of an answer. */
export interface Reply extends Pick<ChatReply, 'conversationId' | 'revision' | 'texts' | 'language' | 'step'> {
  readonly booking: ShownBooking | null;
}

const BOOKING = 'id status serviceName providerName startsAt timeZone';
const REPLY = `conversationId revision texts language step booking { ${BOOKING} }`;
export const OPENING = `query ($id: ID!) { business { name } conversation(id: $id) { ${REPLY} } }`;
export const LANGUAGE = 'query { business { language } }';
export const CONVERSATION = `query ($id: ID!) { conversation(id: $id) { ${REPLY} } }`;
export const SEND = `mutation ($input: ChatMessageInput!) { sendChatMessage(input: $input) { ${REPLY} } }`;
export const CHANGED = 'subscription ($id: ID!) { onBookingChanged(conversationId: $id) { id } }';
export const CANCEL = `mutation ($id: ID!) { cancelBooking(id: $id) { ${BOOKING} } }`;

/** What came of a request. */
export type Outcome<T> =
  | { readonly kind: 'answered'; readonly data: T }
  /** The same may be answered later. Whether it was heard is not known. */
  | { readonly kind: 'later'; readonly wait: number }
  /** The same is refused again until somebody mends something. */
  | { readonly kind: 'refused'; readonly reason: string; readonly errorType: string | undefined };

export interface ApiPorts {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
  readonly key: string;
}

export type Ask = <T>(query: string, variables?: object) => Promise<Outcome<T>>;

/** Milliseconds. AppSync ends a request after 30 seconds. */
const TIMEOUT = 30_000;
/** Milliseconds. What the key may be used for is counted by the minute. */
const WHEN_TOO_MANY = 20_000;
/** Of `errors[].errorType`: what another try does not change. */
const FINAL: ReadonlySet<string> = new Set([
  ...['AlreadyBegun', 'NotFound', 'Suspended', 'Unauthorized', 'UnauthorizedException', 'ValidationError'],
]);

/** Asks the API, once. Says nothing of the key, nor of what was typed. */
export async function ask<T>(
  { fetch, endpoint, key }: ApiPorts,
  query: string,
  variables: object = {},
): Promise<Outcome<T>> {
  const refused = (reason: string, errorType?: string): Outcome<T> => ({ kind: 'refused', reason, errorType });
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: key, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    text = await response.text();
  } catch {
    return { kind: 'later', wait: 0 };
  }
  const { status } = response;
  if (status === 429) return { kind: 'later', wait: WHEN_TOO_MANY };
  if (status === 408 || status >= 500) return { kind: 'later', wait: 0 };
  if (status === 401) {
    return refused(
      'The API does not let this page in (401): its data-key has ended or was revoked, or may not be shown on this origin, or the business is suspended.',
    );
  }
  const answer = parse<T>(text);
  if (!answer) return refused(`What answers at data-endpoint is no GraphQL API: status ${status}, and no JSON of one.`);
  const [error] = answer.errors ?? [];
  if (!error && answer.data) return { kind: 'answered', data: answer.data };
  const { errorType = '', message = '' } = error ?? {};
  if (errorType === 'RateLimited') return { kind: 'later', wait: WHEN_TOO_MANY };
  if (status >= 400 || FINAL.has(errorType)) {
    return refused(`The API refuses (${status} ${errorType}): ${message}`, errorType);
  }
  return { kind: 'later', wait: 0 };
}

interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly errorType?: string; readonly message?: string }[] | null;
}

/** @returns undefined when it is no answer of GraphQL */
function parse<T>(text: string): GraphqlAnswer<T> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isAnswer = typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
    return isAnswer ? (value as GraphqlAnswer<T>) : undefined;
  } catch {
    return undefined;
  }
}
