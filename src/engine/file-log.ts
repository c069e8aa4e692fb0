import { closeSync, openSync, readSync } from "node:fs";
import { OutputError } from "../errors.js";
import type { ByteLog, LogMaker } from "../model/byte-log.js";
import { attempt, writeAll } from "./output.js";

/** Bytes gathered before they go to the file. */
const TAIL_BYTES = 1 << 16;
/** Bytes of a page, and how many pages are kept at hand: the last one of those whose numbers end in the same bits. */
const PAGE_BYTES = 1 << 12;
const PAGES = 1 << 9;

/** A log in a file. */
export interface FileLog extends ByteLog {
  /** Lets go of the file. */
  close(): void;
}

/** A log in one file, which is written and read in turn; 2 MB of memory for what was read last. */
export function createFileLog(path: string): FileLog {
  const file = attempt(path, () => openSync(path, "w+"));
  const tail = Buffer.from(new ArrayBuffer(TAIL_BYTES));
  /** Bytes in the file, and gathered behind them. */
  let written = 0;
  let used = 0;
  const pages = Buffer.from(new ArrayBuffer(PAGE_BYTES * PAGES));
  const held = new Float64Array(PAGES).fill(-1);
  let across = Buffer.from(new ArrayBuffer(PAGE_BYTES));
  const write = (bytes: Uint8Array): void => {
    attempt(path, () => writeAll(file, bytes));
    written += bytes.length;
  };
  const flush = (): void => {
    write(tail.subarray(0, used));
    used = 0;
  };
  const pageAt = (number: number): Buffer => {
    const slot = number & (PAGES - 1);
    const page = pages.subarray(slot * PAGE_BYTES, (slot + 1) * PAGE_BYTES);
    if (held[slot] !== number) {
      readExactly(path, file, page, number * PAGE_BYTES);
      held[slot] = number;
    }
    return page;
  };
  return {
    append(bytes) {
      if (used + bytes.length > TAIL_BYTES) flush();
      const start = written + used;
      if (bytes.length > TAIL_BYTES) write(bytes);
      else {
        tail.set(bytes, used);
        used += bytes.length;
      }
      return start;
    },
    read(start, length) {
      const end = start + length;
      if (!(start >= 0 && end <= written + used))
        throw new RangeError(`no bytes ${start} to ${end} of ${written + used}`);
      if (start >= written) return tail.subarray(start - written, end - written);
      const number = Math.floor(start / PAGE_BYTES);
      const within = start - number * PAGE_BYTES;
      // Only whole pages are kept: the last one of the file may still grow.
      if (within + length <= PAGE_BYTES && (number + 1) * PAGE_BYTES <= written) {
        return pageAt(number).subarray(within, within + length);
      }
      if (length > across.length) across = Buffer.from(new ArrayBuffer(length));
      return readExactly(path, file, across.subarray(0, length), start);
    },
    close: () => closeSync(file),
  };
}

/** Logs in files of one folder, which are let go of together. */
export interface FileLogs {
  readonly make: LogMaker;
  close(): void;
}

/** Makes logs in a folder that is there; their files stay. */
export function createFileLogs(folder: string): FileLogs {
  const open: FileLog[] = [];
  return {
    make(name) {
      const log = createFileLog(`${folder}/${open.length}-${name}.log`);
      open.push(log);
      return log;
    },
    close() {
      for (const log of open.splice(0)) log.close();
    },
  };
}

function readExactly(path: string, file: number, out: Buffer, start: number): Buffer {
  for (let at = 0; at < out.length; ) {
    const got = attempt(path, () => readSync(file, out, at, out.length - at, start + at));
    if (got === 0) throw new OutputError(`${path}: expected ${out.length} bytes at ${start}, found ${at}`);
    at += got;
  }
  return out;
}
