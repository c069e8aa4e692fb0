import { COUNTERS, KEYS, MOST_BUCKETS, SHINGLES } from "./memory";

/** Keys a bucket may hold for insertion to put it in order; crowds come of repeated or crafted shingles. */
const CROWD: u32 = 48;

/**
 * Sorts the first `count` of KEYS into SHINGLES, each once. @returns how many are left.
 * Hashes are spread evenly, so buckets by their top bits hold one or two keys each, and insertion ends the work. Where
 * a bucket is crowded, eight passes by digit do it in linear time whatever the keys.
 */
export function sortDistinct(count: u32): u32 {
  if (count < 2) {
    if (count === 1) store<u64>(SHINGLES, load<u64>(KEYS));
    return count;
  }
  const bits = min<u32>(31 - <u32>clz(count), <u32>ctz(MOST_BUCKETS));
  const shift: u64 = 64 - <u64>bits;
  if (countKeys(KEYS, count, shift, 1 << bits) > CROWD) sortByDigits(count);
  else {
    scatter(KEYS, SHINGLES, count, shift, (1 << bits) - 1);
    insertionSort(count);
  }
  return packDistinct(count);
}

/** Counts keys by the bits from `shift` up, and turns counts into first places. @returns the largest count. */
function countKeys(from: u32, count: u32, shift: u64, buckets: u32): u32 {
  memory.fill(COUNTERS, 0, buckets << 2);
  for (let at = from, end = from + (count << 3); at < end; at += 8) {
    const counter = COUNTERS + ((<u32>(load<u64>(at) >> shift) & (buckets - 1)) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let place: u32 = 0;
  let most: u32 = 0;
  for (let counter = COUNTERS, end = COUNTERS + (buckets << 2); counter < end; counter += 4) {
    const size = load<u32>(counter);
    store<u32>(counter, place);
    place += size;
    most = max<u32>(most, size);
  }
  return most;
}

/** Moves keys to the places `countKeys` found, keys of one bucket in the order they come. */
function scatter(from: u32, to: u32, count: u32, shift: u64, mask: u32): void {
  for (let at = from, end = from + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    const counter = COUNTERS + ((<u32>(key >> shift) & mask) << 2);
    const place = load<u32>(counter);
    store<u64>(to + (place << 3), key);
    store<u32>(counter, place + 1);
  }
}

/** Puts SHINGLES in order, which no key is far from. */
function insertionSort(count: u32): void {
  for (let at = SHINGLES + 8, end = SHINGLES + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    let hole = at;
    while (hole > SHINGLES && load<u64>(hole - 8) > key) {
      store<u64>(hole, load<u64>(hole - 8));
      hole -= 8;
    }
    store<u64>(hole, key);
  }
}

/** Least digit first, between KEYS and SHINGLES; an even number of passes, so KEYS hold the result. */
function sortByDigits(count: u32): void {
  for (let shift: u64 = 0; shift < 64; shift += 16) {
    countKeys(KEYS, count, shift, 256);
    scatter(KEYS, SHINGLES, count, shift, 255);
    countKeys(SHINGLES, count, shift + 8, 256);
    scatter(SHINGLES, KEYS, count, shift + 8, 255);
  }
  memory.copy(SHINGLES, KEYS, count << 3);
}

/** Moves the distinct ones of the sorted SHINGLES to the front. @returns how many there are, 1 or more. */
function packDistinct(count: u32): u32 {
  let out = SHINGLES + 8;
  for (let at = SHINGLES + 8, end = SHINGLES + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    const before = load<u64>(out - 8);
    store<u64>(out, key);
    if (key !== before) out += 8;
  }
  return (out - SHINGLES) >> 3;
}
