import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import {
  bytesOf,
  decodeRecord,
  HEAD_BYTES,
  LOG_FILES,
  type LogRecord,
  type LogSide,
  numberAt,
  numberIn,
} from "./log-record.js";

/** Follows the log of a folder, which another process may be writing. */
export class LogTail {
  readonly #folder: string;
  #side: LogSide = 0;
  #end = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All whole records, ascending by number; some of them may be in the B-trees already. */
  all(): readonly LogRecord[] {
    // Read at once: a writer goes on meanwhile.
    const [inFirst, inSecond] = [this.#bytesOf(0), this.#bytesOf(1)];
    const [first, second] = [runOf(inFirst), runOf(inSecond)];
    const [older, newer] = lastOf(first) <= lastOf(second) ? [first, second] : [second, first];
    this.#side = newer === first ? 0 : 1;
    this.#end = newer.end;
    return [...older.records, ...newer.records];
  }

  /** Records that came since, the first of them with this number. */
  after(last: number): readonly LogRecord[] {
    const records: LogRecord[] = [];
    for (let next = this.#next(last + 1); next !== undefined; next = this.#next(next.number + 1)) records.push(next);
    return records;
  }

  /** A record comes behind the last one, or at the start of a file. */
  #next(number: number): LogRecord | undefined {
    return this.#at(number, this.#side, this.#end) ?? this.#at(number, 0, 0) ?? this.#at(number, 1, 0);
  }

  #at(number: number, side: LogSide, from: number): LogRecord | undefined {
    const found = recordAt(join(this.#folder, LOG_FILES[side]), number, from);
    if (found === undefined) return undefined;
    this.#side = side;
    this.#end = from + found.end;
    return found;
  }

  #bytesOf(side: LogSide): Buffer {
    return bytesOfFile(join(this.#folder, LOG_FILES[side]));
  }
}

/** Records of ascending numbers, each the next but where one is damaged, and where they end. */
interface Run {
  readonly records: readonly LogRecord[];
  readonly end: number;
}

const lastOf = ({ records }: Run): number => records.at(-1)?.number ?? 0;

function runOf(bytes: Buffer): Run {
  const records: LogRecord[] = [];
  let end = 0;
  for (;;) {
    const next = recordFrom(bytes, end, records.at(-1)?.number);
    if (next === undefined) return { records, end };
    records.push(next);
    end = next.end;
  }
}

/**
 * The record at `from`; or where that is damaged, the first whole one behind it that is later than `last`. Behind the last
 * record, which alone a kill can cut off as they are written one at a time, there are those of earlier turns only.
 */
function recordFrom(bytes: Buffer, from: number, last: number | undefined): ReturnType<typeof decodeRecord> {
  const first = (last ?? 0) + 1;
  // As many as the file has room for; what comes before its first record is not known here.
  const most = last === undefined ? Number.MAX_SAFE_INTEGER : last + bytes.length / HEAD_BYTES;
  // Quicker than the buffer's own readers, as it looks at every byte of the file.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = from; at + HEAD_BYTES <= bytes.length; at++) {
    const number = numberIn(view, at);
    if (number < first || number > most) continue;
    const found = decodeRecord(bytes, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bytesOfFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

/** The record at a place of a file, where it is whole and has this number. */
function recordAt(path: string, number: number, from: number): ReturnType<typeof decodeRecord> {
  const file = openIfThere(path);
  if (file === undefined) return undefined;
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    if (readSync(file, head, 0, HEAD_BYTES, from) < HEAD_BYTES || numberAt(head, 0) !== number) return undefined;
    if (from + bytesOf(head) > fstatSync(file).size) return undefined;
    const bytes = Buffer.alloc(bytesOf(head));
    readSync(file, bytes, 0, bytes.length, from);
    return decodeRecord(bytes, 0);
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
