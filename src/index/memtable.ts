import type { Keys } from "./keys.js";
import { pageOf } from "./posting-page.js";
import { type Run, TRIPLE } from "./run.js";
import { sortTriples } from "./sort-triples.js";

const ROOM_LEAST = 1 << 10;
const ROOM_MAX = 1 << 19;

/** Share of the slots in use beyond which it grows: a search then looks at two or three slots. */
const FILLED_MOST = 0.7;

/** Words of a slot: low lane, high lane, one more than the article's number (0 where the slot is free), nothing. */
const SLOT = 4;

/** Entries that share the bits they are sorted by at once, as a power of two. */
const GROUP_BITS = 2;

/** Words that are looked at in a step of sorting. */
const STEP = SLOT << 12;

/**
 * The newest postings, in memory: open addressing over keys, each entry with the number of its article. Entries of one
 * key stand in the order they came in, at most `most` of them; later ones are not needed, but under an article's id:
 * many that had it may have been removed. A slot is 16 bytes, so that looking at one costs one cache line.
 */
export class Memtable {
  entries = 0;
  #bits: number;
  #slots: Uint32Array;
  readonly #most: number;

  /** @param expected entries that it has room for before it grows, up to ROOM_MAX. */
  constructor(most: number, expected = 0) {
    this.#most = most;
    this.#bits = Math.ceil(Math.log2(Math.max(ROOM_LEAST, Math.min(expected + 1, ROOM_MAX)) / FILLED_MOST));
    this.#slots = new Uint32Array(SLOT << this.#bits);
  }

  /** Adds an article under its keys, the last of them that of its id. Numbers must not fall from one call to the next. */
  add(article: number, keys: Keys): void {
    while (this.entries + keys.length / 2 > FILLED_MOST * 2 ** this.#bits) this.#grow();
    for (let k = 0; k < keys.length; k += 2) {
      const most = k + 2 < keys.length ? this.#most : Number.POSITIVE_INFINITY;
      this.#insert(keys[k] as number, keys[k + 1] as number, article, most);
    }
  }

  /** Appends the articles of a key to `out`. */
  lookup(lo: number, hi: number, out: number[]): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = this.#slot(lo, hi); slots[at + 2] !== 0; at = (at + SLOT) & mask) {
      if (slots[at] === lo && slots[at + 1] === hi) out.push((slots[at + 2] as number) - 1);
    }
  }

  /** Tells `found` of the articles of each key: its place among the keys, and an article. */
  lookupAll(keys: Keys, found: (place: number, article: number) => void): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let k = 0; k < keys.length; k += 2) {
      const lo = keys[k] as number;
      const hi = keys[k + 1] as number;
      for (let at = this.#slot(lo, hi); slots[at + 2] !== 0; at = (at + SLOT) & mask) {
        if (slots[at] === lo && slots[at + 1] === hi) found(k >> 1, (slots[at + 2] as number) - 1);
      }
    }
  }

  /** All entries as a sorted run, of at most 2^bits parts. */
  run(bits: number): Run {
    const steps = this.sort(bits);
    for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
  }

  /**
   * As `run`, a part of the table a step, of which each takes some 100 µs. Sorts by the first bits of the high lane at once,
   * which leaves few entries in a group, and the rest of a part when it is read. Nothing may be added meanwhile.
   */
  *sort(bits: number): Generator<undefined, Run> {
    const groupBits = Math.max(bits, Math.floor(Math.log2(this.entries + 1)) - GROUP_BITS);
    const starts = yield* this.#groupStarts(groupBits);
    const triples = yield* this.#byGroup(groupBits, starts);
    return {
      bits,
      read(part, partBits) {
        const wide = 2 ** (groupBits - partBits);
        const [from, to] = [starts[part * wide] as number, starts[(part + 1) * wide] as number];
        return sortTriples(triples.subarray(from * TRIPLE, to * TRIPLE));
      },
    };
  }

  /** Where the entries of each group begin among all in the order of their groups. */
  *#groupStarts(bits: number): Generator<undefined, Uint32Array> {
    const slots = this.#slots;
    const starts = new Uint32Array((1 << bits) + 1);
    for (let from = 0; from < slots.length; from += STEP) {
      for (let at = from; at < Math.min(slots.length, from + STEP); at += SLOT) {
        if (slots[at + 2] === 0) continue;
        const next = pageOf(slots[at + 1] as number, bits) + 1;
        starts[next] = (starts[next] as number) + 1;
      }
      yield;
    }
    for (let group = 0; group < 1 << bits; group++) {
      starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
    }
    return starts;
  }

  /** All entries as triples, group by group: a counting sort. */
  *#byGroup(bits: number, starts: Uint32Array): Generator<undefined, Uint32Array> {
    const slots = this.#slots;
    const next = starts.slice();
    const triples = new Uint32Array(this.entries * TRIPLE);
    for (let from = 0; from < slots.length; from += STEP) {
      for (let at = from; at < Math.min(slots.length, from + STEP); at += SLOT) {
        if (slots[at + 2] === 0) continue;
        const group = pageOf(slots[at + 1] as number, bits);
        const to = (next[group] as number) * TRIPLE;
        next[group] = (next[group] as number) + 1;
        triples[to] = slots[at] as number;
        triples[to + 1] = slots[at + 1] as number;
        triples[to + 2] = (slots[at + 2] as number) - 1;
      }
      yield;
    }
    return triples;
  }

  /** Where the search for a key begins. */
  #slot(lo: number, hi: number): number {
    return (Math.imul(lo ^ (hi >>> 5), 0x9e3779b1) >>> (32 - this.#bits)) * SLOT;
  }

  #insert(lo: number, hi: number, article: number, most: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = this.#slot(lo, hi);
    let same = 0;
    for (; slots[at + 2] !== 0; at = (at + SLOT) & mask) {
      if (slots[at] === lo && slots[at + 1] === hi && ++same === most) return;
    }
    slots[at] = lo;
    slots[at + 1] = hi;
    slots[at + 2] = article + 1;
    this.entries++;
  }

  /**
   * Doubles the table. Entries of one key keep their order: they stand in it from where their search begins, and no search
   * passes a free slot.
   */
  #grow(): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let free = 0;
    while (slots[free + 2] !== 0) free += SLOT;
    this.#bits++;
    this.#slots = new Uint32Array(slots.length * 2);
    this.entries = 0;
    for (let at = (free + SLOT) & mask; at !== free; at = (at + SLOT) & mask) {
      if (slots[at + 2] === 0) continue;
      const article = (slots[at + 2] as number) - 1;
      this.#insert(slots[at] as number, slots[at + 1] as number, article, Number.POSITIVE_INFINITY);
    }
  }
}
