import type { ShingleSet } from "../model/fingerprint.js";
import { type ArticleRow, decodeRow, type Place } from "./article-row.js";
import { Bucket } from "./bucket.js";
import { unsealed } from "./checked.js";
import { decodeEligible, type EligibleText } from "./eligible-text.js";
import type { KeyFilter } from "./key-filter.js";
import type { Key, Keys } from "./keys.js";
import { type Counters, type Manifest, META, NO_COUNTERS, readCounters, readManifest, readState } from "./manifest.js";
import type { PickedKeys } from "./picked-keys.js";
import { ARTICLE_SPACES, memberKey, membersOf, rowsOf, sequenceKey, shinglesOf, textsOf } from "./places.js";
import type { IndexReads } from "./store.js";
import { unpackText } from "./text-block.js";
import { Unsaved } from "./unsaved.js";

/** Rows kept at hand, decoded. */
const ROWS_CACHED = 16_384;

/** Names of all spaces that are read. */
const spacesOf = ({ buckets }: Manifest): readonly string[] => [
  META,
  ...buckets.flatMap(({ bucket, segments, journals }) => [
    ...ARTICLE_SPACES.map((spaceOf) => spaceOf(bucket)),
    ...segments.map(({ space }) => space),
    ...journals,
  ]),
];

/** What a look-up finds. */
export interface Found extends Place {}

/** All that an index holds, as reads see it: what is stored, and what is not yet. */
export class Holdings {
  readonly unsaved = new Unsaved();
  buckets: ReadonlyMap<number, Bucket> = new Map();
  counters: Counters = NO_COUNTERS;
  nextSpace = 0;
  readonly #reads: IndexReads;
  readonly #path: string;
  readonly #most: number;
  readonly #cache = new Map<number, ArticleRow>();
  readonly #scratch: number[] = [];
  /** What the store showed at the last refresh. */
  #state: Buffer | undefined;
  #manifest: Manifest = { nextSpace: 0, buckets: [] };
  /** As `spacesOf` gives them of the manifest. */
  #spaces: readonly string[] = [META];
  /** Articles found under each of some keys. */
  #counts = new Uint32Array(128);

  /** @param most articles that one key leads to, the first ones. */
  constructor(reads: IndexReads, path: string, most: number) {
    this.#reads = reads;
    this.#path = path;
    this.#most = most;
  }

