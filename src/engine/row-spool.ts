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
  const file = attempt(path, () => openSync(path, "w"));
  const blockWords = BLOCK_ROWS * width;
  const words = new Uint32Array(PARTS * blockWords);
  const used = new Uint32Array(PARTS);
  const blocks = Array.from({ length: PARTS }, (): (readonly [number, number])[] => []);
  let length = 0;
  const flush = (part: number): void => {
    const block = words.subarray(part * blockWords, part * blockWords + (used[part] as number));
    attempt(path, () => writeAll(file, new Uint8Array(block.buffer, block.byteOffset, block.byteLength)));
    blocks[part]?.push([length, block.length]);
    length += block.length;
    used[part] = 0;
  };
  return {
    words,
    place(keyHigh) {
      const part = keyHigh >>> PART_SHIFT;
      if (used[part] === blockWords) flush(part);
      const at = part * blockWords + (used[part] as number);
      used[part] = (used[part] as number) + width;
      return at;
    },
    seal() {
      for (let part = 0; part < PARTS; part++) if ((used[part] as number) > 0) flush(part);
      closeSync(file);
      return { path, width, blocks };
    },
  };
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
