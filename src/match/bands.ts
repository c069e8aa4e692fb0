import type { Signature } from "../model/fingerprint.js";

/** How a signature is cut: `bands` bands of `rows` values each; `bands * rows` values are used. */
export interface BandPlan {
  readonly bands: number;
  readonly rows: number;
}

/** Share of pairs at the threshold that must share a band; at least this recall is promised. */
export const BAND_RECALL = 0.99;

/**
 * Probability that two sets of Jaccard `jaccard` share a band: 1 − (1 − J^rows)^bands
 * (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, §3.4).
 */
export function bandProbability(jaccard: number, plan: BandPlan): number {
  return 1 - (1 - jaccard ** plan.rows) ** plan.bands;
}

/**
 * The plan with the most rows (fewest chance candidates) that still finds a pair at the threshold with
 * probability ≥ BAND_RECALL: for 128 values, t = .7 gives 32 bands of 4 rows (.9998).
 */
export function planBands(hashes: number, threshold: number): BandPlan {
  for (let rows = Math.min(hashes, 32); rows > 1; rows--) {
    const plan = { bands: Math.floor(hashes / rows), rows };
    if (bandProbability(threshold, plan) >= BAND_RECALL) return plan;
  }
  return { bands: hashes, rows: 1 };
}

const LANE_LO = 0x85ebca6b;
const LANE_HI = 0xc2b2ae35;

/**
 * Writes one 64-bit key a band to `outLo` and `outHi` from position `at`. The band's number is mixed in, so that
 * equal rows in different bands do not meet.
 */
export function bandKeys(
  signature: Signature,
  plan: BandPlan,
  outLo: Uint32Array,
  outHi: Uint32Array,
  at: number,
): void {
  for (let band = 0; band < plan.bands; band++) {
    let lo = Math.imul(band + 1, LANE_LO);
    let hi = Math.imul(band + 1, LANE_HI);
    for (let row = band * plan.rows; row < (band + 1) * plan.rows; row++) {
      const value = signature[row] as number;
      lo = Math.imul((lo ^ value) + (lo >>> 15), LANE_LO);
      hi = Math.imul((hi ^ value) + (hi >>> 13), LANE_HI);
    }
    outLo[at + band] = lo ^ (hi >>> 16);
    outHi[at + band] = hi ^ (lo >>> 16);
  }
}
