import { DamageError, sealed, unsealed } from "./checked.js";
import { CHUNK_BYTES, filterWords, KeyFilter } from "./key-filter.js";
import type { Keys } from "./keys.js";
import type { Memtable } from "./memtable.js";
import { PageArena } from "./page-arena.js";
import type { PickedKeys } from "./picked-keys.js";
import { entriesIn, type PageFormat, pageOf, readPage, searchPage } from "./posting-page.js";
import { type MergeRules, Merger, type Run, TRIPLE } from "./run.js";
import type { IndexReads, Write } from "./store.js";

/**
 * A segment: postings that change no more, sorted, in a space of its own.
 *
 *     page p (u32, big-endian), p < 2^bits → sealed: a page as in posting-page.ts; one without entries is not there
 *     FILTER_KEY + i                       → sealed: the i-th chunk of the key filter's words
 */
export const FILTER_KEY = 0xf0000000;

/** Entries of a page that a segment aims at, at most: 576 bytes. */
const PAGE_ENTRIES = 64;
const PAGE_BITS_MAX = 24;

/** What a manifest says of a segment. */
export interface SegmentNote extends PageFormat {
  readonly space: string;
  readonly entries: number;
  /** Bytes of its filter. */
  readonly filterBytes: number;
}

/** Pages of a segment of so many entries, as a power of two. */
export function pageBits(entries: number): number {
  return Math.min(PAGE_BITS_MAX, Math.max(0, Math.ceil(Math.log2(Math.max(1, entries) / PAGE_ENTRIES))));
}

/** A segment that is read. */
export class Segment {
  readonly note: SegmentNote;
  /** What it is read from. */
  readonly reads: IndexReads;
  readonly filter: KeyFilter;
  readonly #key = Buffer.alloc(4);
  /** Where the keys stand that passed the filter, and what the last page held: scratch of a look-up. */
  #passed = new Uint32Array(256);
  readonly #out: number[] = [];

  /** @param filter where it is at hand; else it is read when keys are looked up. */
  constructor(reads: IndexReads, note: SegmentNote, filter: KeyFilter = storedFilter(reads, note)) {
    this.note = note;
    this.reads = reads;
    this.filter = filter;
  }

  /** Appends the articles of a key to `out`, ascending. @throws {DamageError} for a damaged page. */
  lookup(lo: number, hi: number, out: number[]): void {
    if (!this.filter.has(lo, hi)) return;
    const page = this.#page(pageOf(hi, this.note.bits));
    if (page === undefined) return;
    searchPage(page, lo, hi, this.note, out);
  }

