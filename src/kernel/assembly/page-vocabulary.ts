import { LETTERS, LETTERS_OF, TABLE, WIDE_FOLD } from "./page-memory";
import { foldOf, foldWide, unitAt, WIDE } from "./page-units";

/** One less than the slots of TABLE. */
let mask: u32 = 0;

/** Says how many slots of TABLE the host wrote, a power of two. */
export function setTable(slots: u32): void {
  mask = slots - 1;
}

/** What a slot holds of a word with this hash, the first that is asked. */
export function slotOf(hash: u32): u32 {
  return (hash ^ (hash >> 15)) & mask;
}

export function nextSlot(slot: u32): u32 {
  return (slot + 1) & mask;
}

/** Hash, and number << 32; 0 where the slot is free. `MORE`: a word whose place this would be stands behind. */
export function entryAt(slot: u32): u64 {
  return load<u64>(TABLE + (slot << 3));
}

export const MORE: u64 = 1 << 63;

/** Number of an entry. */
export function numberOf(entry: u64): u32 {
  return <u32>(entry >> 32) & 0xffff;
}

/** Number of the word at `from` … `to` of a text, of any units, or 0. */
export function findWord(hash: u32, text: u32, from: u32, to: u32): u32 {
  let slot = slotOf(hash);
  for (let entry = entryAt(slot); entry !== 0; entry = entryAt(slot)) {
    const number = numberOf(entry);
    if (<u32>entry === hash && spells(number, text, from, to)) return number;
    slot = nextSlot(slot);
  }
  return 0;
}

function spells(number: u32, text: u32, from: u32, to: u32): bool {
  let letter = load<u32>(LETTERS_OF + (number << 2));
  const stop = load<u32>(LETTERS_OF + (number << 2), 4);
  for (let at = from; at < to; at++) {
    const unit = unitAt(text, at);
    const folded = foldOf(unit);
    if (folded === WIDE) {
      const count = foldWide(unit);
      for (let part: u32 = 0; part < count; part++)
        if (letter === stop || unitAt(LETTERS, letter++) !== unitAt(WIDE_FOLD, part)) return false;
    } else if (letter === stop || unitAt(LETTERS, letter++) !== folded) return false;
  }
  return letter === stop;
}
