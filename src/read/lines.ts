import { REJECT_RAW_MAX } from "./reject.js";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is kept of a line over the cap: enough for `raw`, and for the character its cut may split. */
const KEPT_OF_LONG = REJECT_RAW_MAX + 4;

/** A line of a file that is not blank. */
export interface Line {
  /** 1-based; blank lines count. */
  readonly number: number;
  /** Byte offset in the unpacked file of the first byte of `bytes`. */
  readonly offset: number;
  /** Without byte order mark, LF and CR before it. Of a line over the cap, its first bytes. */
  readonly bytes: Buffer;
  /** Bytes of the line, LF not counted. */
  readonly length: number;
  /** False where the line is over the cap. */
  readonly whole: boolean;
}

/**
 * Cuts a stream of chunks into lines at LF. The result does not depend on where chunks end. Holds at most `maxBytes` and
 * one chunk; of a longer line only the first bytes. `bytes` may be a view of a chunk: chunks must not be written to again.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #held = 0;
  #length = 0;
  #number = 1;
  #offset = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The 1-based number of the line being read. */
  get number(): number {
    return this.#number;
  }

  /** Bytes of all finished lines: the offset of the line being read. */
  get offset(): number {
    return this.#offset;
  }

  /** The lines that end in `chunk`. */
  *push(chunk: Buffer): Generator<Line> {
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      this.#hold(chunk.subarray(from, at));
      from = at + 1;
      const line = this.#take(1);
      if (line !== null) yield line;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
  }

  /** The last line, where it has no line end. */
  finish(): Line | null {
    return this.#take(0);
  }

  #hold(piece: Buffer): void {
    this.#length += piece.length;
    const whole = this.#length <= this.#maxBytes;
    const room = whole ? piece.length : KEPT_OF_LONG - this.#held;
    if (!whole && room < 0) this.#shorten();
    if (room <= 0) return;
    const kept = piece.subarray(0, room);
    this.#pieces.push(kept);
    this.#held += kept.length;
  }

  /** Copies what is kept of a long line, so that the rest can be freed. */
  #shorten(): void {
    this.#pieces = [Buffer.concat(this.#pieces, KEPT_OF_LONG)];
    this.#held = KEPT_OF_LONG;
  }

  #take(lineEnd: number): Line | null {
    const joined = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces, this.#held);
    const whole = this.#length <= this.#maxBytes;
    const start = joined.length >= 3 && joined.compare(BOM, 0, 3, 0, 3) === 0 ? 3 : 0;
    const end = whole && joined[joined.length - 1] === CR ? joined.length - 1 : joined.length;
    const bytes = joined.subarray(start, Math.max(start, end));
    const line = { number: this.#number, offset: this.#offset + start, bytes, length: this.#length, whole };
    this.#pieces = [];
    this.#number += lineEnd;
    this.#offset += this.#length + lineEnd;
    this.#held = this.#length = 0;
    return isBlank(bytes) && whole ? null : line;
  }
}

function isBlank(bytes: Buffer): boolean {
  let at = 0;
  while (at < bytes.length && isSpace(bytes[at] as number)) at++;
  return at === bytes.length;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR;
}
