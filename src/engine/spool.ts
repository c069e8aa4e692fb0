import { closeSync, openSync, readSync, rmSync, truncateSync } from "node:fs";
import { OutputError } from "../errors.js";
import { attempt, openSink } from "./output.js";

/** Items written once, one behind the other: what does not fit into memory waits here. */
export interface Spool {
  readonly path: string;
  /** Bytes so far, which is where the next item begins. */
  readonly length: number;
  append(bytes: Uint8Array | string): void;
  /** Ends writing. */
  seal(): void;
}

/** A spool in one file. */
export function createSpool(path: string): Spool {
  const sink = openSink(path);
  return {
    path,
    get length() {
      return sink.length;
    },
    append: (bytes) => sink.write(bytes),
    seal: () => sink.close(),
  };
}

/** Where the items of several spools stand, by number. Plain data; the columns may be shared between threads. */
export interface SpoolIndex {
  readonly paths: readonly string[];
  /** Which of the paths, times FILE_SPAN, plus the offset in that file. */
  readonly starts: Float64Array;
  /** Bytes of each item. */
  readonly lengths: Uint32Array;
}

/** Larger than any file; its product with a few hundred is still a whole number in a double. */
export const FILE_SPAN = 2 ** 44;

/** Items of spools, read at random. */
export interface SpoolReader {
  /** The bytes of the item with this number, 8-byte aligned. @throws {RangeError} where there is none. */
  read(index: number): Buffer;
  /** Lets go of the files. */
  close(): void;
}

/**
 * Opens sealed spools.
 * @param memoryOf where an item of so many bytes goes, and fills all of it; default: memory of its own. What is handed out
 *   again holds one item only.
 */
export function openSpools(
  { paths, starts, lengths }: SpoolIndex,
  memoryOf: (bytes: number) => Buffer = Buffer.allocUnsafeSlow,
): SpoolReader {
  const files = new Map<number, number>();
  const fileOf = (number: number): number => {
    const path = paths[number] as string;
    const file = files.get(number) ?? attempt(path, () => openSync(path, "r"));
    files.set(number, file);
    return file;
  };
  return {
    read(index) {
      const start = starts[index];
      if (start === undefined) throw new RangeError(`no item ${index} among ${starts.length}`);
      const number = Math.floor(start / FILE_SPAN);
      const out = memoryOf(lengths[index] as number);
      return readExactly(paths[number] as string, fileOf(number), start % FILE_SPAN, out);
    },
    close() {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
}

/** Bytes read ahead by `openSpoolsInOrder`. */
const AHEAD_BYTES = 4 << 20;

/** Opens sealed spools whose items are mostly read in the order they stand in: reads ahead. An item holds until the next is read. */
export function openSpoolsInOrder(index: SpoolIndex): SpoolReader {
  const { paths, starts, lengths } = index;
  const files = new Map<number, number>();
  let memory = new ArrayBuffer(AHEAD_BYTES);
  let ahead: Buffer = Buffer.alloc(0);
  let aheadStart = -1;
  const fill = (start: number, length: number): void => {
    const number = Math.floor(start / FILE_SPAN);
    const path = paths[number] as string;
    const file = files.get(number) ?? attempt(path, () => openSync(path, "r"));
    files.set(number, file);
    if (length > memory.byteLength) memory = new ArrayBuffer(length);
    ahead = readUpTo(path, file, start % FILE_SPAN, Buffer.from(memory));
    aheadStart = start;
    if (ahead.length < length) throw new OutputError(`${path}: expected ${length} bytes, found ${ahead.length}`);
  };
  return {
    read(item) {
      const start = starts[item];
      if (start === undefined) throw new RangeError(`no item ${item} among ${starts.length}`);
      const length = lengths[item] as number;
      if (aheadStart < 0 || start < aheadStart || start + length > aheadStart + ahead.length) fill(start, length);
      return ahead.subarray(start - aheadStart, start - aheadStart + length);
    },
    close() {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
}

/** Removes the files of spools. */
export function removeSpools(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

/** Gives the space of spools back to the disk, though a thread may still have them open; what is read of them fails. */
export function emptySpools(paths: readonly string[]): void {
  for (const path of paths) attempt(path, () => truncateSync(path));
}

const ownMemory = (bytes: number): Buffer => Buffer.from(new ArrayBuffer(bytes));

/** Memory that every item gets in turn: it holds the last one only, and makes no garbage. */
export function createSharedMemory(): (bytes: number) => Buffer {
  let memory = ownMemory(1 << 16);
  return (bytes) => {
    if (bytes > memory.length) memory = ownMemory(Math.ceil(bytes * 1.5));
    return memory.subarray(0, bytes);
  };
}

function readExactly(path: string, file: number, start: number, out: Buffer): Buffer {
  const bytes = readUpTo(path, file, start, out);
  if (bytes.length === out.length) return bytes;
  throw new OutputError(`${path}: expected ${out.length} bytes at ${start}, found ${bytes.length}`);
}

/** Fills `out`; gives less of it only where the file ends. */
function readUpTo(path: string, file: number, start: number, out: Buffer): Buffer {
  let at = 0;
  while (at < out.length) {
    const got = attempt(path, () => readSync(file, out, at, out.length - at, start + at));
    if (got === 0) break;
    at += got;
  }
  return out.subarray(0, at);
}
