import { closeSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.js";
import type { Input } from "./inputs.js";

const LF = 0x0a;
/** Bytes read at once behind a range, to the end of its last line: mostly enough, and twice as many with each further step. */
const FIRST_STEP = 1 << 15;
const MOST_STEP = 1 << 20;

/** A stretch of a file. The lines that begin in it belong to it, whole. */
export interface FileRange {
  readonly input: Input;
  readonly start: number;
  /** Excluded. */
  readonly end: number;
}

/** Bytes and where they stand in the file. */
export interface PlacedBytes {
  readonly offset: number;
  readonly bytes: Buffer;
}

/**
 * The bytes of the lines that begin in a range, in order: none before the first of them, none behind the end of the last.
 * @throws {InputError} where the file cannot be read.
 */
export function* rangeChunks({ input, start, end }: FileRange): Generator<PlacedBytes> {
  const file = attempt(input.path, () => openSync(input.path, "r"));
  const read = (at: number, length: number): Buffer => attempt(input.path, () => readAt(file, at, length));
  try {
    const from = Math.max(0, start - 1);
    const bytes = read(from, end - from);
    const first = start === 0 ? 0 : bytes.subarray(0, end - 1 - from).indexOf(LF) + 1;
    if (start > 0 && first === 0) return;
    yield { offset: from + first, bytes: bytes.subarray(first) };
    if (bytes[end - 1 - from] === LF) return;
    yield* restOfLine(read, end);
  } finally {
    closeSync(file);
  }
}

/** From a place inside a line to the line's end. */
function* restOfLine(read: (at: number, length: number) => Buffer, start: number): Generator<PlacedBytes> {
  for (let at = start, step = FIRST_STEP; ; step = Math.min(MOST_STEP, step * 2)) {
    const bytes = read(at, step);
    const newline = bytes.indexOf(LF);
    if (bytes.length > 0) yield { offset: at, bytes: newline < 0 ? bytes : bytes.subarray(0, newline + 1) };
    if (newline >= 0 || bytes.length < step) return;
    at += bytes.length;
  }
}

/** The bytes at a place, fewer only where the file ends. */
function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let have = 0;
  while (have < length) {
    const got = readSync(file, bytes, have, length - have, at + have);
    if (got === 0) break;
    have += got;
  }
  return bytes.subarray(0, have);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new InputError(path, `expected a readable file, found an error (${code})`, { cause });
  }
}
