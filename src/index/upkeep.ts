import type { Bucket } from "./bucket.js";
import { type DueMerge, dueMerge, tierOf } from "./merge-plan.js";
import { Segment, type SegmentStep, type WrittenSegment, writeSegment, writeTable } from "./segment.js";
import type { IndexStore, Write } from "./store.js";

/** Entries written for each entry added: an entry is rewritten once a tier. */
const PACE = 8;
/** Additions whose work may be owed: while pages are being put, none is done. */
const OWED_MOST = 64;
/** Additions whose work is done with one, where some is owed: more would keep a check waiting. */
const SHARES_AT_ONCE = 4;
/** Bytes of pages gathered before they are put. */
const GATHERED_BYTES = 1 << 17;
/** Puts that may be on their way where all the work is done at once: what waits for the disk is held in memory. */
const PUTS_AT_ONCE = 32;
/** The largest tier whose merge is ended before closing, within some three seconds: left, it would be begun anew. */
const ENDED_TIER = 1;

/** The rank of writing a table: before all merges. */
const FLUSH = -1;

/** A piece of work on a bucket's postings. */
interface Job {
  /** FLUSH, or the tier that is merged: what has a smaller one goes first. */
  readonly rank: number;
  /** What is merged: no other job takes it. */
  readonly merged: readonly Segment[];
  /** Where the new segment is put. */
  readonly into: IndexStore;
  readonly steps: Generator<SegmentStep, WrittenSegment>;
  /** The new segment's space. */
  readonly space: string;
  readonly bucket: Bucket;
  /** Puts the new segment in place of what it was made from. @returns spaces that are not needed any more. */
  readonly replace: (segment: Segment) => readonly string[];
}

/** A job that was begun, and what it has written. */
interface Begun extends Job {
  /** Pages that are gathered, and their bytes. */
  writes: Write[];
  bytes: number;
  readonly puts: Promise<void>[];
}

/** What upkeep works on. */
export interface UpkeepSettings {
  readonly store: IndexStore;
  /** Where segments lie until all of a bucket become one; by default where they stay. */
  readonly spill?: IndexStore;
  /** Entries of a table, the unit of tiers. */
  readonly tableEntries: number;
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
 * What is written is not read before all of it is stored. A job waits while there is a smaller one: a large merge takes
 * as long as many tables take to fill.
 */
export class Upkeep {
  readonly #settings: UpkeepSettings;
  /** Those that were begun: the last is worked on, and has the smallest rank. */
  #jobs: readonly Begun[] = [];
  #finishing: Promise<void> | undefined;
  #failure: unknown;
  #credit = 0;

  constructor(settings: UpkeepSettings) {
    this.#settings = settings;
  }

