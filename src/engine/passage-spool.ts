import { closeSync, openSync, readSync } from "node:fs";
import { OutputError } from "../errors.js";
import type { PassageStore } from "../match/passage-store.js";
import { attempt, writeAll } from "./output.js";

/** Words gathered before they go to the file. */
const WRITE_WORDS = 1 << 16;
/** Words read at once: passages of neighbouring pairs are read one after the other, but for writing them in order of ids. */
const READ_WORDS = 1 << 10;

/** Passages on disk. */
export interface PassageSpool extends PassageStore {
  /** Lets go of the file. */
  close(): void;
}

/** A spool in one file, which is written and read in turn. */
export function createPassageSpool(path: string): PassageSpool {
  const file = attempt(path, () => openSync(path, "w+"));
  const gathered = new Uint32Array(WRITE_WORDS);
  let used = 0;
  let length = 0;
  let window = new Uint32Array(READ_WORDS);
  let windowStart = 0;
  let windowLength = 0;
  const write = (words: Uint32Array): void =>
    attempt(path, () => writeAll(file, new Uint8Array(words.buffer, words.byteOffset, words.byteLength)));
  const flush = (): void => {
    write(gathered.subarray(0, used));
    used = 0;
  };
  const fill = (start: number, words: number): void => {
    flush();
    if (words > window.length) window = new Uint32Array(words);
    windowStart = start;
    windowLength = Math.min(window.length, length - start);
    readWords(path, file, window.subarray(0, windowLength), start);
  };
  return {
    append(words) {
      if (used + words.length > WRITE_WORDS) flush();
      if (words.length > WRITE_WORDS) write(words);
      else {
        gathered.set(words, used);
        used += words.length;
      }
      length += words.length;
      return length - words.length;
    },
    read(start, words) {
      if (start + words > length)
        throw new RangeError(`no passages ${start} to ${start + words} among ${length} words`);
      if (start < windowStart || start + words > windowStart + windowLength) fill(start, words);
      return window.subarray(start - windowStart, start - windowStart + words);
    },
    close: () => closeSync(file),
  };
}

function readWords(path: string, file: number, out: Uint32Array, start: number): void {
  const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const got = attempt(path, () => readSync(file, bytes, at, bytes.length - at, start * 4 + at));
    if (got === 0) throw new OutputError(`${path}: expected ${bytes.length} bytes at ${start * 4}, found ${at}`);
    at += got;
  }
}
