import { OutputError } from "../errors.js";
import type { ByteLog } from "../model/byte-log.js";
import { BlockColumn } from "./block-column.js";
import { createMemoryLog } from "./memory-log.js";

/**
 * Strings by number as bytes, some 5 bytes each besides their own: as JavaScript strings in an array they would take 30 and
 * more, and slow down every collection of garbage. The bytes may wait elsewhere than in memory: then only the places stay.
 *
 *     log    | … | head | bytes … | pad | head | bytes … | …      head: 4 bytes, units << 2 | form
 *     starts | granule of the string's head, or NONE for null
 */

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
  readonly #log: ByteLog;
  readonly #starts = new BlockColumn();
  /** Where an item is put together. */
  #item = Buffer.allocUnsafeSlow(1 << 12);

  /** @param log where the bytes go, all items at multiples of 4; several columns may share one. Default: memory. */
  constructor(log: ByteLog = createMemoryLog()) {
    this.#log = log;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** @throws {OutputError} where the log is longer than places can tell. */
  push(value: string | null): void {
    this.#starts.push(value === null ? NONE : this.#write(value));
  }

  /** The string at a place, or null. @throws {RangeError} where there is none. */
  at(place: number): string | null {
    if (!(place >= 0 && place < this.length)) throw new RangeError(`no string ${place} among ${this.length}`);
    const start = this.#starts.at(place);
    if (start === NONE) return null;
    const at = start * GRANULE;
    const head = this.#log.read(at, HEAD_BYTES).readUInt32LE(0);
    const form = head & ((1 << FORM_BITS) - 1);
    const bytes = this.#log.read(at + HEAD_BYTES, bytesOf(head >>> FORM_BITS, form));
    return bytes.toString(form === HEX ? "hex" : form === UTF16 ? "utf16le" : "latin1");
  }

  #write(value: string): number {
    const form = formOf(value);
    const bytes = Math.ceil((HEAD_BYTES + bytesOf(value.length, form)) / GRANULE) * GRANULE;
    if (bytes > this.#item.length) this.#item = Buffer.allocUnsafeSlow(bytes);
    const item = this.#item.subarray(0, bytes);
    item.writeUInt32LE(((value.length << FORM_BITS) | form) >>> 0, 0);
    item.write(value, HEAD_BYTES, form === HEX ? "hex" : form === UTF16 ? "utf16le" : "latin1");
    const start = this.#log.append(item) / GRANULE;
    if (start >= NONE) throw new OutputError("expected at most 16 GB of ids, dates, addresses and keys, found more");
    return start;
  }
}

/** A name in the table besides its units: its string, its entry, its place in the list. */
const NAME_BYTES = 130;

/** A column of strings of which few are distinct, such as names of sources: each is held once. */
export class NameColumn {
  readonly #numbers = new Map<string | null, number>();
  readonly #names: (string | null)[] = [];
  readonly #column = new BlockColumn();
  #nameBytes = 0;

  /** What the names take, about; their numbers are 4 bytes each. */
  get nameBytes(): number {
    return this.#nameBytes;
  }

  push(name: string | null): void {
    this.#column.push(this.#numberOf(name));
  }

  /** @param place below the number of names pushed. */
  at(place: number): string | null {
    return this.#names[this.#column.at(place)] ?? null;
  }

  #numberOf(name: string | null): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#names.push(name);
    this.#nameBytes += NAME_BYTES + (name?.length ?? 0);
    this.#numbers.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }
}

function formOf(value: string): number {
  if (value.length >= LEAST_DIGITS && value.length % 2 === 0 && /^[0-9a-f]+$/.test(value)) return HEX;
  return /[^\0-\xff]/.test(value) ? UTF16 : LATIN1;
}

function bytesOf(units: number, form: number): number {
  if (form === HEX) return units / 2;
  return form === UTF16 ? units * 2 : units;
}
