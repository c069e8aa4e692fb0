import { closeSync, openSync, writeSync } from "node:fs";
import { OutputError, UsageError } from "../errors.js";

/** Bytes gathered before they go to the file. */
const CHUNK_BYTES = 1 << 20;

/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const UNIT_BYTES = 3;

/** Strings up to this length are encoded where they are gathered. */
const STRING_UNITS = CHUNK_BYTES / (4 * UNIT_BYTES);

/** A file that is written from its beginning to its end. */
export interface Sink {
  /** Bytes written so far. */
  readonly length: number;
  write(item: Uint8Array | string): void;
  close(): void;
}

/** @throws {OutputError} naming the file where the system refuses, for example on a full disk. */
export function openSink(path: string): Sink {
  const file = attempt(path, () => openSync(path, "w"));
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let used = 0;
  let length = 0;
  let closed = false;
  const flush = (): void => {
    attempt(path, () => writeAll(file, chunk.subarray(0, used)));
    used = 0;
  };
  return {
    get length() {
      return length;
    },
    write(item) {
      if (typeof item === "string" && item.length <= STRING_UNITS) {
        if (used + item.length * UNIT_BYTES > CHUNK_BYTES) flush();
        const written = chunk.write(item, used);
        used += written;
        length += written;
        return;
      }
      const data = typeof item === "string" ? Buffer.from(item) : item;
      length += data.length;
      if (used + data.length > CHUNK_BYTES) flush();
      if (data.length > CHUNK_BYTES) return attempt(path, () => writeAll(file, data));
      chunk.set(data, used);
      used += data.length;
    },
    close() {
      if (closed) return;
      closed = true;
      flush();
      chunk = Buffer.alloc(0);
      closeSync(file);
    },
  };
}

/** Writes all bytes, however many the system takes at once. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/** Runs an action of the file system; what it throws becomes an OutputError that names the path, unless it is one of ours. */
export function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof UsageError || cause instanceof OutputError) throw cause;
    throw new OutputError(`${path}: cannot write: ${(cause as Error).message}`, { cause });
  }
}