  /** Works in proportion to entries added; does nothing once a write has failed. */
  pump(entries: number): void {
    if (this.#failure !== undefined) return;
    const share = entries * PACE;
    this.#credit = Math.min(this.#credit + share, share * OWED_MOST);
    const least = Math.max(0, this.#credit - share * SHARES_AT_ONCE);
    if (this.#finishing === undefined) this.#begin();
    while (this.#credit > least && this.#canWork()) {
      const job = this.#jobs.at(-1);
      if (job === undefined) {
        this.#credit = 0;
        return;
      }
      this.#step(job);
    }
  }

  /** Does all the work there is; with `whole`, leaves one segment a bucket. @throws what a write failed of, now or before. */
  async settle(whole: boolean): Promise<void> {
    for (;;) {
      await this.#finishing;
      if (this.#failure !== undefined) throw this.#failure;
      // Merges that are due would be written twice.
      this.#begin(whole ? 0 : undefined);
      if (this.#jobs.length === 0 && whole) this.#push(this.#wholeMerge());
      const job = this.#jobs.at(-1);
      if (job === undefined) return;
      await this.#end(job);
    }
  }

  /**
   * Resolves when what has been asked of the store is done. Small merges are ended: an index that is always opened for a
   * few additions would have each begun again and again. Large ones are left.
   */
  async stop(): Promise<void> {
    await this.#finishing;
    for (let job = this.#jobs.at(-1); job !== undefined && job.rank <= ENDED_TIER; job = this.#jobs.at(-1)) {
      if (this.#failure !== undefined) break;
      await this.#end(job);
    }
    const puts = this.#jobs.flatMap((job) => job.puts);
    this.#jobs = [];
    await Promise.allSettled(puts);
  }

  /** Works on a job until it is done, or has failed. */
  async #end(job: Begun): Promise<void> {
    while (this.#jobs.includes(job) && this.#failure === undefined) {
      const puts = job.puts.length;
      while (job.puts.length === puts && this.#canWork()) this.#step(job);
      await (this.#finishing ?? Promise.allSettled(job.puts.slice(-PUTS_AT_ONCE, 1 - PUTS_AT_ONCE)));
    }
  }

  #canWork(): boolean {
    return this.#finishing === undefined && this.#failure === undefined;
  }

  /** Begins what is due and goes before what is worked on. @param before the rank it is smaller than, besides. */
  #begin(before = Number.POSITIVE_INFINITY): void {
    this.#push(this.#next(Math.min(before, this.#jobs.at(-1)?.rank ?? before)));
  }

  #push(job: Job | undefined): void {
    if (job !== undefined) this.#jobs = [...this.#jobs, { ...job, writes: [], bytes: 0, puts: [] }];
  }

  #step(job: Begun): void {
    const step = this.#advance(job);
    if (step === undefined) return;
    const { value, done } = step;
    if (done === true) {
      this.#finishing = this.#finish(job, value).catch((error) => this.#fail(error));
      return;
    }
    this.#credit -= value.entries + 1;
    for (const write of value.writes) {
      job.writes.push(write);
      job.bytes += write.value?.length ?? 0;
    }
    if (job.bytes >= GATHERED_BYTES) this.#put(job);
  }

  /** The next step of a job, which ends where its bucket was forgotten; undefined where it fails. */
  #advance(job: Begun): IteratorResult<SegmentStep, WrittenSegment | undefined> | undefined {
    if (!this.#isLive(job)) return { done: true, value: undefined };
    try {
      return job.steps.next();
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  #isLive({ bucket }: Job): boolean {
    return [...this.#settings.buckets()].includes(bucket);
  }

  #put(job: Begun): void {
    const put = job.into.putBatch(job.writes, { apart: true });
    put.catch((error) => this.#fail(error));
    job.puts.push(put);
    job.writes = [];
    job.bytes = 0;
  }

  async #finish(job: Begun, written: WrittenSegment | undefined): Promise<void> {
    this.#put(job);
    await Promise.all(job.puts);
    const isWanted = written !== undefined && this.#isLive(job);
    const spaces = isWanted ? job.replace(new Segment(job.into, written.note, written.filter)) : [job.space];
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#finishing = undefined;
    this.#settings.onReplaced(spaces);
  }

  /** Gives up for good: what jobs were made from stays in use. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#finishing = undefined;
    this.#settings.onError(error);
  }

  /** What is due and has a smaller rank. */
  #next(rank: number): Job | undefined {
    if (rank === FLUSH) return undefined;
    const buckets = [...this.#settings.buckets()];
    const full = buckets.find(({ tables }) => tables.length > 1);
    if (full !== undefined) return this.#flushJob(full);
    for (const bucket of buckets) {
      const due = dueMerge(this.#tiers(bucket));
      if (due !== undefined && due.tier < rank) return this.#mergeJob(bucket, due, this.#spill);
    }
    return undefined;
  }

  #tiers({ segments }: Bucket): number[] {
    const taken = new Set(this.#jobs.flatMap(({ merged }) => merged));
    const tier = (segment: Segment): number => tierOf(segment.note.entries, this.#settings.tableEntries);
    return segments.map((segment) => (taken.has(segment) ? Number.POSITIVE_INFINITY : tier(segment)));
  }

  get #spill(): IndexStore {
    return this.#settings.spill ?? this.#settings.store;
  }

  #wholeMerge(): Job | undefined {
    const { store } = this.#settings;
    for (const bucket of this.#settings.buckets()) {
      const { length } = bucket.segments;
      const isSpilt = bucket.segments.some((segment) => segment.reads !== store);
      if (length > 1 || isSpilt) {
        return this.#mergeJob(bucket, { tier: Number.POSITIVE_INFINITY, from: 0, to: length }, store);
      }
    }
    return undefined;
  }

  #flushJob(bucket: Bucket): Job {
    const [oldest] = bucket.tables;
    if (oldest === undefined) throw new RangeError("a bucket without tables has nothing to flush");
    const { most, isDropped, newSpace, articles } = this.#settings;
    const space = newSpace();
    const steps = writeTable(oldest.table, {
      ...{ space, articles: articles(), most, isDropped },
      isGone: (article) => this.#settings.isGone(bucket.number, article),
    });
    const replace = (segment: Segment): readonly string[] => {
      bucket.segments = [...bucket.segments, segment];
      bucket.tables = bucket.tables.filter((table) => table !== oldest);
      return [oldest.journal];
    };
    return { rank: FLUSH, merged: [], space, bucket, into: this.#spill, steps, replace };
  }

  #mergeJob(bucket: Bucket, { tier, from, to }: DueMerge, into: IndexStore): Job {
    const merged = bucket.segments.slice(from, to);
    const entries = merged.reduce((sum, { note }) => sum + note.entries, 0);
    const { most, isDropped, newSpace, articles } = this.#settings;
    const runs = merged.map((segment) => segment.run());
    const space = newSpace();
    const steps = writeSegment({
      ...{ space, runs, entries, articles: articles(), most, isDropped },
      isGone: (article) => this.#settings.isGone(bucket.number, article),
    });
    const replace = (segment: Segment): readonly string[] => {
      const at = bucket.segments.indexOf(merged[0] as Segment);
      bucket.segments = bucket.segments.toSpliced(at, merged.length, segment);
      return merged.map(({ note }) => note.space);
    };
    return { rank: tier, merged, space, bucket, into, steps, replace };
  }
}
