/**
 * Strings by number as bytes, some 5 bytes each besides their own: as JavaScript strings in an array they would take 30 and
 * more, and slow down every collection of garbage.
 *
 *     block  | head | bytes … | pad | head | bytes … |          head: 4 bytes, units << 2 | form
 *     starts | granule of the block's head, block after block, or NONE for null
 */

/** Bytes a block; a longer string has a block of its own. */
const BLOCK_BYTES = 1 << 20;
/** Strings begin at multiples of so many bytes, so that 32 bits address 16 GB. */
const GRANULE = 4;
const HEAD_BYTES = 4;
const NONE = 0xffffffff;

/** One byte a unit, two bytes a unit, or half a byte a digit. */
const LATIN1 = 0;
const UTF16 = 1;
const HEX = 2;
const FORM_BITS = 2;

/** Digits from which lower-case hex digits are packed: those of digests. */
const LEAST_DIGITS = 32;

/** A column of strings and nulls, to which more can be added. Every string comes back as it was, lone surrogates too. */
export class StringColumn {
  #blocks: Buffer[] = [];
  /** Granules before each block. */
  #blockStarts: number[] = [];
  #used = 0;
  #room = 0;
  #granules = 0;
  #starts = new Uint32Array(1 << 10);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What the column takes. */
  get bytes(): number {
    return this.#granules * GRANULE + this.#starts.byteLength;
  }

  push(value: string | null): void {
    if (this.#length === this.#starts.length) this.#starts = grown(this.#starts);
    this.#starts[this.#length++] = value === null ? NONE : this.#write(value);
  }

  /** The string at a place, or null. @throws {RangeError} where there is none. */
  at(place: number): string | null {
    if (!(place >= 0 && place < this.#length)) throw new RangeError(`no string ${place} among ${this.#length}`);
    const start = this.#starts[place] as number;
    if (start === NONE) return null;
    const number = this.#blockOf(start);
    const block = this.#blocks[number] as Buffer;
    return readString(block, (start - (this.#blockStarts[number] as number)) * GRANULE);
  }

  #write(value: string): number {
    const form = formOf(value);
    const bytes = HEAD_BYTES + bytesOf(value.length, form);
    if (this.#used + bytes > this.#room) this.#addBlock(bytes);
    const block = this.#blocks.at(-1) as Buffer;
    const at = this.#used;
    block.writeUInt32LE(((value.length << FORM_BITS) | form) >>> 0, at);
    block.write(value, at + HEAD_BYTES, form === HEX ? "hex" : form === UTF16 ? "utf16le" : "latin1");
    this.#used = Math.ceil((at + bytes) / GRANULE) * GRANULE;
    return (this.#blockStarts.at(-1) as number) + at / GRANULE;
  }

  #addBlock(bytes: number): void {
    this.#room = Math.max(BLOCK_BYTES, Math.ceil(bytes / GRANULE) * GRANULE);
    this.#blocks.push(Buffer.from(new ArrayBuffer(this.#room)));
    this.#blockStarts.push(this.#granules);
    this.#granules += this.#room / GRANULE;
    this.#used = 0;
  }

  /** The last block that begins at or before a granule, by halving. */
  #blockOf(granule: number): number {
    let [low, high] = [0, this.#blockStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#blockStarts[middle] as number) <= granule) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A name in the table: its string, its entry, its place in the list. */
const NAME_BYTES = 150;

/** A column of strings of which few are distinct, such as names of sources: each is held once. */
export class NameColumn {
  readonly #numbers = new Map<string | null, number>();
  readonly #names: (string | null)[] = [];
  #column = new Uint32Array(1 << 10);
  #length = 0;

  /** What the column takes, about. */
  get bytes(): number {
    return this.#column.byteLength + this.#names.length * NAME_BYTES;
  }

  push(name: string | null): void {
    if (this.#length === this.#column.length) this.#column = grown(this.#column);
    this.#column[this.#length++] = this.#numberOf(name);
  }

  at(place: number): string | null {
    return this.#names[this.#column[place] as number] ?? null;
  }

  #numberOf(name: string | null): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#names.push(name);
    this.#numbers.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }
}

/** A copy with room for half as many again. */
function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(column.length * 1.5));
  larger.set(column);
  return larger;
}

function formOf(value: string): number {
  if (value.length >= LEAST_DIGITS && value.length % 2 === 0 && /^[0-9a-f]+$/.test(value)) return HEX;
  return /[^\0-\xff]/.test(value) ? UTF16 : LATIN1;
}

function bytesOf(units: number, form: number): number {
  if (form === HEX) return units / 2;
  return form === UTF16 ? units * 2 : units;
}

function readString(block: Buffer, at: number): string {
  const head = block.readUInt32LE(at);
  const form = head & ((1 << FORM_BITS) - 1);
  const start = at + HEAD_BYTES;
  const end = start + bytesOf(head >>> FORM_BITS, form);
  return block.toString(form === HEX ? "hex" : form === UTF16 ? "utf16le" : "latin1", start, end);
}
