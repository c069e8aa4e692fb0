/**
 * Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup, FOCS 2017), the rival of the classic sketch in
 * benchmarks/sketch.ts. In round r each shingle draws one bin and one value; values of later rounds are larger. It ends
 * with the round that fills the last bin. In the second half of the rounds each serves one bin for all shingles, so
 * that no bin stays empty. A value is a u32: round << 21 | 21 drawn bits.
 *
 *   SALTS    u64 a round     BINS   u32 a bin     SET   u64: the shingles
 */
export const SALTS: u32 = 1 << 12;
export const BINS: u32 = SALTS + 2048 * 8;
export const SET: u32 = BINS + 1024 * 4;
const EMPTY: u32 = 0xffffffff;
const VALUE_BITS: u32 = 21;
/** Odd, its bits as if drawn: 2^64 over the golden ratio. */
const MULTIPLIER: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;

/** Sketches the first `count` of SET into `bins` bins. @returns the rounds it took. */
export function sketch(count: u32, bins: u32): u32 {
  memory.fill(BINS, 0xff, bins << 2);
  let empty = count === 0 ? 0 : bins;
  let round: u32 = 0;
  for (; empty > 0; round++) {
    const salt = load<u64>(SALTS + (round << 3));
    empty -= round < bins ? spread(count, bins, salt, round) : fill(count, round - bins, salt, round);
  }
  return round;
}

/** A round in which each shingle draws its bin. @returns how many bins it fills first. */
function spread(count: u32, bins: u32, salt: u64, round: u32): u32 {
  let filled: u32 = 0;
  for (let at = SET, end = SET + (count << 3); at < end; at += 8) {
    const hash = draw(load<u64>(at), salt);
    const bin = BINS + ((<u32>(((hash >> 32) * <u64>bins) >> 32)) << 2);
    const held = load<u32>(bin);
    filled += <u32>(held === EMPTY);
    store<u32>(bin, min<u32>(held, rankOf(hash, round)));
  }
  return filled;
}

/** A round of one bin. @returns 1 if it fills it first. */
function fill(count: u32, bin: u32, salt: u64, round: u32): u32 {
  const place = BINS + (bin << 2);
  const held = load<u32>(place);
  let least = held;
  for (let at = SET, end = SET + (count << 3); at < end; at += 8) {
    least = min<u32>(least, rankOf(draw(load<u64>(at), salt), round));
  }
  store<u32>(place, least);
  return <u32>(held === EMPTY);
}

function draw(shingle: u64, salt: u64): u64 {
  const hash = (shingle ^ salt) * MULTIPLIER;
  return hash ^ (hash >> 29);
}

function rankOf(hash: u64, round: u32): u32 {
  return (round << VALUE_BITS) | (<u32>hash & ((1 << VALUE_BITS) - 1));
}
