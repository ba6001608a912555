import { setTimeout as delay } from 'node:timers/promises';
import { GitHubError } from './error';
import { faultOf } from './faults';
import { exchange, type Answer } from './exchange';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** GitHub's REST API, as far as what is said: it knows no endpoint. */
export interface GitHub {
  /**
   * @param path `/repos/owner/name/issues/1/comments`
   * @param body sent as JSON
   * @throws GitHubError when there is no answer of success, after the retries that make sense
   */
  request(method: Method, path: string, body?: object): Promise<Answer>;
  /**
   * The elements of every page.
   *
   * @throws GitHubError as `request` does
   */
  list(path: string): Promise<readonly unknown[]>;
}

export interface GitHubOptions {
  /** `https://ghe.example.com/api/v3` for GitHub Enterprise Server. @default https://api.github.com */
  readonly url?: string | undefined;
  readonly token: string;
  readonly fetch?: typeof fetch;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** Milliseconds until an answer is given up. @default 10000 */
  readonly requestTimeout?: number;
  /** Milliseconds that all pauses of this client may take together, those for rate limits included. @default 300000 */
  readonly longestWait?: number;
}

/** Requests for one answer, the first included. */
const MOST_ATTEMPTS = 5;
/** Of 100 elements each: four times what GitHub lets a conversation grow to. */
const MOST_PAGES = 100;

/**
 * 5xx, network faults and time-outs are tried again after a growing pause with full jitter, rate limits when GitHub says.
 *
 * @throws GitHubError when the URL or the token cannot be used
 */
export function openGitHub(options: GitHubOptions): GitHub {
  const { now = Date.now, sleep = delay, random = Math.random, longestWait = 300_000, token } = options;
  const base = baseUrl(options.url ?? 'https://api.github.com');
  requireToken(token);
  const connection = {
    origin: base.origin,
    token,
    fetch: options.fetch ?? fetch,
    timeout: options.requestTimeout ?? 10_000,
  };
  let waited = 0;

  async function send(method: Method, url: string, body?: object): Promise<Answer> {
    for (let attempts = 1; ; attempts += 1) {
      const answer = await exchange(connection, method, url, body);
      if (answer.status >= 200 && answer.status < 300) return { ...answer, attempts };
      const { wait, error } = faultOf(answer, `${method} ${new URL(url).pathname}`, now());
      const pause = wait === undefined ? 0 : Math.ceil(wait.atLeast + random() * wait.jitter * 2 ** (attempts - 1));
      if (wait === undefined || attempts === MOST_ATTEMPTS || waited + pause > longestWait) throw error;
      waited += pause;
      await sleep(pause);
    }
  }

  return {
    request: (method, path, body) => send(method, `${base.href}${path}`, body),

    async list(path) {
      const elements: unknown[] = [];
      let next: string | undefined = `${base.href}${path}?per_page=100`;
      for (let page = 1; next !== undefined; page += 1) {
        if (page > MOST_PAGES) {
          throw new GitHubError(`GET ${path} has more than ${MOST_PAGES} pages.`, 'Remove what is not needed there.');
        }
        const { body, link }: Answer = await send('GET', next);
        if (!Array.isArray(body)) throw new GitHubError(`GET ${path} gave no list.`, 'Check GITHUB_API_URL.');
        elements.push(...(body as unknown[]));
        next = link && sameOrigin(link, base.origin);
      }
      return elements;
    },
  };
}

/** Without a slash at its end. */
function baseUrl(text: string): { readonly href: string; readonly origin: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !isLocal)) {
    throw new GitHubError(
      `"${text}" is no address for GitHub's API: it has to begin with https://, so that the token stays secret.`,
      'Set GITHUB_API_URL to https://HOST/api/v3 for GitHub Enterprise Server, or leave it out for github.com.',
    );
  }
  return { href: url.href.replace(/\/+$/, ''), origin: url.origin };
}

function requireToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new GitHubError(
    token === '' ? 'There is no token for GitHub.' : 'The token for GitHub has white space or other characters in it.',
    'Set GITHUB_TOKEN to ${{ github.token }} in the env: of the step.',
  );
}

function sameOrigin(url: string, origin: string): string {
  if (new URL(url).origin === origin) return url;
  throw new GitHubError(
    `GitHub names a next page on another host: ${url}.`,
    'Nothing is sent there. Check GITHUB_API_URL.',
  );
}
