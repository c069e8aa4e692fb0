import { hashWord } from "../text/token-hash.js";

/**
 * What articles are looked up by, as 64-bit keys in two lanes. One table holds keys of every kind; each kind turns over
 * other bits of the high lane, so that equal hashes of two kinds do not meet.
 */
export const KEY_KINDS = {
  band: 0,
  sample: 0x9e3779b9,
  address: 0x7f4a7c15,
  exact: 0x85ebca6b,
  id: 0xc2b2ae35,
} as const;

export type KeyKind = keyof typeof KEY_KINDS;

/** Keys as [lo, hi, lo, hi, …]. */
export type Keys = Uint32Array;

/** A key in the making: [lo, hi]. */
export type Key = readonly [lo: number, hi: number];

/** The key of a hash of this kind. */
export function keyOf(kind: KeyKind, lo: number, hi: number): Key {
  return [lo >>> 0, (hi ^ KEY_KINDS[kind]) >>> 0];
}

/** The key of a string of this kind; different strings may share one. */
export function stringKey(kind: "address" | "id", text: string): Key {
  return keyOf(kind, ...hashWord(text));
}

/** The key of an exact digest by its first 16 hex digits, which also name a cluster. */
export function exactKey(digest: string): Key {
  return keyOf("exact", Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16));
}
