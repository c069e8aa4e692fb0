import { createHash, type Hash, hash } from "node:crypto";
import type { Range } from "../model/span.js";
import { codePointWithin, type Folding, IGNORABLE, SPACE, WORD } from "../text/folding.js";

/**
 * Key of a text's exact copies: the ranges one behind the other, folded as in text/folding.ts, every run of white space
 * as one space, none at the ends, ignorable code points left out; its UTF-16 units, low byte first, through SHA-256;
 * the first 32 hex digits. `""` where there is no token. So case, width and line breaks do not matter; punctuation does.
 * Linear time, constant memory.
 */
export type ExactKey = (text: string, ranges: readonly Range[]) => string;

const DIGITS = 32;
const CHUNK_BYTES = 1 << 14;
/** The bytes one code point may need: a pending space and the longest fold (U+FDFA: 15 units), two each. */
const ROOM = 64;
const BLANK = 0x20;
const DELETE = 0x7f;

/** A key function with a buffer of its own, to be kept for many texts. */
export function createExactKey(folding: Folding): ExactKey {
  const bytes = new Uint8Array(CHUNK_BYTES);
  return (text, ranges) => {
    const writer = new FoldedWriter(folding, bytes);
    for (const { start, end } of ranges) writer.write(text, start, end);
    return writer.key();
  };
}

/** The key of a text whose folded units are at hand as bytes, low byte first; none where there is no token. */
export function exactDigest(folded: Uint8Array): string {
  return folded.length === 0 ? "" : hash("sha256", folded, "hex").slice(0, DIGITS);
}

class FoldedWriter {
  private readonly folding: Folding;
  private readonly bytes: Uint8Array;
  private readonly hash: Hash = createHash("sha256");
  private used = 0;
  private started = false;
  private pending = false;
  private worded = false;

  constructor(folding: Folding, bytes: Uint8Array) {
    this.folding = folding;
    this.bytes = bytes;
  }

  write(text: string, start: number, end: number): void {
    for (let i = start; i < end; ) {
      const codePoint = codePointWithin(text, i, end);
      if (codePoint > BLANK && codePoint < DELETE) {
        i = this.printable(text, i, end);
        continue;
      }
      i += codePoint > 0xffff ? 2 : 1;
      this.fold(codePoint);
    }
  }

  key(): string {
    this.flush();
    return this.worded ? this.hash.digest("hex").slice(0, DIGITS) : "";
  }

  /** Writes the printable ASCII at `index`, each unit of which folds to one. @returns where to go on. */
  private printable(text: string, index: number, end: number): number {
    this.prepare();
    const { bytes } = this;
    const { classes, units } = this.folding.page(0);
    const stop = Math.min(end, index + ((bytes.length - this.used) >> 1));
    let highest = 0;
    let { used } = this;
    let i = index;
    for (; i < stop; i++) {
      const unit = text.charCodeAt(i);
      if (unit <= BLANK || unit >= DELETE) break;
      bytes[used] = units[unit] as number;
      bytes[used + 1] = 0;
      used += 2;
      highest = Math.max(highest, classes[unit] as number);
    }
    this.used = used;
    if (highest >= WORD) this.worded = true;
    return i;
  }

  private fold(codePoint: number): void {
    const { classes, starts, units } = this.folding.page(codePoint);
    const index = codePoint & 0xff;
    const kind = classes[index] as number;
    if (kind === SPACE) this.pending = this.started;
    if (kind === SPACE || kind === IGNORABLE) return;
    this.prepare();
    for (let k = starts[index] as number; k < (starts[index + 1] as number); k++) this.unit(units[k] as number);
    if (kind >= WORD) this.worded = true;
  }

  /** Makes room for a code point, and writes the space that stands before it. */
  private prepare(): void {
    if (this.used > CHUNK_BYTES - ROOM) this.flush();
    if (this.pending) this.unit(BLANK);
    this.pending = false;
    this.started = true;
  }

  private unit(unit: number): void {
    this.bytes[this.used++] = unit & 0xff;
    this.bytes[this.used++] = unit >>> 8;
  }

  private flush(): void {
    this.hash.update(this.bytes.subarray(0, this.used));
    this.used = 0;
  }
}
