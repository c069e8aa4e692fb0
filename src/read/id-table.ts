import { digestOf } from "./digest.js";

/** Two lanes of a 64-bit hash, never both 0. */
export interface IdKey {
  readonly lo: number;
  readonly hi: number;
}

/** Columns of a slot: lanes of the id's hash, lanes of the text's hash, the number to try next for a copy. */
const WIDTH = 5;
const NEXT = 4;
const FIRST_SLOTS = 1 << 10;
/** Share of slots in use at which the table doubles; linear probing slows down above. */
const FULL = 2 / 3;

/**
 * The first 64 bits of the SHA-256 of a string: nobody can write two ids that meet by accident, and a planned meeting
 * only renames one. Lone surrogates are told apart.
 */
export function keyOf(text: string): IdKey {
  const digest = digestOf(text);
  const lo = digest.readUInt32LE(0);
  const hi = digest.readUInt32LE(4);
  return { lo: lo === 0 && hi === 0 ? 1 : lo, hi };
}

/** Hash table from ids to their text and the next number of a copy: 30 to 60 bytes an id. */
export class IdTable {
  #cells = new Uint32Array(FIRST_SLOTS * WIDTH);
  #slots = FIRST_SLOTS;
  #used = 0;

  has(key: IdKey): boolean {
    const at = this.#find(key);
    return this.#cells[at] !== 0 || this.#cells[at + 1] !== 0;
  }

  /** Adds an id that the table does not have. */
  add(key: IdKey, text: IdKey): void {
    if (this.#used >= this.#slots * FULL) this.#grow();
    this.#cells.set([key.lo, key.hi, text.lo, text.hi, 0], this.#find(key));
    this.#used++;
  }

  hasText(key: IdKey, text: IdKey): boolean {
    const at = this.#find(key);
    return this.#cells[at + 2] === text.lo && this.#cells[at + 3] === text.hi;
  }

  /** The number last set for an id, 0 at first. */
  next(key: IdKey): number {
    return this.#cells[this.#find(key) + NEXT] as number;
  }

  setNext(key: IdKey, next: number): void {
    this.#cells[this.#find(key) + NEXT] = next;
  }

  /** The first cell of the id's slot, or of the empty slot where it belongs. */
  #find(key: IdKey): number {
    const mask = this.#slots - 1;
    for (let slot = key.lo & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WIDTH;
      const lo = this.#cells[at] as number;
      const hi = this.#cells[at + 1] as number;
      if ((lo === key.lo && hi === key.hi) || (lo === 0 && hi === 0)) return at;
    }
  }

  #grow(): void {
    const old = this.#cells;
    this.#slots *= 2;
    this.#cells = new Uint32Array(this.#slots * WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      const key = { lo: old[at] as number, hi: old[at + 1] as number };
      if (key.lo !== 0 || key.hi !== 0) this.#cells.set(old.subarray(at, at + WIDTH), this.#find(key));
    }
  }
}
