import type { Bucket } from "./bucket.js";
import { Segment, type SegmentStep, type WrittenSegment, writeSegment, writeTable } from "./segment.js";
import type { IndexStore, Write } from "./store.js";

/** Segments of a bucket beyond which some are merged: each costs a look-up one probe of its filter. */
const SEGMENTS_MAX = 8;
/** Neighbours merged into one. */
const MERGED = 4;
/** Entries written for each entry added: an entry is rewritten about log4(entries / memtable) times. */
const PACE = 8;
/** Additions whose work may be owed: while pages are being put, none is done. */
const OWED_MOST = 64;
/** Additions whose work is done with one, where some is owed: more would keep a check waiting. */
const SHARES_AT_ONCE = 4;
/** Bytes of pages gathered before they are put. */
const GATHERED_BYTES = 1 << 17;

/** A piece of work on a bucket's postings. */
interface Job {
  readonly bucket: Bucket;
  /** Where the new segment is put. */
  readonly into: IndexStore;
  readonly steps: Generator<SegmentStep, WrittenSegment>;
  /** Puts the new segment in place of what it was made from. @returns spaces that are not needed any more. */
  readonly replace: (segment: Segment) => readonly string[];
}

/** What upkeep works on. */
export interface UpkeepSettings {
  readonly store: IndexStore;
  /** Where segments lie until all of a bucket become one; by default where they stay. */
  readonly spill?: IndexStore;
  /** Articles a key, at most. */
  readonly most: number;
  readonly buckets: () => Iterable<Bucket>;
  readonly newSpace: () => string;
  /** The number of the next article. */
  readonly articles: () => number;
  readonly isDropped: (article: number) => boolean;
  /** Whether an article was removed, be it long ago; asked of keys with more than `most`. */
  readonly isGone: (bucket: number, article: number) => boolean;
  /** Called when a segment took its place: the manifest must be made durable, then the spaces dropped. */
  readonly onReplaced: (spaces: readonly string[]) => void;
  /** Called with what a write failed of; there is no upkeep from then on. */
  readonly onError: (error: unknown) => void;
}

/**
 * Turns full tables into segments and merges segments, a little with every article, so that no article waits long.
 * What is written is not read before all of it is stored.
 */
export class Upkeep {
  readonly #settings: UpkeepSettings;
  #job: Job | undefined;
  #finishing: Promise<void> | undefined;
  #failure: unknown;
  #credit = 0;
  #writes: Write[] = [];
  #bytes = 0;
  #puts: Promise<void>[] = [];

  constructor(settings: UpkeepSettings) {
    this.#settings = settings;
  }

