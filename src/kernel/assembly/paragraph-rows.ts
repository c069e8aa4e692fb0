import { SLOTS } from "./memory";

/** Constants of src/match/paragraph-hash.ts. */
const SEED_LO: u32 = 0x811c9dc5;
const SEED_HI: u32 = 0x9747b28c;
const PRIME_LO: u32 = 0x01000193;
const PRIME_HI: u32 = 0x5bd1e995;

/** Bytes of a row: low and high half of the hash, start, end. */
export const ROW: u32 = 16;

/**
 * Puts hashes in the rows from SLOTS up to `end`, in place of the addresses where the fold of each begins and ends; rows
 * without a fold stay as they are. Two at a time, as each step of a hash waits for the one before it: whichever is done
 * first gives way to the next row. One loop: its state is ten numbers that a call would have to carry.
 */
export function hashRows(end: u32): void {
  let row = nextRow(SLOTS, end);
  let other = nextRow(row + ROW, end);
  let lo = SEED_LO;
  let hi = SEED_HI;
  let otherLo = SEED_LO;
  let otherHi = SEED_HI;
  let at = foldOf(row, end);
  let otherAt = foldOf(other, end);
  while (row < end) {
    const left = load<u32>(row, 4) - at;
    const stop = at + (other < end ? min<u32>(left, load<u32>(other, 4) - otherAt) : left);
    for (; at < stop; at += 2) {
      const unit: u32 = load<u16>(at);
      const otherUnit: u32 = load<u16>(otherAt);
      lo = (lo ^ unit) * PRIME_LO;
      hi = (hi ^ unit) * PRIME_HI + (hi >> 17);
      otherLo = (otherLo ^ otherUnit) * PRIME_LO;
      otherHi = (otherHi ^ otherUnit) * PRIME_HI + (otherHi >> 17);
      otherAt += 2;
    }
    const next = nextRow(max<u32>(row, other) + ROW, end);
    if (at === load<u32>(row, 4)) {
      finish(row, lo, hi);
      row = other;
      at = otherAt;
      lo = otherLo;
      hi = otherHi;
    } else {
      finish(other, otherLo, otherHi);
    }
    other = next;
    otherAt = foldOf(next, end);
    otherLo = SEED_LO;
    otherHi = SEED_HI;
  }
}

/** The first row from here on that has a fold; `end` where there is none. */
function nextRow(from: u32, end: u32): u32 {
  let row = from;
  while (row < end && load<u32>(row) === 0) row += ROW;
  return min<u32>(row, end);
}

/** Where the fold of a row begins; a place to read from where there is no row. */
function foldOf(row: u32, end: u32): u32 {
  return row < end ? load<u32>(row) : SLOTS;
}

function finish(row: u32, lo: u32, hi: u32): void {
  store<u32>(row, lo ^ (hi >> 16));
  store<u32>(row, hi ^ (lo >> 15), 4);
}
