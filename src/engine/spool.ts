import { closeSync, openSync, readSync, rmSync } from "node:fs";
import { OutputError } from "../errors.js";
import { openSink } from "./output.js";

/** Items written once in order and read back at random: what does not fit into memory waits here. */
export interface Spool {
  append(bytes: Uint8Array): void;
  /** Ends writing; reading starts here. */
  seal(): void;
  /** The bytes of the item with this number, 8-byte aligned. */
  read(index: number): Buffer;
  readonly count: number;
  remove(): void;
}

/** A spool in one file. 8 bytes of memory an item. */
export function createSpool(path: string): Spool {
  const sink = openSink(path);
  let ends = new Float64Array(1024);
  let count = 0;
  let file: number | undefined;
  return {
    get count() {
      return count;
    },
    append(bytes) {
      sink.write(bytes);
      if (count === ends.length) {
        const larger = new Float64Array(count * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[count++] = sink.length;
    },
    seal() {
      sink.close();
      file = openSync(path, "r");
    },
    read(index) {
      if (file === undefined || index >= count) throw new RangeError(`${path}: no item ${index} among ${count}`);
      const start = index === 0 ? 0 : (ends[index - 1] as number);
      return readExactly(path, file, start, (ends[index] as number) - start);
    },
    remove() {
      if (file !== undefined) closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

function readExactly(path: string, file: number, start: number, length: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(length));
  for (let at = 0; at < length; ) {
    const got = readSync(file, bytes, at, length - at, start + at);
    if (got === 0) throw new OutputError(`${path}: expected ${length} bytes at ${start}, found ${at}`);
    at += got;
  }
  return bytes;
}
