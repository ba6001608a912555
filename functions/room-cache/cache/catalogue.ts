import { UpstreamError } from '../../shared/errors';
import { epochSeconds } from '../../shared/time';
import { createSnapshot, type Snapshot } from './catalogue-snapshot';
import type { Filter } from '../shared/film-catalogue';
import type { Head } from './filter-items';
import { planPages, tierLists } from './page-plan';
import type { CachePorts, CacheSettings, Invocation } from './ports';

/** Requests to TMDB for one catalogue, however little a page yields. */
const mostRequests = 40;
/** Milliseconds after which others stop waiting for whoever asks TMDB, and ask themselves. */
const filterLease = 10_000;
/** Milliseconds between two looks at whether the other one is done: from, to. They double. */
const shortestWait = 100;
const longestWait = 1_000;

type CataloguePorts = Pick<CachePorts, 'filters' | 'discover' | 'runtime' | 'log' | 'metrics'>;

/** Snapshots of TMDB, one at a time per filter, shared by all rooms with this filter. */
export class Catalogue {
  constructor(
    private readonly ports: CataloguePorts,
    private readonly settings: CacheSettings,
  ) {}

  /** The snapshot that a room has started from. @returns undefined when it has expired */
  async pinned(filter: Filter, version: string): Promise<Snapshot | undefined> {
    const snapshot = await this.ports.filters.snapshot(cacheKeyOf(filter), version);
    if (snapshot) this.ports.metrics.count('CacheHit');
    return snapshot;
  }

  /**
   * The snapshot that a room should start from: a fresh one, or else TMDB is asked, by one caller of all that want it;
   * the others wait for that one's answer. When TMDB fails, what it said before is used for as long as it has not expired.
   *
   * @throws UpstreamError when TMDB fails and nothing is left from before, or when there is no time left before it answers
   */
  async current(filter: Filter, invocation: Invocation): Promise<Snapshot> {
    const { filters, runtime, metrics } = this.ports;
    const cacheKey = cacheKeyOf(filter);
    let waitedFor: number | undefined;
    for (let round = 0; ; round += 1) {
      const head = await filters.head(cacheKey);
      const fresh = head && head.freshUntil > epochSeconds(runtime.now()) ? head.version : undefined;
      const snapshot = fresh === undefined ? undefined : await filters.snapshot(cacheKey, fresh);
      if (snapshot) {
        metrics.count('CacheHit');
        return snapshot;
      }
      if (head?.failedFence !== undefined && head.failedFence === waitedFor) {
        return this.fallBack(cacheKey, head, new UpstreamError(`wait for ${cacheKey}`, head.reason ?? noAnswer));
      }
      if (head?.leaseUntil !== undefined && head.leaseUntil >= runtime.now()) {
        waitedFor = head.fence;
      } else {
        const lease = await filters.acquireLease({
          cacheKey,
          owner: invocation.id,
          leaseUntil: Math.min(runtime.now() + filterLease, invocation.leaseUntil),
          ttl: this.expiry().ttl,
          ...(fresh === undefined ? {} : { lostVersion: fresh }),
        });
        if (lease) return this.refresh(cacheKey, filter, lease, invocation);
      }
      await this.wait(cacheKey, round, invocation);
    }
  }

  /** Asks TMDB in two trips: page one of each list tells how many further pages are needed, and those come at once. */
  private async fetch(filter: Filter, invocation: Invocation): Promise<Snapshot> {
    const failure = new AbortController();
    const call = { timeLeft: invocation.timeLeft, signal: failure.signal };
    const get = (genres: string | undefined, page: number) => this.ports.discover({ filter, genres, page }, call);
    try {
      const firstPages = await Promise.all(
        tierLists(filter.genreIds).map(async (list) => ({ list, page: await get(list.genres, 1) })),
      );
      const films = this.settings.batchSize * this.settings.maxBatches;
      const plan = planPages({ genreIds: filter.genreIds, firstPages, films, requests: mostRequests });
      const furtherPages = await Promise.all(plan.map(({ list, page }) => get(list.genres, page)));
      return createSnapshot([...firstPages.map(({ page }) => page), ...furtherPages]);
    } finally {
      failure.abort(); // one request that fails for good ends its sisters; after success there is none left to end
    }
  }

  private async refresh(cacheKey: string, filter: Filter, head: Head, invocation: Invocation): Promise<Snapshot> {
    const { filters, metrics, log } = this.ports;
    const lease = { cacheKey, fence: head.fence };
    metrics.count('CacheMiss');
    let snapshot: Snapshot;
    try {
      snapshot = await this.fetch(filter, invocation);
    } catch (error) {
      await filters.fail(lease, error instanceof UpstreamError ? error.reason : noAnswer);
      return this.fallBack(cacheKey, head, error);
    }
    const { freshUntil, ttl } = this.expiry();
    await filters.putSnapshot(cacheKey, snapshot, ttl);
    const published = await filters.publish(lease, snapshot.version, freshUntil, ttl);
    // Not published: it took so long that somebody else asked, too. The snapshot is complete all the same.
    log.info('Catalogue fetched', { cacheKey, version: snapshot.version, films: snapshot.films.length, published });
    return snapshot;
  }

  private async fallBack(cacheKey: string, head: Head, error: unknown): Promise<Snapshot> {
    const old =
      error instanceof UpstreamError && head.version !== undefined
        ? await this.ports.filters.snapshot(cacheKey, head.version)
        : undefined;
    if (!old) throw error;
    this.ports.log.warn('TMDB failed; an older catalogue is used', {
      cacheKey,
      version: old.version,
      error: String(error),
    });
    return old;
  }

  private async wait(cacheKey: string, round: number, invocation: Invocation): Promise<void> {
    const { runtime } = this.ports;
    const longest = Math.min(longestWait, shortestWait * 2 ** round);
    const pause = Math.ceil(longest / 2 + (runtime.random() * longest) / 2);
    if (pause >= invocation.timeLeft()) throw new UpstreamError(`wait for ${cacheKey}`, noAnswer);
    await runtime.sleep(pause);
  }

  private expiry(): { freshUntil: number; ttl: number } {
    const freshUntil = epochSeconds(this.ports.runtime.now()) + this.settings.filterTtlSeconds;
    return { freshUntil, ttl: freshUntil + this.settings.roomTtlSeconds };
  }
}

const noAnswer = 'The film catalogue did not answer in time. Try again in a moment.';

/** Readable, for whoever looks into the table: `discover:MOVIE:28,35:en,fr:100`. */
function cacheKeyOf(filter: Filter): string {
  return [
    'discover',
    filter.mediaType,
    filter.genreIds.join(','),
    filter.languages.join(','),
    filter.minVoteCount,
  ].join(':');
}