  /** Brings everything to the state the store shows; cheap where nothing changed. @throws {InputError} {DamageError} */
  refresh(): void {
    this.#reads.refresh?.();
    for (;;) {
      const state = readState(this.#reads);
      const isNew = this.#state?.equals(state) !== true;
      const manifest = isNew ? readManifest(this.#reads, this.#path) : this.#manifest;
      // To open a space shows what another process wrote meanwhile: then all is read again. A space may also come later
      // than the manifest that names it.
      const spaces = isNew ? spacesOf(manifest) : this.#spaces;
      if (this.#reads.ready(spaces)) continue;
      if (isNew) this.#takeOver(state, manifest, spaces);
      return;
    }
  }

  #takeOver(state: Buffer, manifest: Manifest, spaces: readonly string[]): void {
    const counters = readCounters(this.#reads, this.#path);
    const buckets = new Map<number, Bucket>();
    for (const note of manifest.buckets) {
      const bucket = this.buckets.get(note.bucket) ?? new Bucket(note.bucket);
      bucket.refresh(this.#reads, note, this.#most);
      buckets.set(note.bucket, bucket);
    }
    this.#cache.clear();
    this.buckets = buckets;
    this.counters = counters;
    this.nextSpace = manifest.nextSpace;
    this.#state = state;
    this.#manifest = manifest;
    this.#spaces = spaces;
  }

  /** Buckets of smaller number. */
  bucketsBefore(first: number): readonly number[] {
    const before: number[] = [];
    for (const number of this.buckets.keys()) if (number < first) before.push(number);
    return before;
  }

  /**
   * The first articles under a key, ascending; other keys' articles may be among them, and removed ones. Valid until the
   * next call.
   */
  lookup([lo, hi]: Key, visit: (bucket: number, sequence: number) => void, most = this.#most): void {
    const found = this.#scratch;
    if (this.buckets.size === 1) {
      for (const bucket of this.buckets.values()) {
        found.length = 0;
        bucket.lookup(lo, hi, found);
        for (let i = 0; i < found.length && i < most; i++) visit(bucket.number, found[i] as number);
      }
      return;
    }
    const places: Found[] = [];
    for (const bucket of this.buckets.values()) {
      found.length = 0;
      bucket.lookup(lo, hi, found);
      for (let i = 0; i < found.length && i < most; i++) {
        places.push({ bucket: bucket.number, sequence: found[i] as number });
      }
    }
    places.sort((x, y) => x.sequence - y.sequence);
    for (const { bucket, sequence } of places.slice(0, most)) visit(bucket, sequence);
  }

  /** The filters that `lookupAll` would have asked ahead: those that are whole, where there is one bucket. */
  wholeFilters(): KeyFilter[] {
    const bucket = this.#onlyBucket();
    return bucket === undefined ? [] : bucket.segments.map(({ filter }) => filter).filter(({ isWhole }) => isWhole);
  }

  #onlyBucket(): Bucket | undefined {
    const [bucket, second] = this.buckets.values();
    return second === undefined ? bucket : undefined;
  }

  /**
   * As `lookup`, of many keys, in any order; articles of one key ascend.
   * @param picked which of the keys pass some filters, where that was found ahead.
   */
  lookupAll(keys: Keys, visit: (bucket: number, sequence: number) => void, picked?: PickedKeys): void {
    const bucket = this.#onlyBucket();
    if (bucket === undefined) {
      for (let at = 0; at < keys.length; at += 2) this.lookup([keys[at] as number, keys[at + 1] as number], visit);
      return;
    }
    if (this.#counts.length < keys.length) this.#counts = new Uint32Array(keys.length);
    const counts = this.#counts.fill(0);
    bucket.lookupAll(
      keys,
      (place, sequence) => {
        const count = (counts[place] as number) + 1;
        counts[place] = count;
        if (count <= this.#most) visit(bucket.number, sequence);
      },
      picked,
    );
  }

  /** The row of an article, or undefined where it was removed or forgotten. @throws {DamageError} */
  row(bucket: number, sequence: number): ArticleRow | undefined {
    const unsaved = this.unsaved.rows.get(sequence);
    if (unsaved !== undefined) return "removed" in unsaved ? undefined : unsaved;
    const known = this.#cache.get(sequence);
    if (known !== undefined) return known;
    const value = this.#reads.get(rowsOf(bucket), sequenceKey(sequence));
    if (value === undefined) return undefined;
    const row = decodeRow({ bucket, sequence }, value);
    if (this.#cache.size >= ROWS_CACHED) this.#cache.delete(this.#cache.keys().next().value as number);
    this.#cache.set(sequence, row);
    return row;
  }

  /** Forgets a row that is about to change. */
  forget(sequence: number): void {
    this.#cache.delete(sequence);
  }

  /** Forgets all rows at hand. */
  forgetAll(): void {
    this.#cache.clear();
  }

  /** @throws {DamageError} where they are damaged or missing. */
  shingles({ bucket, sequence }: Place): ShingleSet {
    const unsaved = this.unsaved.parts.get(sequence);
    // A copy: what is unsaved may be a view of much more, and a cache would keep all of that alive.
    if (unsaved !== undefined) return unsaved.shingles.slice() as BigUint64Array as ShingleSet;
    const value = this.#reads.get(shinglesOf(bucket), sequenceKey(sequence)) ?? Buffer.alloc(0);
    const bytes = unsealed(value, () => `shingles of article ${sequence}`);
    const copy = new Uint8Array(bytes.length);
    copy.set(bytes);
    return new BigUint64Array(copy.buffer) as BigUint64Array as ShingleSet;
  }

  /** @throws {DamageError} where it is damaged or missing. */
  text({ bucket, sequence, block, blockPlace }: ArticleRow): EligibleText {
    const unsaved = this.unsaved.parts.get(sequence);
    if (unsaved !== undefined) return unsaved.text;
    const value = this.#reads.get(textsOf(bucket), sequenceKey(block)) ?? Buffer.alloc(0);
    return decodeEligible(unpackText(value, blockPlace, () => `text of article ${sequence}`));
  }

  /** The articles that joined a kept one, ascending, as far as they are stored. */
  *members({ bucket, sequence }: Place): Generator<Place> {
    const [from, before] = [memberKey(sequence, 0), memberKey(sequence + 1, 0)];
    for (const [key, value] of this.#reads.scan(membersOf(bucket), from, before)) {
      const member = Buffer.from(key).readUInt32BE(4);
      yield {
        bucket: unsealed(value, () => `member ${member} of article ${sequence}`).readInt32LE(0),
        sequence: member,
      };
    }
  }
}