  /** Works in proportion to entries added; does nothing once a write has failed. */
  pump(entries: number): void {
    if (this.#failure !== undefined) return;
    const share = entries * PACE;
    this.#credit = Math.min(this.#credit + share, share * OWED_MOST);
    const least = Math.max(0, this.#credit - share * SHARES_AT_ONCE);
    while (this.#credit > least && this.#finishing === undefined) {
      this.#job ??= this.#next();
      if (this.#job === undefined) {
        this.#credit = 0;
        return;
      }
      this.#step(this.#job);
    }
  }

  /** Does all the work there is; with `whole`, leaves one segment a bucket. @throws what a write failed of, now or before. */
  async settle(whole: boolean): Promise<void> {
    for (;;) {
      await this.#finishing;
      if (this.#failure !== undefined) throw this.#failure;
      this.#job ??= this.#next() ?? (whole ? this.#wholeMerge() : undefined);
      if (this.#job === undefined) return;
      while (this.#job !== undefined && this.#finishing === undefined) this.#step(this.#job);
    }
  }

  /** Resolves when what has been asked of the store is done; unfinished work is left. */
  async stop(): Promise<void> {
    this.#job = undefined;
    await Promise.allSettled([...this.#puts, this.#finishing]);
  }

  #step(job: Job): void {
    const { value, done } = job.steps.next();
    if (done === true) {
      this.#finishing = this.#finish(job, value).catch((error) => this.#fail(error));
      return;
    }
    this.#credit -= value.entries + 1;
    for (const write of value.writes) {
      this.#writes.push(write);
      this.#bytes += write.value?.length ?? 0;
    }
    if (this.#bytes >= GATHERED_BYTES) this.#put(job);
  }

  #put({ into }: Job): void {
    const put = into.putBatch(this.#writes, { apart: true });
    put.catch((error) => this.#fail(error));
    this.#puts.push(put);
    this.#writes = [];
    this.#bytes = 0;
  }

  async #finish(job: Job, { note, filter }: WrittenSegment): Promise<void> {
    this.#put(job);
    const puts = this.#puts;
    this.#puts = [];
    await Promise.all(puts);
    const spaces = job.replace(new Segment(job.into, note, filter));
    this.#job = undefined;
    this.#finishing = undefined;
    this.#settings.onReplaced(spaces);
  }

  /** Gives up the job for good: what it was made from stays in use. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#job = undefined;
    this.#finishing = undefined;
    this.#settings.onError(error);
  }

  #next(): Job | undefined {
    for (const bucket of this.#settings.buckets()) {
      if (bucket.tables.length > 1) return this.#flushJob(bucket);
      if (bucket.segments.length > SEGMENTS_MAX) {
        return this.#mergeJob(bucket, cheapest(bucket.segments), MERGED, this.#spill);
      }
    }
    return undefined;
  }

  get #spill(): IndexStore {
    return this.#settings.spill ?? this.#settings.store;
  }

  #wholeMerge(): Job | undefined {
    const { store } = this.#settings;
    for (const bucket of this.#settings.buckets()) {
      const { length } = bucket.segments;
      const isSpilt = bucket.segments.some((segment) => segment.reads !== store);
      if (length > 1 || isSpilt) return this.#mergeJob(bucket, 0, length, store);
    }
    return undefined;
  }

  #flushJob(bucket: Bucket): Job {
    const [oldest] = bucket.tables;
    if (oldest === undefined) throw new RangeError("a bucket without tables has nothing to flush");
    const { most, isDropped, newSpace, articles } = this.#settings;
    const steps = writeTable(oldest.table, {
      ...{ space: newSpace(), articles: articles(), most, isDropped },
      isGone: (article) => this.#settings.isGone(bucket.number, article),
    });
    const replace = (segment: Segment): readonly string[] => {
      bucket.segments = [...bucket.segments, segment];
      bucket.tables = bucket.tables.filter((table) => table !== oldest);
      return [oldest.journal];
    };
    return { bucket, into: this.#spill, steps, replace };
  }

  #mergeJob(bucket: Bucket, from: number, count: number, into: IndexStore): Job {
    const merged = bucket.segments.slice(from, from + count);
    const entries = merged.reduce((sum, { note }) => sum + note.entries, 0);
    const { most, isDropped, newSpace, articles } = this.#settings;
    const runs = merged.map((segment) => segment.run());
    const steps = writeSegment({
      ...{ space: newSpace(), runs, entries, articles: articles(), most, isDropped },
      isGone: (article) => this.#settings.isGone(bucket.number, article),
    });
    const replace = (segment: Segment): readonly string[] => {
      const at = bucket.segments.indexOf(merged[0] as Segment);
      bucket.segments = bucket.segments.toSpliced(at, merged.length, segment);
      return merged.map(({ note }) => note.space);
    };
    return { bucket, into, steps, replace };
  }
}

/** Where the MERGED neighbours begin that have the fewest entries together. */
function cheapest(segments: readonly Segment[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + MERGED <= segments.length; at++) {
    const entries = segments.slice(at, at + MERGED).reduce((sum, { note }) => sum + note.entries, 0);
    if (entries < least) [best, least] = [at, entries];
  }
  return best;
}
