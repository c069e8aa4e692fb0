import { ROWS, SHINGLES, SIGNATURE } from "./memory";

/** Bytes of the factors of four rows: four each of a, b, c. */
const GROUP: u32 = 48;

/**
 * Takes the minima of src/fingerprint/minhash.ts over the first `count` of SHINGLES and writes `rows` of them, filled
 * up to a multiple of 8, to SIGNATURE. Eight rows a pass: their factors and minima stay in registers.
 */
export function sketch(count: u32, rows: u32): void {
  const end = SHINGLES + (count << 3);
  for (let row: u32 = 0; row < rows; row += 8) {
    const factors = ROWS + (row >> 2) * GROUP;
    const a0 = v128.load(factors);
    const b0 = v128.load(factors, 16);
    const c0 = v128.load(factors, 32);
    const a1 = v128.load(factors, 48);
    const b1 = v128.load(factors, 64);
    const c1 = v128.load(factors, 80);
    let least0 = i32x4.splat(-1);
    let least1 = i32x4.splat(-1);
    for (let at = SHINGLES; at < end; at += 8) {
      const lo = v128.load32_splat(at);
      const hi = v128.load32_splat(at, 4);
      least0 = i32x4.min_u(least0, i32x4.add(i32x4.add(i32x4.mul(lo, a0), i32x4.mul(hi, b0)), c0));
      least1 = i32x4.min_u(least1, i32x4.add(i32x4.add(i32x4.mul(lo, a1), i32x4.mul(hi, b1)), c1));
    }
    v128.store(SIGNATURE + (row << 2), least0);
    v128.store(SIGNATURE + (row << 2), least1, 16);
  }
}
