import type * as z from 'zod/mini';
import { UpstreamError } from '../../../shared/errors';
import type { Log, Runtime } from '../../../shared/ports';
import type { RoomCacheMetrics } from '../metrics';
import * as faults from './faults';
import type { CallOptions } from '../film-catalogue';
import type { TmdbKey } from './key';

export interface TmdbClientProps {
  /** `https://api.themoviedb.org/3`, without a slash at its end. */
  readonly url: string;
  readonly key: TmdbKey;
  readonly fetch: typeof fetch;
  readonly runtime: Pick<Runtime, 'now' | 'random' | 'sleep'>;
  readonly log: Log;
  readonly metrics: RoomCacheMetrics;
  /** Milliseconds that one request may take. @default 4000 */
  readonly requestTimeout?: number;
}

/** Requests for one answer, the first included. */
const maxAttempts = 4;
/** Milliseconds: the longest pause before the second request; it doubles up to the limit. */
const firstPause = 250;
const longestPause = 4_000;

/** TMDB's version 3 API over native fetch: bounded retries with full jitter, and never the key in a log or an error. */
export class TmdbClient {
  constructor(private readonly props: TmdbClientProps) {}

  /**
   * @returns what TMDB said, in the shape of the schema; undefined when it says 404
   * @throws UpstreamError after the last attempt, or as soon as the time left forbids another one
   */
  async get<T>(
    path: string,
    parameters: Record<string, string>,
    schema: z.ZodMiniType<T>,
    call: CallOptions,
  ): Promise<T | undefined> {
    let key = await this.firstKey();
    let keyMayBeRotated = true;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(path, parameters, schema, key, call);
      if (!answer.fault) return answer.value;
      const { fault } = answer;
      if (!fault.givenUp) this.report(`GET ${path}`, attempt, fault);
      if (fault.keyRefused && keyMayBeRotated) {
        keyMayBeRotated = false;
        const current = await this.props.key.replace(key);
        if (current !== key) {
          key = current;
          continue;
        }
      }
      const pause = this.pauseAfter(attempt, fault);
      if (!fault.retryable || attempt >= maxAttempts || pause >= call.timeLeft()) {
        throw new UpstreamError(`GET ${path}`, fault.reason, { cause: new Error(fault.detail) });
      }
      await this.props.runtime.sleep(pause);
    }
  }

  private async firstKey(): Promise<string> {
    try {
      return await this.props.key.get();
    } catch (error) {
      this.props.metrics.count('TmdbFailure'); // without its key TMDB is as good as away
      throw error;
    }
  }

  private report(operation: string, attempt: number, { reason, detail }: faults.Fault): void {
    this.props.metrics.count('TmdbFailure');
    this.props.log.warn('TMDB request failed', { operation, attempt, reason, detail });
  }

  /** Full jitter: anything from nothing to the limit, so that many callers do not come back together. */
  private pauseAfter(attempt: number, fault: faults.Fault): number {
    const jitter = this.props.runtime.random() * Math.min(longestPause, firstPause * 2 ** (attempt - 1));
    return Math.ceil((fault.retryAfter ?? 0) + jitter);
  }

  private async send<T>(
    path: string,
    parameters: Record<string, string>,
    schema: z.ZodMiniType<T>,
    key: string,
    call: CallOptions,
  ): Promise<{ fault?: never; value: T | undefined } | { fault: faults.Fault }> {
    const { runtime, metrics } = this.props;
    const startedAt = runtime.now();
    const timeout = Math.floor(Math.min(this.props.requestTimeout ?? 4_000, call.timeLeft()));
    if (timeout <= 0) return { fault: faults.late() };
    const timer = AbortSignal.timeout(timeout);
    try {
      const response = await this.props.fetch(this.address(path, parameters, key), {
        headers: { accept: 'application/json', ...(isVersion3Key(key) ? {} : { authorization: `Bearer ${key}` }) },
        redirect: 'error',
        signal: call.signal ? AbortSignal.any([timer, call.signal]) : timer,
      });
      const body = await response.text();
      if (response.status === 404) return { value: undefined };
      if (!response.ok) return { fault: faults.fromStatus(response, startedAt) };
      const parsed = schema.safeParse(JSON.parse(body));
      return parsed.success ? { value: parsed.data } : { fault: faults.fromShape(parsed.error) };
    } catch (error) {
      return { fault: faults.fromException(error) };
    } finally {
      metrics.record('TmdbLatency', runtime.now() - startedAt);
    }
  }

  private address(path: string, parameters: Record<string, string>, key: string): string {
    const query = new URLSearchParams({ ...parameters, ...(isVersion3Key(key) ? { api_key: key } : {}) });
    return `${this.props.url}${path}?${query.toString()}`;
  }
}

/** TMDB hands out two kinds of credential: 32 hexadecimal digits for the query, or a long token for the header. */
function isVersion3Key(key: string): boolean {
  return /^[0-9a-f]{32}$/i.test(key);
}
