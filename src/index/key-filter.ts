/**
 * Which keys a segment may hold, so that looking for others costs one cache line: a blocked Bloom filter (Putze, Sanders,
 * Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007). A key sets PROBES bits of one block of 512; with
 * KEY_BITS bits a key about 1 % of other keys pass, each of which costs a page that is read for nothing.
 */
const BLOCK_WORDS = 16;
const BLOCK_BITS = 512;
const PROBES = 5;
const KEY_BITS = 10;

export class KeyFilter {
  readonly words: Uint32Array;
  readonly #blocks: number;

  /** @param words those of a filter made before. */
  constructor(words: Uint32Array) {
    this.words = words;
    this.#blocks = words.length / BLOCK_WORDS;
  }

  /** An empty filter with room for this many keys. */
  static forKeys(keys: number): KeyFilter {
    return new KeyFilter(new Uint32Array(Math.max(1, Math.ceil((keys * KEY_BITS) / BLOCK_BITS)) * BLOCK_WORDS));
  }

  add(lo: number, hi: number): void {
    const start = this.#block(lo, hi);
    const step = (hi >>> 9) | 1;
    for (let probe = 0, bit = hi; probe < PROBES; probe++, bit += step) {
      const word = start + ((bit >>> 5) & (BLOCK_WORDS - 1));
      this.words[word] = (this.words[word] as number) | (1 << (bit & 31));
    }
  }

  /** False only where the key was not added. */
  has(lo: number, hi: number): boolean {
    const start = this.#block(lo, hi);
    const step = (hi >>> 9) | 1;
    for (let probe = 0, bit = hi; probe < PROBES; probe++, bit += step) {
      if (((this.words[start + ((bit >>> 5) & (BLOCK_WORDS - 1))] as number) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  #block(lo: number, hi: number): number {
    const mixed = Math.imul(lo ^ (hi >>> 16), 0x9e3779b1) >>> 0;
    return Math.floor((mixed / 4294967296) * this.#blocks) * BLOCK_WORDS;
  }
}
