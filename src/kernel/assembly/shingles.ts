import { mixLanes } from "./hash";
import { HASHES, KEYS } from "./memory";
import { sortDistinct } from "./sort";

/** Bases of the polynomials of src/fingerprint/shingles.ts. */
const BASE_LO: u32 = 0x9e3779b3;
const BASE_HI: u32 = 0xc2b2ae3b;

/** Makes SHINGLES of the `tokens` read last, `width` tokens each. @returns how many distinct ones there are. */
export function shingle(tokens: u32, width: u32): u32 {
  if (tokens === 0) return 0;
  const covered = min<u32>(tokens, width);
  roll(tokens, covered, tokens < width ? tokens : 0);
  return sortDistinct(tokens - covered + 1);
}

/** Writes the hash of every `width` consecutive tokens to KEYS; `mark` is XORed into the low lane. */
function roll(tokens: u32, width: u32, mark: u32): void {
  const topLo = power(BASE_LO, width - 1);
  const topHi = power(BASE_HI, width - 1);
  let lo: u32 = 0;
  let hi: u32 = 0;
  let key = KEYS;
  for (let token: u32 = 0; token < tokens; token++) {
    const last = HASHES + (token << 3);
    lo = lo * BASE_LO + load<u32>(last);
    hi = hi * BASE_HI + load<u32>(last, 4);
    if (token + 1 < width) continue;
    store<u64>(key, mixLanes(lo ^ mark, hi));
    key += 8;
    const first = last - ((width - 1) << 3);
    lo -= load<u32>(first) * topLo;
    hi -= load<u32>(first, 4) * topHi;
  }
}

function power(base: u32, exponent: u32): u32 {
  let product: u32 = 1;
  for (let i: u32 = 0; i < exponent; i++) product *= base;
  return product;
}
