import { MOST_ROWS, MOST_UNITS, SHINGLES, SIGNATURE, SLOTS } from "./memory";

/** Where the high halves of keys are written; the low ones start SLOTS. */
export const KEYS_HIGH: u32 = SLOTS + (MOST_UNITS + MOST_ROWS) * 4;

/** Constants of src/match/bands.ts, and the bits that are 0 in the shingles that src/match/sampling.ts takes. */
const LANE_LO: u32 = 0x85ebca6b;
const LANE_HI: u32 = 0xc2b2ae35;
const SAMPLE_MASK: u32 = 7;

/**
 * Writes the keys of `bands` bands of `rows` values of SIGNATURE, and behind them the sampled ones of the first `shingles` of
 * SHINGLES, in two columns. @returns how many are sampled.
 */
export function writeKeys(shingles: u32, bands: u32, rows: u32): u32 {
  for (let band: u32 = 0; band < bands; band++) writeBand(band, rows);
  const first = bands << 2;
  let out = first;
  for (let at = SHINGLES, end = SHINGLES + (shingles << 3); at < end; at += 8) {
    const lo = load<u32>(at);
    store<u32>(SLOTS + out, lo);
    store<u32>(KEYS_HIGH + out, load<u32>(at, 4));
    // Without a decision: one in eight is taken, and none can be foretold.
    out += (<u32>((lo & SAMPLE_MASK) === 0)) << 2;
  }
  return (out - first) >> 2;
}

function writeBand(band: u32, rows: u32): void {
  let lo = (band + 1) * LANE_LO;
  let hi = (band + 1) * LANE_HI;
  const first = SIGNATURE + ((band * rows) << 2);
  for (let at = first, end = first + (rows << 2); at < end; at += 4) {
    const value = load<u32>(at);
    lo = ((lo ^ value) + (lo >> 15)) * LANE_LO;
    hi = ((hi ^ value) + (hi >> 13)) * LANE_HI;
  }
  store<u32>(SLOTS + (band << 2), lo ^ (hi >> 16));
  store<u32>(KEYS_HIGH + (band << 2), hi ^ (lo >> 16));
}
