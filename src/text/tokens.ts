import type { Tokens } from "../model/fingerprint.js";
import type { Range } from "../model/span.js";
import { codePointWithin, type Folding, IGNORABLE, MARK, SOLO, WORD } from "./folding.js";
import { absorb, BLOCK, finish, type Lanes } from "./token-hash.js";

/**
 * Tokens of the given ranges of a text, in order; the rest of the text does not count and no token crosses a border.
 * A token is a maximal run of letters, marks and digits, or one character of a script that writes no spaces with the
 * marks behind it. Ignorable code points inside a token neither split it nor count; lone surrogates separate.
 * Linear time; about 16 bytes a token.
 * @param ranges sorted, disjoint, inside the text.
 */
export type Tokeniser = (text: string, ranges: readonly Range[]) => Tokens;

/** Units folded before they are hashed. Longer tokens are hashed in several goes. */
const SCRATCH = 1024;
/** More than one code point folds to (U+FDFA: 15 units), and than the zeros that fill a block. */
const ROOM = 32;
const SCRATCH_LIMIT = SCRATCH - ROOM;

/** A tokeniser with buffers of its own, to be kept for many texts. */
export function createTokeniser(folding: Folding): Tokeniser {
  const reader = new TokenReading(folding);
  return (text, ranges) => {
    for (const { start, end } of ranges) reader.range(text, start, end);
    return reader.columns.take();
  };
}

/** ASCII unit → its folded unit; 0 where it separates tokens. Units from 0x80 up are not looked up. */
function asciiFold(): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const character of "abcdefghijklmnopqrstuvwxyz0123456789") {
    const unit = character.charCodeAt(0);
    table[character.toUpperCase().charCodeAt(0)] = unit;
    table[unit] = unit;
  }
  return table;
}

class TokenReading {
  readonly columns = new TokenColumns();
  private readonly folding: Folding;
  private readonly ascii = asciiFold();
  private readonly units = new Uint16Array(SCRATCH);
  private readonly lanes: Lanes = new Int32Array(2);

  constructor(folding: Folding) {
    this.folding = folding;
  }

  /** Reads a range. One loop, as calls per unit would cost more than the work: ASCII runs here, the others in `run`. */
  range(text: string, start: number, end: number): void {
    const { ascii, units } = this;
    let i = start;
    while (i < end) {
      let unit = text.charCodeAt(i);
      // In bounds: the table is asked for units below 0x80 only.
      let folded = unit < 0x80 ? (ascii[unit] as number) : 0;
      if (folded === 0) {
        i = unit < 0x80 ? i + 1 : this.step(text, i, end);
        continue;
      }
      const first = i;
      let count = 0;
      do {
        units[count++] = folded;
        unit = ++i < end ? text.charCodeAt(i) : 0;
        folded = unit < 0x80 ? (ascii[unit] as number) : 0;
      } while (folded !== 0 && count < SCRATCH_LIMIT);
      if (unit >= 0x80 || folded !== 0) i = this.run(text, first, end, WORD);
      else this.emit(first, i, count, count);
    }
  }

  /** Handles the code point at `index`. @returns where to go on. */
  private step(text: string, index: number, end: number): number {
    const codePoint = codePointWithin(text, index, end);
    const kind = this.folding.page(codePoint).classes[codePoint & 0xff] as number;
    if (kind >= WORD) return this.run(text, index, end, kind);
    return index + (codePoint > 0xffff ? 2 : 1);
  }

  /** Reads the token at `first`, whose first code point is of class `kind`. @returns where to go on, past the token. */
  private run(text: string, first: number, end: number, kind: number): number {
    let count = 0;
    let absorbed = 0;
    let last = first;
    let i = first;
    while (i < end) {
      const codePoint = codePointWithin(text, i, end);
      const page = this.folding.page(codePoint);
      const index = codePoint & 0xff;
      const found = page.classes[index] as number;
      if (found !== IGNORABLE) {
        const goesOn = i === first || found === MARK || (found === WORD && kind !== SOLO);
        if (!goesOn) break;
        for (let k = page.starts[index] as number; k < (page.starts[index + 1] as number); k++) {
          this.units[count++] = page.units[k] as number;
        }
        last = i + (codePoint > 0xffff ? 2 : 1);
      }
      i += codePoint > 0xffff ? 2 : 1;
      if (count > SCRATCH_LIMIT) {
        const rest = this.spill(count);
        absorbed += count - rest;
        count = rest;
      }
    }
    this.emit(first, last, count, absorbed + count);
    return i;
  }

  /** Hashes the full blocks in the buffer and moves the rest to its front. @returns the number of units left. */
  private spill(count: number): number {
    const full = count - (count % BLOCK);
    absorb(this.lanes, this.units, full);
    this.units.copyWithin(0, full, count);
    return count - full;
  }

  private emit(start: number, end: number, count: number, total: number): void {
    const { lanes } = this;
    finish(lanes, this.units, count, total);
    this.columns.push(lanes[0] as number, lanes[1] as number, start, end);
    lanes[0] = 0;
    lanes[1] = 0;
  }
}

const FIRST_CAPACITY = 4096;
/** Columns longer than this are given back after use: 4 MB. */
const KEPT_CAPACITY = 1 << 18;
const COLUMNS = 4;

/** Rows [lo, hi, start, end] in one growing buffer, handed out as columns. Also used to drop or rename tokens. */
export class TokenColumns {
  private rows = new Uint32Array(FIRST_CAPACITY * COLUMNS);
  private count = 0;

  push(lo: number, hi: number, start: number, end: number): void {
    const at = this.count * COLUMNS;
    if (at === this.rows.length) this.grow();
    this.rows[at] = lo;
    this.rows[at + 1] = hi;
    this.rows[at + 2] = start;
    this.rows[at + 3] = end;
    this.count++;
  }

  /** What was pushed since the last call, as columns of their own. */
  take(): Tokens {
    const { count, rows } = this;
    const columns = Array.from({ length: COLUMNS }, () => new Uint32Array(count));
    columns.forEach((column, offset) => {
      for (let i = 0; i < count; i++) column[i] = rows[i * COLUMNS + offset] as number;
    });
    this.count = 0;
    if (rows.length > KEPT_CAPACITY * COLUMNS) this.rows = new Uint32Array(FIRST_CAPACITY * COLUMNS);
    const [lo, hi, start, end] = columns as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    return { count, lo, hi, start, end };
  }

  private grow(): void {
    const larger = new Uint32Array(this.rows.length * 2);
    larger.set(this.rows);
    this.rows = larger;
  }
}
