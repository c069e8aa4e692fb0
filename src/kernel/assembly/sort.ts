import { KEYS, MOST_PROBES, MOST_SLOTS, SHINGLES, SLOTS } from "./memory";

/**
 * Sorts the first `count` of KEYS into SHINGLES, each once. @returns how many are left.
 *
 * Hashes are spread evenly, so their top bits say about where each belongs. A table of two to four slots a key takes
 * each at the slot of its top bits or behind it, smaller keys first; read from end to end it is in order:
 *   keys 9a… 21… 2f… 21…   slots of the top two bits   21 2f 9a ·   (21 again: known; 2f: behind 21, as 21 < 2f)
 * Where keys crowd, as only crafted ones do, digits sort them, in linear time whatever they are.
 */
export function sortDistinct(count: u32): u32 {
  const bits: u64 = min<u64>(33 - <u64>clz(count), <u64>ctz(MOST_SLOTS));
  const slots: u32 = (<u32>1) << (<u32>bits);
  memory.fill(SLOTS, 0, (slots + MOST_PROBES) << 3);
  let zeros: u32 = 0;
  for (let at = KEYS, end = KEYS + (count << 3); at < end; at += 8) {
    const key = load<u64>(at);
    if (key === 0) zeros = 1;
    else if (!insert(key, SLOTS + ((<u32>(key >> (64 - bits))) << 3))) return sortByDigits(count);
  }
  store<u64>(SHINGLES, 0);
  return gather(slots + MOST_PROBES, zeros);
}

/** Puts a key at `home` or behind it, before larger ones, which move on. @returns false where keys crowd. */
function insert(key: u64, home: u32): bool {
  let moving = key;
  for (let slot = home, end = home + (MOST_PROBES << 3); slot < end; slot += 8) {
    const held = load<u64>(slot);
    if (held === 0) {
      store<u64>(slot, moving);
      return true;
    }
    if (held === moving) return true;
    if (held > moving) {
      store<u64>(slot, moving);
      moving = held;
    }
  }
  return false;
}

/** Copies what the slots hold behind the first `kept` of SHINGLES. @returns how many there are then. */
function gather(slots: u32, kept: u32): u32 {
  let out = SHINGLES + (kept << 3);
  for (let slot = SLOTS, end = SLOTS + (slots << 3); slot < end; slot += 8) {
    const key = load<u64>(slot);
    store<u64>(out, key);
    out += (<u32>(key !== 0)) << 3;
  }
  return (out - SHINGLES) >> 3;
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
