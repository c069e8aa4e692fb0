import { closeSync, openSync, readSync } from "node:fs";
import { OutputError } from "../errors.js";
import { attempt, writeAll } from "./output.js";

/** Parts that rows are sorted into by the top bits of their key. */
export const PARTS = 64;
const PART_SHIFT = 26;
/** Rows of a part gathered before they go to the file. */
const BLOCK_ROWS = 1024;

/** Rows of 32-bit words, `width` of them each, that wait on disk, part by part, in no order. */
export interface RowSpool {
  /** Makes room for a row whose key has this high half, and gives its place in `words`; to be filled at once. */
  place(keyHigh: number): number;
  readonly words: Uint32Array;
  /** Adds the keys `from` up to `to` of two columns as rows of low half, high half and `mark`. */
  addKeys(lo: Uint32Array, hi: Uint32Array, from: number, to: number, mark: number): void;
  /** Adds rows that lack their third word, `mark`. */
  addRows(rows: Uint32Array, mark: number): void;
  /** Writes what is left. */
  seal(): RowFile;
}

/** A sealed spool; plain data. */
export interface RowFile {
  readonly path: string;
  readonly width: number;
  /** For each part the blocks that hold it, as offset and length in words. */
  readonly blocks: readonly (readonly (readonly [number, number])[])[];
}

/** A spool in one file: parts fill a block of memory each, full blocks go to the end of the file. */
export function createRowSpool(path: string, width: number): RowSpool {
  return new RowSpoolFile(path, width);
}

class RowSpoolFile implements RowSpool {
  readonly words: Uint32Array;
  readonly #path: string;
  readonly #width: number;
  readonly #file: number;
  readonly #blockWords: number;
  /** Words in the block of each part. */
  readonly #used = new Uint32Array(PARTS);
  readonly #blocks = Array.from({ length: PARTS }, (): (readonly [number, number])[] => []);
  #length = 0;

  constructor(path: string, width: number) {
    this.#path = path;
    this.#width = width;
    this.#file = attempt(path, () => openSync(path, "w"));
    this.#blockWords = BLOCK_ROWS * width;
    this.words = new Uint32Array(PARTS * this.#blockWords);
  }

  place(keyHigh: number): number {
    const part = keyHigh >>> PART_SHIFT;
    // In bounds: a word of 32 bits has PARTS values in its top bits.
    const used = this.#used[part] as number;
    if (used === this.#blockWords) return this.#placeInNext(part);
    this.#used[part] = used + this.#width;
    return part * this.#blockWords + used;
  }

  addKeys(lo: Uint32Array, hi: Uint32Array, from: number, to: number, mark: number): void {
    const { words } = this;
    for (let k = from; k < to; k++) {
      const high = hi[k] as number;
      const at = this.place(high);
      words[at] = lo[k] as number;
      words[at + 1] = high;
      words[at + 2] = mark;
    }
  }

  addRows(rows: Uint32Array, mark: number): void {
    const { words } = this;
    const width = this.#width;
    for (let row = 0; row < rows.length; row += width - 1) {
      const at = this.place(rows[row + 1] as number);
      words[at] = rows[row] as number;
      words[at + 1] = rows[row + 1] as number;
      words[at + 2] = mark;
      for (let k = 3; k < width; k++) words[at + k] = rows[row + k - 1] as number;
    }
  }

  seal(): RowFile {
    for (let part = 0; part < PARTS; part++) if ((this.#used[part] as number) > 0) this.#flush(part);
    closeSync(this.#file);
    return { path: this.#path, width: this.#width, blocks: this.#blocks };
  }

  #placeInNext(part: number): number {
    this.#flush(part);
    this.#used[part] = this.#width;
    return part * this.#blockWords;
  }

  #flush(part: number): void {
    const first = part * this.#blockWords;
    const block = this.words.subarray(first, first + (this.#used[part] as number));
    const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
    attempt(this.#path, () => writeAll(this.#file, bytes));
    this.#blocks[part]?.push([this.#length, block.length]);
    this.#length += block.length;
    this.#used[part] = 0;
  }
}

/** Words of the rows of the parts [from, to) over several spools. */
export function countRowWords(files: readonly RowFile[], from: number, to: number): number {
  let words = 0;
  for (const { blocks } of files) {
    for (const part of blocks.slice(from, to)) for (const [, length] of part) words += length;
  }
  return words;
}

/** Reads the rows of the parts [from, to), spool by spool. */
export function readRowParts(files: readonly RowFile[], from: number, to: number): Uint32Array {
  const rows = new Uint32Array(countRowWords(files, from, to));
  let at = 0;
  for (const { path, blocks } of files) {
    const file = attempt(path, () => openSync(path, "r"));
    try {
      for (const [offset, length] of blocks.slice(from, to).flat()) {
        readWords(path, file, rows.subarray(at, at + length), offset);
        at += length;
      }
    } finally {
      closeSync(file);
    }
  }
  return rows;
}

/** The rows of one part block by block; a block holds until the next is asked for. */
export function* readRows(files: readonly RowFile[], part: number): Generator<Uint32Array> {
  for (const { path, width, blocks } of files) {
    const file = attempt(path, () => openSync(path, "r"));
    const room = new Uint32Array(BLOCK_ROWS * width);
    try {
      for (const [offset, length] of blocks[part] ?? []) {
        const block = room.subarray(0, length);
        readWords(path, file, block, offset);
        yield block;
      }
    } finally {
      closeSync(file);
    }
  }
}

function readWords(path: string, file: number, out: Uint32Array, offset: number): void {
  const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const got = attempt(path, () => readSync(file, bytes, at, bytes.length - at, offset * 4 + at));
    if (got === 0) throw new OutputError(`${path}: expected ${bytes.length} bytes at ${offset * 4}, found ${at}`);
    at += got;
  }
}