  /**
   * Tells `found` of the articles of each key: its place among the keys, and an article. Of one key they ascend. All keys
   * go through the filter before a page is read: its cache lines are fetched side by side.
   * @param picked which keys pass some filters, where that was found ahead.
   */
  lookupAll(keys: Keys, found: (place: number, article: number) => void, picked?: PickedKeys): void {
    const { bits } = this.note;
    if (this.#passed.length < keys.length) this.#passed = new Uint32Array(keys.length * 2);
    const count = picked?.take(this.filter, this.#passed) ?? this.filter.pick(keys, this.#passed);
    for (let i = 0; i < count; i++) {
      const at = this.#passed[i] as number;
      const [lo, hi] = [keys[at] as number, keys[at + 1] as number];
      const page = this.#page(pageOf(hi, bits));
      if (page === undefined) continue;
      this.#out.length = 0;
      searchPage(page, lo, hi, this.note, this.#out);
      for (const article of this.#out) found(at >> 1, article);
    }
  }

  /** The segment as a run, to be merged. */
  run(): Run {
    const { bits } = this.note;
    let triples = new Uint32Array(0);
    return {
      bits,
      read: (part, partBits) => {
        const wide = bits - partBits;
        let end = 0;
        for (let page = part << wide; page < (part + 1) << wide; page++) {
          const bytes = this.#page(page);
          if (bytes === undefined) continue;
          triples = withRoom(triples, end, entriesIn(bytes.length, this.note) * TRIPLE);
          end = readPage(bytes, page, this.note, triples, end);
        }
        return triples.subarray(0, end);
      },
    };
  }

  #page(page: number): Buffer | undefined {
    this.#key.writeUInt32BE(page, 0);
    const value = this.reads.get(this.note.space, this.#key);
    return value === undefined ? undefined : unsealed(value, () => `postings ${this.note.space}, page ${page}`);
  }
}

/** @returns words that have room for more after the first `used`, which they begin with. */
function withRoom(words: Uint32Array<ArrayBuffer>, used: number, more: number): Uint32Array<ArrayBuffer> {
  if (used + more <= words.length) return words;
  const larger = new Uint32Array((used + more) * 2);
  larger.set(words.subarray(0, used));
  return larger;
}

/**
 * The filter of a segment, of which only what is looked at is read. The first keys looked up cost some 10 µs each for
 * that, and opening costs nothing.
 */
function storedFilter(reads: IndexReads, { space, filterBytes }: SegmentNote): KeyFilter {
  return new KeyFilter(filterWords(filterBytes / 4), (chunk) => {
    const what = () => `postings ${space}, filter ${chunk}`;
    const bytes = unsealed(reads.get(space, pageKey(FILTER_KEY + chunk)) ?? Buffer.alloc(0), what);
    const expected = Math.min(CHUNK_BYTES, filterBytes - chunk * CHUNK_BYTES);
    if (bytes.length === expected) return bytes;
    throw new DamageError(what(), `expected ${expected} bytes, found ${bytes.length}`);
  });
}

/** A step of writing a segment: changes to put, and how many entries they stand for. */
export interface SegmentStep {
  readonly writes: readonly Write[];
  readonly entries: number;
}

/** What a segment is written from. */
export interface SegmentPlan extends MergeRules {
  readonly space: string;
  readonly runs: readonly Run[];
  /** Of all runs together, at most. */
  readonly entries: number;
  /** All articles have smaller numbers. */
  readonly articles: number;
}

/** From this many articles on, their numbers take four bytes. */
const SHORT_ARTICLES = 1 << 24;

/** A segment that is written: its note for the manifest, and its filter. */
export interface WrittenSegment {
  readonly note: SegmentNote;
  readonly filter: KeyFilter;
}

/** Pages of a table that are written in one step, as a power of two. */
const PART_BITS = 2;

/** Entries that a step of sorting a table counts for. */
const SORT_ENTRIES = 128;

/** Writes a table as a segment. */
export function* writeTable(
  table: Memtable,
  plan: Omit<SegmentPlan, "runs" | "entries">,
): Generator<SegmentStep, WrittenSegment> {
  const { entries } = table;
  const sorting = table.sort(Math.max(0, pageBits(entries) - PART_BITS));
  let step = sorting.next();
  for (; step.done !== true; step = sorting.next()) yield { writes: [], entries: SORT_ENTRIES };
  return yield* writeSegment({ ...plan, runs: [step.value], entries });
}

/** Merges runs into a new segment, a few hundred entries a step. */
export function* writeSegment(plan: SegmentPlan): Generator<SegmentStep, WrittenSegment> {
  const bits = pageBits(plan.entries);
  const format = { bits, articleBytes: plan.articles <= SHORT_ARTICLES ? 3 : 4 };
  const partBits = plan.runs.reduce((least, run) => Math.min(least, run.bits), bits);
  const filter = KeyFilter.forKeys(plan.entries);
  const merger = new Merger(plan);
  const arena = new PageArena(plan.space, format);
  let entries = 0;
  for (let part = 0; part < 1 << partBits; part++) {
    const parts = plan.runs.map((run) => run.read(part, partBits));
    const merged = merger.merge(parts);
    filter.addAll(merged);
    entries += merged.length / TRIPLE;
    const taken = parts.reduce((sum, { length }) => sum + length / TRIPLE, 0);
    yield { writes: arena.writes(merged), entries: taken };
  }
  yield* filterSteps(plan.space, filter);
  return { note: { space: plan.space, ...format, entries, filterBytes: filter.words.byteLength }, filter };
}

/** Entries that writing a chunk of a filter counts for. */
const CHUNK_ENTRIES = 64;

function* filterSteps(space: string, { words }: KeyFilter): Generator<SegmentStep> {
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  for (let at = 0, i = 0; at < bytes.length; at += CHUNK_BYTES, i++) {
    const value = sealed(bytes.subarray(at, at + CHUNK_BYTES));
    yield { writes: [{ space, key: pageKey(FILTER_KEY + i), value }], entries: CHUNK_ENTRIES };
  }
}

function pageKey(page: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(page, 0);
  return key;
}
