import type { ShingleSet, Signature } from "../model/fingerprint.js";
import { fmix32 } from "../text/token-hash.js";
import { HIGH, LOW } from "./shingles.js";

/**
 * Classic MinHash (Broder 1997) with one hash function a row, all arithmetic modulo 2^32, per shingle [lo, hi]:
 *   row i:  min over all shingles of  lo · a(i) + hi · b(i) + c(i)   as an unsigned 32-bit number
 * a and b are odd. Shingles are well mixed already, so a multiply-add per lane is enough.
 * A row's value is not mixed further: it is small by nature, and only its equality counts.
 * Row i takes a, b, c = p(3i) | 1, p(3i + 1) | 1, p(3i + 2), where
 *   p(n) = fmix32(s + (n + 1) · 0x9e3779b9),   s = fmix32(seed ^ 0x64673100)
 */
const SEED_MARK = 0x64673100;
const GOLDEN = 0x9e3779b9;

/** What an unsigned number's top bit is flipped by, so that signed comparison orders it. */
const SIGN = 0x80000000 | 0;

/** The value of a row that saw no shingle. */
export const EMPTY_ROW = 0xffffffff;

/** Shape of a signature. */
export interface SketchOptions {
  /** Rows, 1 or more. The standard error of an estimate is √(J(1 − J) / hashes). */
  readonly hashes: number;
  /** 0 to 2^32 − 1. Signatures of different seeds do not compare. */
  readonly seed: number;
}

export type Sketcher = (set: ShingleSet) => Signature;

/** A sketcher of `hashes` rows: time rows × shingles, about 1 ns each. An empty set gives `EMPTY_ROW` in every row. */
export function createSketcher(options: SketchOptions): Sketcher {
  const rows = permutationFactors(options);
  return (set) => {
    const words = new Int32Array(set.buffer, set.byteOffset, set.length * 2);
    const least = new Int32Array(Math.ceil(options.hashes / LANES) * LANES).fill(~SIGN);
    for (let row = 0; row < least.length; row += LANES) minima(words, rows, row, least);
    return Uint32Array.from(least.subarray(0, options.hashes), (value) => value ^ SIGN) as Uint32Array as Signature;
  };
}

/**
 * Share of equal rows, an unbiased estimate of the Jaccard similarity of two sets. Rows of an empty set equal nothing.
 * @throws {RangeError} where the signatures differ in length.
 */
export function estimate(a: Signature, b: Signature): number {
  if (a.length !== b.length) {
    throw new RangeError(`expected signatures of equal length, found ${a.length} and ${b.length} rows`);
  }
  let equal = 0;
  for (let row = 0; row < a.length; row++) {
    if (a[row] === b[row] && a[row] !== EMPTY_ROW) equal++;
  }
  return equal / a.length;
}

/**
 * Factors of every row, the rows filled up to a multiple of four: [factor of the first word of a shingle, of the
 * second, addend]. The addend's top bit is flipped, so that minima can be taken of signed numbers.
 */
export function permutationFactors({ hashes, seed }: SketchOptions): Int32Array {
  const state = fmix32(seed ^ SEED_MARK);
  const draw = (n: number) => fmix32((state + Math.imul(n + 1, GOLDEN)) | 0);
  const rows = new Int32Array(Math.ceil(hashes / LANES) * LANES * 3);
  for (let at = 0; at < rows.length; at += 3) {
    rows[at + LOW] = draw(at) | 1;
    rows[at + HIGH] = draw(at + 1) | 1;
    rows[at + 2] = draw(at + 2) ^ SIGN;
  }
  return rows;
}

/** Rows taken in one pass over the shingles: each shingle is then loaded once for four rows. */
const LANES = 4;

/**
 * Minima of the four rows from `row` on. Written out, as this loop is most of the cost of a fingerprint: four rows a
 * pass take 135 ns a shingle at 128 rows, one row a pass 340.
 */
function minima(words: Int32Array, rows: Int32Array, row: number, out: Int32Array): void {
  // In bounds: three factors for each of the four rows; shingles are pairs of words.
  const at = 3 * row;
  const [a0, b0, c0] = [rows[at] as number, rows[at + 1] as number, rows[at + 2] as number];
  const [a1, b1, c1] = [rows[at + 3] as number, rows[at + 4] as number, rows[at + 5] as number];
  const [a2, b2, c2] = [rows[at + 6] as number, rows[at + 7] as number, rows[at + 8] as number];
  const [a3, b3, c3] = [rows[at + 9] as number, rows[at + 10] as number, rows[at + 11] as number];
  let m0 = ~SIGN;
  let m1 = ~SIGN;
  let m2 = ~SIGN;
  let m3 = ~SIGN;
  for (let i = 0; i < words.length; i += 2) {
    const x = words[i] as number;
    const y = words[i + 1] as number;
    const v0 = (((Math.imul(x, a0) + Math.imul(y, b0)) | 0) + c0) | 0;
    const v1 = (((Math.imul(x, a1) + Math.imul(y, b1)) | 0) + c1) | 0;
    const v2 = (((Math.imul(x, a2) + Math.imul(y, b2)) | 0) + c2) | 0;
    const v3 = (((Math.imul(x, a3) + Math.imul(y, b3)) | 0) + c3) | 0;
    if (v0 < m0) m0 = v0;
    if (v1 < m1) m1 = v1;
    if (v2 < m2) m2 = v2;
    if (v3 < m3) m3 = v3;
  }
  out[row] = m0;
  out[row + 1] = m1;
  out[row + 2] = m2;
  out[row + 3] = m3;
}
