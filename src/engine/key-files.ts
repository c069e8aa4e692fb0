import type { KeyStore } from "../model/catalog.js";
import { countRowWords, PARTS, type RowFile, readRowParts, readRows } from "./row-spool.js";

/** Words of a key and the article that has it. */
export const KEY_WORDS = 3;

/** Rows that a part may hold; what is made of them takes some 40 bytes a row meanwhile. */
const MOST_ROWS = 1 << 19;
/** Bits of a key's high half below those that choose its part in the files. */
const LOWER_BITS = 32 - Math.log2(PARTS);
/** Word of a row that holds the high half of its key. */
const HIGH = 1;

/**
 * Rows on disk whose first two words are a 64-bit key, low half first; parts hold equal keys together. All files have as
 * many parts. Where these hold too many rows, each is cut into slices by the next bits of the keys: a slice is found by
 * reading its part through, which costs less than memory for all of it.
 * @param width words a row.
 */
export function keysOnDisk(files: readonly RowFile[], width: number, mostRows = MOST_ROWS): KeyStore {
  const rowsIn = (from: number, to: number): number => countRowWords(files, from, to) / width;
  const parts = files[0]?.blocks.length ?? 0;
  const slices = 2 ** Math.max(0, Math.ceil(Math.log2(rowsIn(0, parts) / parts / mostRows)));
  if (slices === 1) return { parts, count: rowsIn, read: (from, to) => readRowParts(files, from, to) };
  return {
    parts: parts * slices,
    count(from, to) {
      const [first, end] = [Math.floor(from / slices), Math.ceil(to / slices)];
      return ((to - from) * rowsIn(first, end)) / ((end - first) * slices);
    },
    read(from, to) {
      const rows = new RowGatherer(width, mostRows);
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
  readonly #width: number;
  #rows: Uint32Array;
  #used = 0;

  constructor(width: number, room: number) {
    this.#width = width;
    this.#rows = new Uint32Array(room * width);
  }

  take(block: Uint32Array, isWanted: (high: number) => boolean): void {
    if (this.#used + block.length > this.#rows.length) this.#grow(block.length);
    const rows = this.#rows;
    for (let at = 0; at < block.length; at += this.#width) {
      if (!isWanted(block[at + HIGH] as number)) continue;
      for (let word = 0; word < this.#width; word++) rows[this.#used++] = block[at + word] as number;
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
