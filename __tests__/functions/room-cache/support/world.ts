import { Catalogue } from '../../../../functions/room-cache/cache/catalogue';
import type { DiscoverPage, DiscoverQuery } from '../../../../functions/room-cache/shared/film-catalogue';
import { Filler, type FillOutcome } from '../../../../functions/room-cache/cache/fill';
import type { Film } from '../../../../functions/room-cache/shared/film-catalogue';
import type { CachePorts, CacheSettings, Invocation } from '../../../../functions/room-cache/cache/ports';
import { createLog, createMetrics, createRuntime, type VirtualRuntime } from '../../support/machine';
import { MemoryFilters, MemoryMetadata, MemoryMovies } from './memory-tables';
import { without } from '../../support/without';

export const defaultSettings: CacheSettings = {
  batchSize: 30,
  maxBatches: 10,
  prefetchThreshold: 0.8,
  languages: ['en', 'fr'],
  minVoteCount: 100,
  filterTtlSeconds: 24 * 3600,
  roomTtlSeconds: 7 * 24 * 3600,
};

/** Milliseconds that an invocation has, as in the environments. */
export const budget = 30_000;

export function film(id: number, genreIds: number[] = [28]): Film {
  return { id: String(id), title: `Film ${id}`, overview: `What happens in film ${id}.`, genreIds };
}

/** A catalogue in pages of 20, which answers discover as TMDB does, most popular first. */
export function createCatalogue(films: readonly Film[]) {
  const requests: DiscoverQuery[] = [];
  const catalogue = {
    films,
    requests,
    discover: (query: DiscoverQuery): Promise<DiscoverPage> => {
      requests.push(query);
      const matching = catalogue.films.filter(matches(query.genres));
      return Promise.resolve({
        films: matching.slice((query.page - 1) * 20, query.page * 20),
        totalPages: Math.ceil(matching.length / 20),
      });
    },
  };
  return catalogue;
}

function matches(genres: string | undefined): (film: Film) => boolean {
  if (genres === undefined) return () => true;
  const wanted = genres.split(/[,|]/).map(Number);
  if (genres.includes('|')) return (film) => wanted.some((genre) => film.genreIds.includes(genre));
  return (film) => wanted.every((genre) => film.genreIds.includes(genre));
}

/** `count` films: a fifth with both genres 28 and 35, two fifths with one of them, the rest with neither. */
export function mixedFilms(count: number, firstId = 1): Film[] {
  const genres = [[28, 35], [28], [35, 18], [18], []];
  return Array.from({ length: count }, (_, index) => film(firstId + index, genres[index % genres.length]));
}

/** Tables in memory, a catalogue, a clock, and fillers that work on them. */
export class World {
  readonly runtime: VirtualRuntime = createRuntime();
  readonly metadata = new MemoryMetadata(this.runtime.now);
  readonly movies = new MemoryMovies();
  readonly filters = new MemoryFilters(this.runtime.now);
  readonly log = createLog();
  readonly metrics = createMetrics();
  readonly catalogue: ReturnType<typeof createCatalogue>;
  private invocations = 0;

  constructor(
    films: readonly Film[] = mixedFilms(1_000),
    readonly settings: CacheSettings = defaultSettings,
  ) {
    this.catalogue = createCatalogue(films);
  }

  ports(): CachePorts {
    const { metadata, movies, filters, runtime, log, metrics, catalogue } = this;
    return { metadata, movies, filters, runtime, log, metrics, discover: (query) => catalogue.discover(query) };
  }

  async createRoom(roomId = 'room-1', genreIds: number[] = [28, 35]): Promise<string> {
    const ttl = Math.floor(this.runtime.time / 1000) + this.settings.roomTtlSeconds;
    await this.metadata.create({ roomId, mediaType: 'MOVIE', genreIds, ttl });
    return roomId;
  }

  filler(ports: CachePorts = this.ports()): Filler {
    return new Filler(ports, new Catalogue(ports, this.settings), this.settings);
  }

  invocation(): Invocation {
    this.invocations += 1;
    const end = this.runtime.time + budget;
    return {
      id: `invocation-${this.invocations}`,
      timeLeft: () => end - 3_000 - this.runtime.time,
      leaseUntil: end + 1_000,
    };
  }

  async fill(roomId: string, after?: number, ports: CachePorts = this.ports()): Promise<FillOutcome> {
    const loaded = after ?? this.metadata.items.get(roomId)?.loaded ?? 0;
    return this.filler(ports).fill({ roomId, after: loaded }, this.invocation());
  }

  /** Fills until there is nothing left to fill. */
  async fillAll(roomId: string): Promise<FillOutcome[]> {
    const outcomes: FillOutcome[] = [];
    for (;;) {
      const outcome = await this.fill(roomId);
      outcomes.push(outcome);
      if (outcome.outcome !== 'PUBLISHED' || outcome.status === 'EXHAUSTED') return outcomes;
    }
  }

  /** What the resolver of refillRoom does: FAILED becomes PENDING. */
  requeue(roomId: string): void {
    const item = this.metadata.items.get(roomId);
    if (item?.status !== 'FAILED') return;
    this.metadata.items.set(roomId, { ...without(item, 'reason'), status: 'PENDING' });
  }

  /** What a reader can see: the films of a live room below `loaded`, up to the first gap. */
  read(roomId: string): string[] {
    const now = Math.floor(this.runtime.time / 1000);
    const metadata = this.metadata.items.get(roomId);
    if (!metadata || metadata.ttl <= now) return [];
    const films = this.movies
      .inOrder(roomId)
      .filter(({ sequenceIndex, ttl }) => sequenceIndex < metadata.loaded && ttl > now);
    const gap = films.findIndex(({ sequenceIndex }, position) => sequenceIndex !== position);
    return (gap < 0 ? films : films.slice(0, gap)).map((movie) => movie.film.id);
  }
}
