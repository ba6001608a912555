/** How to reach GitHub, and as whom. */
export interface Connection {
  /** The only one that the token is sent to. */
  readonly origin: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Milliseconds */
  readonly timeout: number;
}

export interface Answer {
  /** 0 when none came. */
  readonly status: number;
  /** JSON; undefined when it was empty or something else. */
  readonly body: unknown;
  /** The next page. */
  readonly link?: string | undefined;
  /** Requests that it took. */
  readonly attempts: number;
  /** Lower case. */
  readonly header: (name: string) => string | undefined;
  /** Why there is no answer, or where a redirection leads that is not followed. */
  readonly problem?: string;
}

/** The answer's address may change this often. */
const MOST_HOPS = 3;

const isRedirection = (status: number): boolean => [301, 302, 307, 308].includes(status);

/** One request and its answer; the redirections of a renamed repository are followed with the same method and body. */
export async function exchange(
  connection: Connection,
  method: string,
  url: string,
  body: object | undefined,
): Promise<Answer> {
  let to = url;
  for (let hop = 0; ; hop += 1) {
    const answer = await once(connection, method, to, body);
    if (!isRedirection(answer.status)) return answer;
    const location = answer.header('location');
    const next = location !== undefined && URL.canParse(location, to) ? new URL(location, to) : undefined;
    if (!next) return { ...answer, problem: 'nowhere' };
    if (next.origin !== connection.origin) return { ...answer, problem: `to another host (${next.origin})` };
    if (hop === MOST_HOPS) return { ...answer, problem: `more than ${MOST_HOPS} times` };
    to = next.href;
  }
}

async function once(
  { fetch, token, timeout }: Connection,
  method: string,
  url: string,
  body: object | undefined,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'trinity',
        'x-github-api-version': '2022-11-28',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual', // fetch would turn a POST into a GET
      signal: AbortSignal.timeout(timeout),
    });
    const text = await response.text();
    const link = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
    const json = parse(response.ok ? text : text.replaceAll(token, '***'));
    if (response.ok && text !== '' && json === undefined) return none('it answered with something that is not JSON');
    return { status: response.status, body: json, link, attempts: 1, header };
  } catch (error) {
    return none(reasonOf(error, timeout).replaceAll(token, '***'));
  }
}

const none = (problem: string): Answer => ({
  status: 0,
  body: undefined,
  attempts: 1,
  header: () => undefined,
  problem,
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // a proxy's page
  }
}

/** Of whatever fetch has thrown, of any realm: its message is "fetch failed", the cause says why. */
function reasonOf(error: unknown, timeout: number): string {
  const { name, message, cause } = error as { name?: string; message?: string; cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer within ${timeout / 1000} s`;
  return cause?.code ?? message ?? String(error);
}
