import { KEYS, MOST_MOVES, SHINGLES, SLOTS } from "./memory";

/** Bits of the largest digit. */
const MOST_BITS: u32 = 11;
/** How many more bits two digits have than there are keys in powers of two, so that few keys share both. */
const MORE_BITS: u32 = 6;
/** Answer where keys crowd. */
const CROWDED: u32 = 0;

/**
 * Sorts the first `count` of KEYS into SHINGLES, each once. @returns how many are left.
 *
 * Hashes are spread evenly, so their top bits say nearly all about their order. Two digits of these put them in order, the
 * lower one first, and the few that share both are moved when equal ones are left out:
 *   keys 9a40 21c8 2f00 21c1   by the first two digits   21c8 21c1 2f00 9a40   c1 moves   21c1 21c8 2f00 9a40
 * Where keys crowd, as only crafted ones do, all digits sort them, in linear time whatever they are.
 */
export function sortDistinct(count: u32): u32 {
  const bits: u32 = min<u32>(MOST_BITS, (32 - <u32>clz(count) + MORE_BITS) >> 1);
  const size = (<u32>4) << bits;
  const between = SLOTS + 2 * size;
  memory.fill(SLOTS, 0, 2 * size);
  countDigits(count, bits, size);
  toPlaces(SLOTS, size, between);
  toPlaces(SLOTS + size, size, SHINGLES);
  moveByTop(KEYS, count, bits, 64 - 2 * <u64>bits, SLOTS);
  moveByTop(between, count, bits, 64 - <u64>bits, SLOTS + size);
  const sorted = settle(count);
  return sorted === CROWDED ? sortByDigits(count) : sorted;
}

/** Counts the keys of each lower digit from SLOTS on, and behind these those of each upper one. */
function countDigits(count: u32, bits: u32, size: u32): void {
  const mask = size - 4;
  for (let at = KEYS, end = KEYS + (count << 3); at < end; at += 8) {
    const top = load<u32>(at, 4);
    const lower = SLOTS + ((top >> (30 - 2 * bits)) & mask);
    const upper = SLOTS + size + ((top >> (30 - bits)) & mask);
    store<u32>(lower, load<u32>(lower) + 1);
    store<u32>(upper, load<u32>(upper) + 1);
  }
}

/** Makes counts the addresses where keys of each digit go, from `first` on. */
function toPlaces(counters: u32, size: u32, first: u32): void {
  let place = first;
  for (let counter = counters; counter < counters + size; counter += 4) {
    const keys = load<u32>(counter);
    store<u32>(counter, place);
    place += keys << 3;
  }
}

/** Moves keys to the places of their digit at `shift`, equal ones in the order they come. */
function moveByTop(from: u32, count: u32, bits: u32, shift: u64, places: u32): void {
  const mask = ((<u64>1) << (<u64>bits)) - 1;
  for (let at = from, end = from + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    const place = places + ((<u32>((key >> shift) & mask)) << 2);
    const target = load<u32>(place);
    store<u64>(target, key);
    store<u32>(place, target + 8);
  }
}

/**
 * Leaves equal keys of the nearly sorted SHINGLES out, and moves those that are not in order.
 * @returns how many are left, or `CROWDED`.
 */
function settle(count: u32): u32 {
  let out = SHINGLES + 8;
  let last = load<u64>(SHINGLES);
  for (let at = SHINGLES + 8, end = SHINGLES + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    if (key > last) {
      store<u64>(out, key);
      out += 8;
      last = key;
    } else if (key < last) {
      out = insert(key, out);
      if (out === CROWDED) return CROWDED;
    }
  }
  return (out - SHINGLES) >> 3;
}

/**
 * Puts a key before the last ones of SHINGLES, which end at `end` and of which some are larger.
 * @returns the new end, or `CROWDED`.
 */
function insert(key: u64, end: u32): u32 {
  const furthest = max<u32>(SHINGLES, end - (MOST_MOVES << 3));
  let place = end - 8;
  while (place > furthest && load<u64>(place - 8) > key) place -= 8;
  if (place > SHINGLES) {
    const before = load<u64>(place - 8);
    if (before === key) return end;
    if (before > key) return CROWDED;
  }
  memory.copy(place + 8, place, end - place);
  store<u64>(place, key);
  return end + 8;
}

/** Least digit first, between KEYS and SHINGLES; an even number of passes, so KEYS hold the result. */
function sortByDigits(count: u32): u32 {
  for (let shift: u64 = 0; shift < 64; shift += 16) {
    moveByDigit(KEYS, SHINGLES, count, shift);
    moveByDigit(SHINGLES, KEYS, count, shift + 8);
  }
  return packDistinct(count);
}

/** Moves keys in order of the byte at `shift`, equal ones in the order they come. Counters lie in SLOTS. */
function moveByDigit(from: u32, to: u32, count: u32, shift: u64): void {
  memory.fill(SLOTS, 0, 256 << 2);
  const end = from + (count << 3);
  for (let at = from; at < end; at += 8) {
    const counter = SLOTS + ((<u32>(load<u64>(at) >> shift) & 0xff) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let place = to;
  for (let counter = SLOTS; counter < SLOTS + (256 << 2); counter += 4) {
    const size = load<u32>(counter);
    store<u32>(counter, place);
    place += size << 3;
  }
  for (let at = from; at < end; at += 8) {
    const key = load<u64>(at);
    const counter = SLOTS + ((<u32>(key >> shift) & 0xff) << 2);
    const target = load<u32>(counter);
    store<u64>(target, key);
    store<u32>(counter, target + 8);
  }
}

/** Copies the distinct ones of the sorted KEYS to SHINGLES. @returns how many there are. */
function packDistinct(count: u32): u32 {
  let out = SHINGLES;
  for (let at = KEYS, end = KEYS + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    if (out > SHINGLES && load<u64>(out - 8) === key) continue;
    store<u64>(out, key);
    out += 8;
  }
  return (out - SHINGLES) >> 3;
}
