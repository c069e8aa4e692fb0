import { TRIPLE } from "./run.js";

/**
 * Which keys a segment may hold, so that looking for others costs one cache line: a blocked Bloom filter (Putze, Sanders,
 * Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007). A key sets PROBES bits of one block of 512; with
 * KEY_BITS bits a key about 1 % of other keys pass, each of which costs a page that is read for nothing. Most segments
 * are small, and all of them are asked of every key: filters of up to FEW_KEYS take FEW_KEY_BITS a key, and .2 % pass.
 */
const BLOCK_WORDS = 16;
const BLOCK_BITS = 512;
const PROBES = 5;
const KEY_BITS = 10;
const FEW_KEY_BITS = 16;
const FEW_KEYS = 1 << 21;

/** Blocks that are stored and read together: with what a store adds, they fill one page of 16 KB. */
const CHUNK_BLOCKS = 255;
const CHUNK_WORDS = CHUNK_BLOCKS * BLOCK_WORDS;

/** Bytes of a chunk; the last one may be shorter. */
export const CHUNK_BYTES = CHUNK_WORDS * 4;

/** Words of a filter: memory that threads share, so that each of them may ask it. */
export type FilterWords = Uint32Array<SharedArrayBuffer>;

/** Words, all of them 0. */
export const filterWords = (length: number): FilterWords => new Uint32Array(new SharedArrayBuffer(length * 4));

/** Where a key lies in a filter, as a share of 2^32: in filters of every size keys lie in the same order. */
export const placeHash = (lo: number, hi: number): number => Math.imul(lo ^ (hi >>> 16), 0x9e3779b1) >>> 0;

export class KeyFilter {
  readonly words: FilterWords;
  readonly #blocks: number;
  /** Chunks that are not there yet: 1 each. */
  readonly #missing: Uint8Array;
  #unread: number;
  readonly #read: (chunk: number) => Uint8Array;

  /** @param words filled chunk by chunk, when a chunk is first looked at. @param read the bytes of a chunk. */
  constructor(words: FilterWords, read?: (chunk: number) => Uint8Array) {
    this.words = words;
    this.#blocks = words.length / BLOCK_WORDS;
    this.#missing = new Uint8Array(Math.ceil(this.#blocks / CHUNK_BLOCKS)).fill(read === undefined ? 0 : 1);
    this.#unread = read === undefined ? 0 : this.#missing.length;
    this.#read = read ?? (() => new Uint8Array(0));
  }

  /** An empty filter with room for this many keys. */
  static forKeys(keys: number): KeyFilter {
    const bits = keys * (keys <= FEW_KEYS ? FEW_KEY_BITS : KEY_BITS);
    return new KeyFilter(filterWords(Math.max(1, Math.ceil(bits / BLOCK_BITS)) * BLOCK_WORDS));
  }

  /** Whether all of its chunks are there: from then on other threads may ask its words too. */
  get isWhole(): boolean {
    return this.#unread === 0;
  }

  add(lo: number, hi: number): void {
    const start = this.#block(lo, hi) * BLOCK_WORDS;
    const step = (hi >>> 9) | 1;
    for (let probe = 0, bit = hi | 0; probe < PROBES; probe++, bit = (bit + step) | 0) {
      const word = start + ((bit >>> 5) & (BLOCK_WORDS - 1));
      this.words[word] = (this.words[word] as number) | (1 << (bit & 31));
    }
  }

  /** Adds the keys of triples [lo, hi, article, …]. */
  addAll(triples: Uint32Array): void {
    for (let at = 0; at < triples.length; at += TRIPLE) this.add(triples[at] as number, triples[at + 1] as number);
  }

  /** False only where the key was not added. @throws what reading a chunk throws. */
  has(lo: number, hi: number): boolean {
    const block = this.#block(lo, hi);
    const chunk = (block / CHUNK_BLOCKS) | 0;
    if (this.#unread > 0 && this.#missing[chunk] !== 0) this.#fetch(chunk);
    const start = block * BLOCK_WORDS;
    const step = (hi >>> 9) | 1;
    for (let probe = 0, bit = hi; probe < PROBES; probe++, bit += step) {
      if (((this.words[start + ((bit >>> 5) & (BLOCK_WORDS - 1))] as number) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  /**
   * Puts the places of those keys into `out`, which has room for all, of which `has` holds. Two bits of a key send most
   * others away; the processor guesses that they do, and so fetches the cache lines of several keys side by side.
   * @returns how many they are. @throws what reading a chunk throws.
   */
  pick(keys: Uint32Array, out: Uint32Array): number {
    if (this.#unread > 0) this.#fetchFor(keys);
    const words = this.words;
    const blocks = this.#blocks;
    let count = 0;
    for (let at = 0; at < keys.length; at += 2) {
      const hi = keys[at + 1] as number;
      const start = (((placeHash(keys[at] as number, hi) / 4294967296) * blocks) | 0) * BLOCK_WORDS;
      const step = (hi >>> 9) | 1;
      let bit = (hi + step) | 0;
      const first = (words[start + ((hi >>> 5) & (BLOCK_WORDS - 1))] as number) >>> (hi & 31);
      const second = (words[start + ((bit >>> 5) & (BLOCK_WORDS - 1))] as number) >>> (bit & 31);
      if ((first & second & 1) === 0) continue;
      let isThere = 1;
      for (let probe = 2; probe < PROBES; probe++) {
        bit = (bit + step) | 0;
        isThere &= (words[start + ((bit >>> 5) & (BLOCK_WORDS - 1))] as number) >>> (bit & 31);
      }
      out[count] = at;
      count += isThere;
    }
    return count;
  }

  /** Reads the chunks that keys fall into. */
  #fetchFor(keys: Uint32Array): void {
    for (let at = 0; at < keys.length; at += 2) {
      const chunk = (this.#block(keys[at] as number, keys[at + 1] as number) / CHUNK_BLOCKS) | 0;
      if (this.#missing[chunk] !== 0) this.#fetch(chunk);
    }
  }

  /** Reads a chunk that is looked at for the first time. */
  #fetch(chunk: number): void {
    const words = this.words.subarray(chunk * CHUNK_WORDS, (chunk + 1) * CHUNK_WORDS);
    new Uint8Array(words.buffer, words.byteOffset, words.byteLength).set(this.#read(chunk));
    this.#missing[chunk] = 0;
    this.#unread--;
  }

  #block(lo: number, hi: number): number {
    return Math.floor((placeHash(lo, hi) / 4294967296) * this.#blocks);
  }
}
