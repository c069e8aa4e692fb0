import type { Keys } from "./keys.js";
import { type Run, TRIPLE } from "./run.js";

const ROOM_LEAST = 1 << 10;
const ROOM_MAX = 1 << 19;

/**
 * The newest postings, in memory: open addressing over keys, each entry with the number of its article. Entries of one
 * key stand in the order they came in, at most `most` of them; later ones are not needed, but under an article's id:
 * many that had it may have been removed.
 */
export class Memtable {
  entries = 0;
  #bits: number;
  #lo: Uint32Array;
  #hi: Uint32Array;
  /** One more than the article's number; 0 where the slot is free. */
  #article: Float64Array;
  readonly #most: number;

  /** @param expected entries that it has room for before it grows, up to ROOM_MAX. */
  constructor(most: number, expected = 0) {
    this.#most = most;
    this.#bits = 1 + Math.ceil(Math.log2(Math.max(ROOM_LEAST, Math.min(expected + 1, ROOM_MAX))));
    this.#lo = new Uint32Array(1 << this.#bits);
    this.#hi = new Uint32Array(1 << this.#bits);
    this.#article = new Float64Array(1 << this.#bits);
  }

  /** Adds an article under its keys, the last of them that of its id. Numbers must not fall from one call to the next. */
  add(article: number, keys: Keys): void {
    while ((this.entries + keys.length / 2) * 2 > this.#lo.length) this.#grow();
    for (let k = 0; k < keys.length; k += 2) {
      const most = k + 2 < keys.length ? this.#most : Number.POSITIVE_INFINITY;
      this.#insert(keys[k] as number, keys[k + 1] as number, article, most);
    }
  }

  /** Appends the articles of a key to `out`. */
  lookup(lo: number, hi: number, out: number[]): void {
    const mask = this.#lo.length - 1;
    for (let slot = this.#slot(lo, hi); this.#article[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#lo[slot] === lo && this.#hi[slot] === hi) out.push((this.#article[slot] as number) - 1);
    }
  }

  /** All entries as a sorted run, for a segment of 2^bits pages. Sorts by page at once, inside a page when it is read. */
  run(bits: number): Run {
    const { starts, slots } = this.#byPage(bits);
    const triples = (from: number, to: number): Uint32Array => {
      const order = Array.from(slots.subarray(from, to)).sort(
        (x, y) =>
          (this.#hi[x] as number) - (this.#hi[y] as number) ||
          (this.#lo[x] as number) - (this.#lo[y] as number) ||
          (this.#article[x] as number) - (this.#article[y] as number),
      );
      const out = new Uint32Array(order.length * TRIPLE);
      for (const [i, slot] of order.entries()) {
        out[i * TRIPLE] = this.#lo[slot] as number;
        out[i * TRIPLE + 1] = this.#hi[slot] as number;
        out[i * TRIPLE + 2] = (this.#article[slot] as number) - 1;
      }
      return out;
    };
    return {
      bits,
      read(part, partBits) {
        const wide = bits - partBits;
        return triples(starts[part << wide] as number, starts[(part + 1) << wide] as number);
      },
    };
  }

  /** Counting sort of the slots in use by the page of their key. */
  #byPage(bits: number): { readonly starts: Uint32Array; readonly slots: Uint32Array } {
    const pageOf = (slot: number): number => (bits === 0 ? 0 : (this.#hi[slot] as number) >>> (32 - bits));
    const starts = new Uint32Array((1 << bits) + 1);
    for (let slot = 0; slot < this.#lo.length; slot++) {
      if (this.#article[slot] !== 0) starts[pageOf(slot) + 1] = (starts[pageOf(slot) + 1] as number) + 1;
    }
    for (let page = 0; page < 1 << bits; page++)
      starts[page + 1] = (starts[page + 1] as number) + (starts[page] as number);
    const next = starts.slice();
    const slots = new Uint32Array(this.entries);
    for (let slot = 0; slot < this.#lo.length; slot++) {
      if (this.#article[slot] === 0) continue;
      const place = next[pageOf(slot)] as number;
      slots[place] = slot;
      next[pageOf(slot)] = place + 1;
    }
    return { starts, slots };
  }

  #slot(lo: number, hi: number): number {
    return Math.imul(lo ^ (hi >>> 5), 0x9e3779b1) >>> (32 - this.#bits);
  }

  #insert(lo: number, hi: number, article: number, most: number): void {
    const mask = this.#lo.length - 1;
    let slot = this.#slot(lo, hi);
    let same = 0;
    for (; this.#article[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#lo[slot] === lo && this.#hi[slot] === hi && ++same === most) return;
    }
    this.#lo[slot] = lo;
    this.#hi[slot] = hi;
    this.#article[slot] = article + 1;
    this.entries++;
  }

  /** Doubles the table. Entries of one key keep their order: they are moved in the order of their articles. */
  #grow(): void {
    const [lo, hi, article] = [this.#lo, this.#hi, this.#article];
    const used = new Uint32Array(this.entries);
    let count = 0;
    for (let slot = 0; slot < lo.length; slot++) if (article[slot] !== 0) used[count++] = slot;
    used.sort((x, y) => (article[x] as number) - (article[y] as number));
    this.#bits++;
    this.#lo = new Uint32Array(lo.length * 2);
    this.#hi = new Uint32Array(lo.length * 2);
    this.#article = new Float64Array(lo.length * 2);
    this.entries = 0;
    const most = Number.POSITIVE_INFINITY;
    for (const slot of used) this.#insert(lo[slot] as number, hi[slot] as number, (article[slot] as number) - 1, most);
  }
}
