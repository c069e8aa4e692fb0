/**
 * The 64-bit hash of a folded token, as two 32-bit lanes: MurmurHash3_x86_128 (Austin Appleby, public domain) cut to
 * its first two lanes, seed 0. All arithmetic is modulo 2^32; `rotl` rotates to the left.
 *
 * Input: the UTF-16 units u0 … u(n−1) of the folded token, in blocks of four, the last one filled with zeros.
 *   w0 = u0 | u1 << 16     w1 = u2 | u3 << 16
 *   lo = (rotl(lo ^ rotl(w0 · A, 15) · B, 19) + hi) · 5 + 0x561ccd1b
 *   hi = (rotl(hi ^ rotl(w1 · B, 16) · C, 17) + lo) · 5 + 0x0bcaa747
 * Both lanes start at 0. At the end `n` is XORed into both, and they are mixed as in `mixLanes`.
 * A block is a bijection of the lanes, and so is the end: tokens of up to four units never collide at equal length.
 */
const A = 0x239b961b;
const B = 0xab0e9789;
const C = 0x38b34ae5;

/** Units of one block. */
export const BLOCK = 4;

/** Lanes of a hash in the making: [lo, hi]. */
export type Lanes = Int32Array;

/** MurmurHash3's finaliser: a bijection of 32 bits where every input bit moves every output bit. */
export function fmix32(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A bijection of 64 bits: lo += hi, hi += lo, fmix32 of both, lo += hi, hi += lo. */
export function mixLanes(out: Lanes, lo: number, hi: number): void {
  const sum = (lo + hi) | 0;
  const a = fmix32(sum);
  const b = fmix32((hi + sum) | 0);
  const low = (a + b) | 0;
  out[0] = low;
  out[1] = (b + low) | 0;
}

/** Takes in the first `count` units, a multiple of `BLOCK`. */
export function absorb(out: Lanes, units: Uint16Array, count: number): void {
  let lo = out[0] as number;
  let hi = out[1] as number;
  for (let i = 0; i < count; i += BLOCK) {
    // In bounds: callers keep `count` within the buffer.
    const w0 = (units[i] as number) | ((units[i + 1] as number) << 16);
    const w1 = (units[i + 2] as number) | ((units[i + 3] as number) << 16);
    const k0 = Math.imul(w0, A);
    const x0 = lo ^ Math.imul((k0 << 15) | (k0 >>> 17), B);
    lo = (Math.imul((((x0 << 19) | (x0 >>> 13)) + hi) | 0, 5) + 0x561ccd1b) | 0;
    const k1 = Math.imul(w1, B);
    const x1 = hi ^ Math.imul((k1 << 16) | (k1 >>> 16), C);
    hi = (Math.imul((((x1 << 17) | (x1 >>> 15)) + lo) | 0, 5) + 0x0bcaa747) | 0;
  }
  out[0] = lo;
  out[1] = hi;
}

/**
 * Takes in the last `count` units and ends the hash of a token of `total` units.
 * `units` has room for `BLOCK − 1` more, which are overwritten with zeros.
 */
export function finish(out: Lanes, units: Uint16Array, count: number, total: number): void {
  units[count] = 0;
  units[count + 1] = 0;
  units[count + 2] = 0;
  absorb(out, units, count);
  mixLanes(out, (out[0] as number) ^ total, (out[1] as number) ^ total);
}

/** The hash of a folded word. @returns [lo, hi], unsigned. */
export function hashWord(word: string): readonly [number, number] {
  const out = new Int32Array(2);
  const units = new Uint16Array(word.length + BLOCK);
  for (let i = 0; i < word.length; i++) units[i] = word.charCodeAt(i);
  finish(out, units, word.length, word.length);
  return [(out[0] as number) >>> 0, (out[1] as number) >>> 0];
}
