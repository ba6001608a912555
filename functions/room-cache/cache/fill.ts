import { UpstreamError } from '../../shared/errors';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import type { Lease } from '../shared/room-cache-metadata';
import type { Catalogue } from './catalogue';
import type { Film, Filter } from '../shared/film-catalogue';
import type { CachePorts, CacheSettings, Invocation } from './ports';
import { sequence } from './sequence';

export interface FillRequest {
  readonly roomId: string;
  /** Films that were published when the batch was asked for. */
  readonly after: number;
}

/** How a fill ended. Only PUBLISHED and FAILED have changed what members see. */
export type FillOutcome =
  | { readonly outcome: 'PUBLISHED'; readonly loaded: number; readonly status: 'READY' | 'EXHAUSTED' }
  | { readonly outcome: 'FAILED'; readonly reason: string }
  /** Another filler is at it or was faster, or the room is gone. */
  | { readonly outcome: 'NOT_NEEDED' }
  /** This filler was too slow: its lease ended and another one took over. */
  | { readonly outcome: 'OVERTAKEN' }
  /** The room was closed meanwhile; what was written is removed. */
  | { readonly outcome: 'CLOSED' };

/** Loads the next batch of a room: lease, films, publication. Safe to run at any time, any number of times. */
export class Filler {
  constructor(
    private readonly ports: CachePorts,
    private readonly catalogue: Catalogue,
    private readonly settings: CacheSettings,
  ) {}

  async fill(request: FillRequest, invocation: Invocation): Promise<FillOutcome> {
    const metadata = await this.ports.metadata.acquireLease({
      ...request,
      owner: invocation.id,
      leaseUntil: invocation.leaseUntil,
    });
    if (!metadata) return { outcome: 'NOT_NEEDED' };

    const lease: Lease = { roomId: request.roomId, fence: metadata.fence, after: request.after };
    try {
      return await this.loadBatch(metadata, lease, invocation);
    } catch (error) {
      if (error instanceof UpstreamError) return await this.giveUp(lease, error);
      await this.ports.metadata.release(lease).catch(() => {}); // the lease ends by itself, too; `error` is the news
      throw error;
    }
  }

  private async loadBatch(metadata: RoomCache, lease: Lease, invocation: Invocation): Promise<FillOutcome> {
    const startedAt = this.ports.runtime.now();
    const batch = await this.nextBatch(metadata, invocation);
    const writes = await Promise.all(
      batch.films.map((film, index) =>
        this.ports.movies.put({
          roomId: metadata.roomId,
          sequenceIndex: metadata.loaded + index,
          batchNumber: metadata.batches,
          film,
          fence: lease.fence,
          ttl: metadata.ttl,
        }),
      ),
    );
    const loaded = metadata.loaded + batch.films.length;
    const status = batch.isLast ? 'EXHAUSTED' : 'READY';
    const published =
      !writes.includes(false) &&
      (await this.ports.metadata.publish(lease, {
        loaded,
        batches: metadata.batches + 1,
        prefetchFrom: Math.ceil(this.settings.prefetchThreshold * loaded),
        status,
        catalogueVersion: batch.catalogueVersion,
        repinned: batch.repinned,
      }));
    if (!published) {
      const outcome = await this.whyNotPublished(lease, loaded);
      if (outcome) return outcome;
    }
    this.measure(startedAt, batch.films.length, batch.isLast && loaded < this.longestSequence());
    return { outcome: 'PUBLISHED', loaded, status };
  }

  private async nextBatch(metadata: RoomCache, invocation: Invocation) {
    const { roomId, genreIds, loaded, catalogueVersion } = metadata;
    const filter: Filter = {
      mediaType: metadata.mediaType,
      genreIds: [...genreIds].sort((a, b) => a - b),
      languages: [...this.settings.languages].sort(),
      minVoteCount: this.settings.minVoteCount,
    };
    const pinned = catalogueVersion === undefined ? undefined : await this.catalogue.pinned(filter, catalogueVersion);
    const snapshot = pinned ?? (await this.catalogue.current(filter, invocation));

    // On another snapshot than it began with, a room's place in the order is no longer `loaded`: what it has is left out.
    const repinned = metadata.repinned === true || (loaded > 0 && !pinned);
    const used = new Set(repinned ? await this.ports.movies.publishedIds(roomId, loaded) : []);
    const start = repinned ? 0 : loaded;
    const order: Film[] = sequence({
      roomId,
      genreIds,
      films: snapshot.films.filter((film) => !used.has(film.id)),
      length: Math.max(0, this.longestSequence() - loaded + start),
    });
    const films = order.slice(start, start + this.settings.batchSize);
    return { films, isLast: start + films.length >= order.length, catalogueVersion: snapshot.version, repinned };
  }

  /** @returns undefined when it is published after all: DynamoDB's first answer got lost, and the second one refused a repetition */
  private async whyNotPublished(lease: Lease, loaded: number): Promise<FillOutcome | undefined> {
    const now = await this.ports.metadata.get(lease.roomId);
    if (!now) {
      await this.ports.movies.deleteRoom(lease.roomId);
      return { outcome: 'CLOSED' };
    }
    const mine = now.fence === lease.fence && now.loaded === loaded && now.status !== 'LOADING';
    return mine ? undefined : { outcome: 'OVERTAKEN' };
  }

  private async giveUp(lease: Lease, error: UpstreamError): Promise<FillOutcome> {
    const { operation, reason, cause } = error;
    this.ports.log.error('The outside world failed', { roomId: lease.roomId, operation, reason, cause: String(cause) });
    const mine = await this.ports.metadata.fail(lease, reason);
    return mine ? { outcome: 'FAILED', reason } : { outcome: 'OVERTAKEN' };
  }

  private measure(startedAt: number, size: number, endOfCatalogue: boolean): void {
    const { metrics, runtime } = this.ports;
    metrics.record('FillDuration', runtime.now() - startedAt);
    metrics.record('FillSize', size);
    if (endOfCatalogue) metrics.count('EndOfCatalogue');
  }

  private longestSequence(): number {
    return this.settings.batchSize * this.settings.maxBatches;
  }
}
