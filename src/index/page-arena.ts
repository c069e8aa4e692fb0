import { crc32 } from "node:zlib";
import { CRC_BYTES } from "./checked.js";
import { entryBytes, type PageFormat, pageOf, writePage } from "./posting-page.js";
import { TRIPLE } from "./run.js";
import type { Write } from "./store.js";

/** Bytes of memory that are taken at once: a hundred pages and their keys. */
const ARENA_BYTES = 1 << 16;
const KEY_BYTES = 4;
/** What writing a page may write over after it. */
const SPARE_BYTES = 1;

/** Lays the pages of a segment as they are stored, sealed, side by side: memory of their own would cost more than all else. */
export class PageArena {
  readonly #space: string;
  readonly #format: PageFormat;
  #bytes = Buffer.alloc(0);
  #view = new DataView(this.#bytes.buffer);
  #used = 0;

  constructor(space: string, format: PageFormat) {
    this.#space = space;
    this.#format = format;
  }

  /** @param triples sorted; of whole pages. @returns what puts their pages. */
  writes(triples: Uint32Array): Write[] {
    const { bits } = this.#format;
    const writes: Write[] = [];
    for (let from = 0; from < triples.length; ) {
      const page = pageOf(triples[from + 1] as number, bits);
      let to = from + TRIPLE;
      while (to < triples.length && pageOf(triples[to + 1] as number, bits) === page) to += TRIPLE;
      writes.push(this.#write(page, triples, from, to));
      from = to;
    }
    return writes;
  }

  #write(page: number, triples: Uint32Array, from: number, to: number): Write {
    this.#reserve(KEY_BYTES + CRC_BYTES + ((to - from) / TRIPLE) * entryBytes(this.#format) + SPARE_BYTES);
    const start = this.#used;
    const valueAt = start + KEY_BYTES;
    const pageAt = valueAt + CRC_BYTES;
    const end = writePage(triples, [from, to], this.#format, this.#view, pageAt);
    this.#used = end;
    this.#view.setUint32(start, page);
    this.#view.setUint32(valueAt, crc32(this.#bytes.subarray(pageAt, end)), true);
    return { space: this.#space, key: this.#bytes.subarray(start, valueAt), value: this.#bytes.subarray(valueAt, end) };
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(ARENA_BYTES, bytes));
    this.#view = new DataView(this.#bytes.buffer);
    this.#used = 0;
  }
}
