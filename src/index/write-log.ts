import { closeSync, constants, fdatasync, fstatSync, fsyncSync, openSync, rmSync, write, writeSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { encodeRecord, LOG_FILES, type LogRecord, type LogSide } from "./log-record.js";

/** The log of the one process that writes. */
export class WriteLog {
  readonly #folder: string;
  readonly #fileBytes: number;
  readonly #expectOwn: () => void;
  readonly #files: [number | undefined, number | undefined] = [undefined, undefined];
  #side: LogSide = 0;
  #end = 0;

  /**
   * Makes no file before the first record.
   * @param fileBytes that a file has from the start. @param expectOwn throws where the folder is another index's by now.
   */
  constructor(folder: string, fileBytes: number, expectOwn: () => void) {
    this.#folder = folder;
    this.#fileBytes = fileBytes;
    this.#expectOwn = expectOwn;
  }

  /** Bytes of records in the file that is written. */
  get bytes(): number {
    return this.#end;
  }

  /** Appends a batch; one at a time. Resolves when it is on the disk, and rejects with what the system says. */
  async append(record: LogRecord): Promise<void> {
    const file = this.#file();
    const bytes = encodeRecord(record);
    await writeSynced(file, bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Goes on from the start of the other file: all that is there must be in the B-trees. */
  turn(): void {
    this.#side = this.#side === 0 ? 1 : 0;
    this.#end = 0;
  }

  /** Goes on from the start of the same file: all that is anywhere must be in the B-trees. */
  rewind(): void {
    this.#end = 0;
  }

  /** Lets the files go, and removes them where all that is there is in the B-trees. */
  close({ remove }: { readonly remove: boolean }): void {
    for (const file of this.#files) if (file !== undefined) closeSync(file);
    this.#files.fill(undefined);
    if (remove) for (const name of LOG_FILES) rmSync(join(this.#folder, name), { force: true });
  }

  #file(): number {
    const known = this.#files[this.#side];
    if (known !== undefined) return known;
    this.#expectOwn();
    const file = openFull(join(this.#folder, LOG_FILES[this.#side]), this.#fileBytes);
    this.#files[this.#side] = file;
    syncFolder(this.#folder);
    return file;
  }
}

/** Zeros written at once: what Linux caches as one piece, it may write as one piece again for each change in it. */
const PIECE_BYTES = 1 << 12;

/** On Linux a write can be synced by itself, which saves a way to another thread and back. */
const SYNCS_WRITES = platform() === "linux";

/** Opens a file for writing, at least of this length. */
function openFull(path: string, bytes: number): number {
  // Without truncation: what it holds counts until it is overwritten.
  const file = openSync(path, "a");
  try {
    const { size } = fstatSync(file);
    for (let at = size; at < bytes; at += PIECE_BYTES) writeSync(file, Buffer.alloc(PIECE_BYTES));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return openSync(path, SYNCS_WRITES ? constants.O_RDWR | constants.O_DSYNC : "r+");
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeSynced(file: number, bytes: Buffer, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const writeFrom = (from: number): void => {
      write(file, bytes, from, bytes.length - from, position + from, (error, written) => {
        if (error !== null) reject(error);
        else if (from + written < bytes.length) writeFrom(from + written);
        else if (SYNCS_WRITES) resolve();
        else fdatasync(file, (failure) => (failure === null ? resolve() : reject(failure)));
      });
    };
    writeFrom(0);
  });
}
