import type { Tokens } from "../model/fingerprint.js";

/** Places that one window is remembered at; common phrases beyond them are not tried. */
export const PLACES_MAX = 16;

const NONE = -1;
const FEWEST_SLOTS = 16;

/**
 * Where each window of tokens stands in a text: an open-addressing table of chains over columns, some 40 bytes a token.
 * A window's places are its first PLACES_MAX, ascending: `first` gives the first of them, `next` the one behind.
 */
export class Anchors {
  /** Tokens a window. */
  readonly window: number;
  readonly #keys: Float64Array;
  readonly #next: Int32Array;
  readonly #slots: Int32Array;

  /** @param keys of the text, as `windowKeys` gives them. */
  constructor(keys: Float64Array, window: number) {
    const count = keys.length;
    this.window = window;
    this.#keys = keys;
    this.#next = new Int32Array(count).fill(NONE);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(FEWEST_SLOTS, count * 2)))).fill(NONE);
    const last = new Int32Array(count);
    const places = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const slot = this.#slotOf(keys[i] as number);
      const head = this.#slots[slot] as number;
      if (head === NONE) {
        this.#slots[slot] = i;
        last[i] = i;
        places[i] = 1;
      } else if ((places[head] as number) < PLACES_MAX) {
        this.#next[last[head] as number] = i;
        last[head] = i;
        places[head] = (places[head] as number) + 1;
      }
    }
  }

  /** The first place of the window of a key, or −1. */
  first(key: number): number {
    return this.#slots[this.#slotOf(key)] as number;
  }

  /** The next place of the window at `place`, or −1. */
  next(place: number): number {
    return this.#next[place] as number;
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(key | 0, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#slots[slot] !== NONE && this.#keys[this.#slots[slot] as number] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

/** The keys of all windows of a text, by the token they begin at. */
export function windowKeys(tokens: Tokens, window: number): Float64Array {
  const keys = new Float64Array(Math.max(0, tokens.count - window + 1));
  for (let i = 0; i < keys.length; i++) keys[i] = windowKey(tokens, i, window);
  return keys;
}

/** 52-bit key of a window of tokens; a collision costs a comparison, never a wrong run. */
function windowKey(tokens: Tokens, at: number, window: number): number {
  let lo = 0;
  let hi = 0;
  for (let i = at; i < at + window; i++) {
    lo = Math.imul(lo, 0x01000193) ^ (tokens.lo[i] as number);
    hi = Math.imul(hi, 0x85ebca6b) ^ (tokens.hi[i] as number);
  }
  return (lo >>> 0) + (hi & 0xfffff) * 4294967296;
}
