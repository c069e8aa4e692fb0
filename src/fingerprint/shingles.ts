import type { ShingleSet, Tokens } from "../model/fingerprint.js";
import { type Lanes, mixLanes } from "../text/token-hash.js";

/**
 * Shingles: the hashes of every w consecutive tokens.
 *
 * Each lane is a polynomial modulo 2^32 over the tokens' lanes t0 … t(w−1), with an odd base per lane:
 *   lane = t0 · base^(w−1) + t1 · base^(w−2) + … + t(w−1)
 * It rolls: take away t0 · base^(w−1), multiply by the base, add the new token. Then the two lanes are mixed as in
 * `mixLanes` (text/token-hash.ts). A text of n < w tokens has one shingle, of all its tokens, whose low lane is XORed
 * with n before mixing. Bases are 3 modulo 8: base^d − 1 has at most six factors of two for d < 32, so tokens that
 * change places change the sum.
 */
const BASE_LO = 0x9e3779b3;
const BASE_HI = 0xc2b2ae3b;

/** Hash of the shingle at each position, in text order. Shingle i covers tokens i … i + width − 1. */
export interface ShingleSequence {
  readonly count: number;
  /** Tokens a shingle covers: w, or all tokens of a shorter text; 0 where there is no token. */
  readonly width: number;
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
}

/** All shingles of a text in order: n − w + 1 of them, 1 for 0 < n < w, none without a token. Linear, for any w ≥ 1. */
export function shingleSequence(tokens: Tokens, w: number): ShingleSequence {
  const count = countShingles(tokens, w);
  const sequence = { count, width: Math.min(tokens.count, w), lo: new Uint32Array(count), hi: new Uint32Array(count) };
  if (count > 0) roll(tokens, w, { lo: sequence.lo, hi: sequence.hi, stride: 1 });
  return sequence;
}

/** Distinct shingle hashes in ascending order, as 64-bit numbers hi · 2^32 + lo. */
export function shingle(tokens: Tokens, w: number): ShingleSet {
  const count = countShingles(tokens, w);
  const set = new BigUint64Array(count);
  if (count === 0) return set as BigUint64Array as ShingleSet;
  const words = new Uint32Array(set.buffer);
  roll(tokens, w, { lo: words.subarray(LOW), hi: words.subarray(HIGH), stride: 2 });
  set.sort();
  return set.slice(0, packDistinct(words)) as BigUint64Array as ShingleSet;
}

/** Where the low and the high half of a 64-bit element lie on this machine, in 32-bit words. */
export const LOW: 0 | 1 = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
export const HIGH: 0 | 1 = LOW === 0 ? 1 : 0;

function countShingles(tokens: Tokens, w: number): number {
  return tokens.count === 0 ? 0 : Math.max(1, tokens.count - w + 1);
}

/** Two columns, `stride` words from one element to the next. */
interface LaneColumns {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  readonly stride: number;
}

/** Rolls both lanes over at least one token. One loop: its state is ten numbers that a call would have to carry. */
function roll(tokens: Tokens, w: number, out: LaneColumns): void {
  const { lo: tokenLo, hi: tokenHi, count } = tokens;
  const width = Math.min(count, w);
  const mark = count < w ? count : 0;
  const mixed: Lanes = new Int32Array(2);
  const topLo = power(BASE_LO, width - 1);
  const topHi = power(BASE_HI, width - 1);
  let lo = 0;
  let hi = 0;
  for (let t = 0; t < count; t++) {
    // In bounds: t < count, and first is used from 0 on.
    lo = (Math.imul(lo, BASE_LO) + (tokenLo[t] as number)) | 0;
    hi = (Math.imul(hi, BASE_HI) + (tokenHi[t] as number)) | 0;
    const first = t - width + 1;
    if (first < 0) continue;
    mixLanes(mixed, lo ^ mark, hi);
    out.lo[first * out.stride] = mixed[0] as number;
    out.hi[first * out.stride] = mixed[1] as number;
    lo = (lo - Math.imul(tokenLo[first] as number, topLo)) | 0;
    hi = (hi - Math.imul(tokenHi[first] as number, topHi)) | 0;
  }
}

function power(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product = Math.imul(product, base);
  return product;
}

/** Moves the distinct ones of sorted 64-bit elements to the front. @returns how many there are. */
function packDistinct(words: Uint32Array): number {
  let kept = 0;
  for (let i = 0; i < words.length; i += 2) {
    const same = kept > 0 && words[kept - 2] === words[i] && words[kept - 1] === words[i + 1];
    if (same) continue;
    words[kept] = words[i] as number;
    words[kept + 1] = words[i + 1] as number;
    kept += 2;
  }
  return kept / 2;
}
