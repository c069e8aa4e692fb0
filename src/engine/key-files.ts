import type { KeyStore } from "../model/catalog.js";
import { countRowWords, PARTS, type RowFile, readRowParts, readRows } from "./row-spool.js";

/** Words a row: low half, high half, article. */
const WIDTH = 3;
/** Keys that a part may hold; what is made of them takes 40 bytes a key. */
const MOST_KEYS = 1 << 19;
/** Bits of a key's high half below those that choose its part in the files. */
const LOWER_BITS = 32 - Math.log2(PARTS);

/**
 * Keys on disk. Where the files' parts hold too many, each is cut into slices by the next bits of the keys: a slice is
 * found by reading its part through, which costs less than memory for all of it.
 */
export function keysOnDisk(files: readonly RowFile[], mostKeys = MOST_KEYS): KeyStore {
  const keysIn = (from: number, to: number): number => countRowWords(files, from, to) / WIDTH;
  const slices = 2 ** Math.max(0, Math.ceil(Math.log2(keysIn(0, PARTS) / PARTS / mostKeys)));
  if (slices === 1) return { parts: PARTS, count: keysIn, read: (from, to) => readRowParts(files, from, to) };
  return {
    parts: PARTS * slices,
    count(from, to) {
      const [first, end] = [Math.floor(from / slices), Math.ceil(to / slices)];
      return ((to - from) * keysIn(first, end)) / ((end - first) * slices);
    },
    read(from, to) {
      const rows = new RowGatherer();
      for (let part = from; part < to; part++) {
        const isWanted = sliceTest(part % slices, slices);
        for (const block of readRows(files, Math.floor(part / slices))) rows.take(block, isWanted);
      }
      return rows.finish();
    },
  };
}

/** Whether the high half of a key is in a slice of its part. */
function sliceTest(slice: number, slices: number): (high: number) => boolean {
  const shift = LOWER_BITS - Math.log2(slices);
  return (high) => ((high >>> shift) & (slices - 1)) === slice;
}

/** Rows that are picked out of blocks. */
class RowGatherer {
  #rows = new Uint32Array(MOST_KEYS * WIDTH);
  #used = 0;

  take(block: Uint32Array, isWanted: (high: number) => boolean): void {
    if (this.#used + block.length > this.#rows.length) this.#grow(block.length);
    for (let at = 0; at < block.length; at += WIDTH) {
      if (!isWanted(block[at + 1] as number)) continue;
      this.#rows[this.#used] = block[at] as number;
      this.#rows[this.#used + 1] = block[at + 1] as number;
      this.#rows[this.#used + 2] = block[at + 2] as number;
      this.#used += WIDTH;
    }
  }

  finish(): Uint32Array {
    return this.#rows.subarray(0, this.#used);
  }

  #grow(more: number): void {
    const larger = new Uint32Array(Math.ceil((this.#used + more) * 1.5));
    larger.set(this.#rows.subarray(0, this.#used));
    this.#rows = larger;
  }
}
