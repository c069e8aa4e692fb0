import { closeSync, fstatSync, fsync, ftruncateSync, openSync, write } from "node:fs";
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { OutputError } from "../errors.js";
import { attempt } from "./output.js";

const writeSome = promisify(write);
const syncFile = promisify(fsync);

/** Bytes gathered before they go out, where nobody asks for them earlier. */
const BLOCK_BYTES = 1 << 16;

/** Where rows of a stream go, while it runs; each call once that before is over. */
export interface RowTarget {
  /** Bytes written since the target was begun, those that wait for `flush` included; what a checkpoint keeps. */
  readonly position: number;
  /** Adds whole rows. Resolves when more may come, a slow reader is waited for; undefined where they may at once. */
  write(rows: Uint8Array | string): Promise<void> | undefined;
  /** Hands over everything written so far. */
  flush(): Promise<void>;
  /** As `flush`, and does not return before a file is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Rows into a file that grows while the stream runs.
 * @param from position of an earlier run to go on from, what stands behind it is cut off; undefined begins anew.
 * @throws {OutputError} where the file cannot be written, or ends before `from`.
 */
export function openFileRows(path: string, from: number | undefined): RowTarget {
  const file = attempt(path, () => openSync(path, from === undefined || from === 0 ? "w" : "r+"));
  return descriptorRows(file, path, from ?? 0, true);
}

/**
 * Rows into a file that is open already, such as standard output sent to one, behind what stands there.
 * @param from as for `openFileRows`.
 * @throws {OutputError} where the file ends before `from`.
 */
export function openDescriptorRows(file: number, name: string, from: number | undefined): RowTarget {
  return descriptorRows(file, name, from ?? fstatSync(file).size, false);
}

function descriptorRows(file: number, name: string, start: number, owned: boolean): RowTarget {
  const stat = fstatSync(file);
  const regular = stat.isFile();
  if (regular && stat.size < start) {
    if (owned) closeSync(file);
    throw new OutputError(`${name}: expected the ${start} bytes of which the checkpoint tells, found ${stat.size}`);
  }
  if (regular) attempt(name, () => ftruncateSync(file, start));
  let handed = start;
  // A file of ours is written by position; a device has none, and a descriptor that was handed in keeps the system's.
  // Not by this thread, which judges articles meanwhile: a block takes as long as half an article.
  const put = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      const position = owned && regular ? handed + at : null;
      const { bytesWritten } = await writeSome(file, bytes, at, bytes.length - at, position).catch(failing(name));
      at += bytesWritten;
    }
    handed += bytes.length;
  };
  return blockRows(start, {
    put,
    sync: async () => (regular ? syncFile(file).catch(failing(name)) : undefined),
    close: async () => (owned ? closeSync(file) : undefined),
  });
}

/**
 * Rows into a stream, such as standard output into a pipe. A checkpoint cannot take back what went there. A write that
 * fails, for example because the reader went away, rejects with an OutputError.
 */
export function openStreamRows(stream: Writable, name: string): RowTarget {
  const put = (bytes: Uint8Array): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    }).catch(failing(name));
  return blockRows(0, { put, sync: async () => {}, close: async () => {} });
}

/** Tells of a write that failed. */
const failing =
  (name: string) =>
  (cause: Error): never => {
    throw new OutputError(`${name}: cannot write: ${cause.message}`, { cause });
  };

interface Sink {
  put(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Gathers rows into blocks. */
function blockRows(start: number, sink: Sink): RowTarget {
  let waiting: Uint8Array[] = [];
  let held = 0;
  let position = start;
  const flush = async (): Promise<void> => {
    if (held === 0) return;
    const block = waiting.length === 1 ? (waiting[0] as Uint8Array) : Buffer.concat(waiting, held);
    waiting = [];
    held = 0;
    await sink.put(block);
  };
  return {
    get position() {
      return position;
    },
    write(rows) {
      const bytes = typeof rows === "string" ? Buffer.from(rows) : rows;
      waiting.push(bytes);
      held += bytes.length;
      position += bytes.length;
      return held >= BLOCK_BYTES ? flush() : undefined;
    },
    flush,
    async sync() {
      await flush();
      await sink.sync();
    },
    async close() {
      await flush();
      await sink.close();
    },
  };
}
