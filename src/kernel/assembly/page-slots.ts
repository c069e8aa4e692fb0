import { TRAITS, WALKS } from "./page-memory";
import { CAPITAL, NUMBER, SYMBOL } from "./page-plain";
import {
  agencySlots,
  bitsAt,
  COUNTS,
  EDGES,
  firstOf,
  hasBit,
  idAt,
  isAgencyAnything,
  NEXT,
  nodeOf,
  stop,
} from "./page-trie";

/** Where slots may be filled, by a glance at their first word and at what may follow: src/clean/lexicon/slots.ts. */

/** Slots, and most words of those that take several. */
const ANY: u32 = 2;
export const NAME: u32 = 3;
const DATE: u32 = 4;
const TIME: u32 = 5;
export const AGENCY: u32 = 6;
export const NAME_WORDS: u32 = 5;
const DATE_WORDS_MOST: u32 = 7;
const TIME_WORDS: u32 = 10;
const AGENCY_WORDS: u32 = 20;
export const LONGEST_PARTICLE: u32 = 3;

/** Traits of months and weekdays. */
const DATE_WORDS: u32 = 4 | 8;

/** Whether one of the slots behind a node may be filled: in a name of an agency. */
export function mayPassAny(node: u32, at: u32): bool {
  const counts = load<u32>(node, COUNTS);
  let edge =
    WALKS + load<u32>(node, EDGES) + (((counts & 255) + ((counts >> 8) & 255)) << 2) + (((counts >> 16) & 255) << 3);
  for (let slots: u32 = counts >> 24; slots > 0; slots--) {
    const slot = load<u32>(edge);
    if (slot === AGENCY || mayPass(slot, nodeOf(load<u32>(edge, 4)), at)) return true;
    edge += 8;
  }
  return false;
}

/** Whether a slot may be filled from a word on, and what may follow it does. */
export function mayPass(slot: u32, behind: u32, at: u32): bool {
  if (!mayStartSlot(slot, at)) return false;
  const next = load<u32>(behind, NEXT);
  const last = min<u32>(at + slotWords(slot), stop);
  for (let end = at + 1; end <= last; end++) if (hasBit(next, end)) return true;
  return false;
}

function mayStartSlot(slot: u32, at: u32): bool {
  const bits = bitsAt(at);
  if (slot === ANY) return (bits & SYMBOL) === 0;
  if (slot === NAME) return (bits & (CAPITAL | NUMBER)) !== 0;
  if (slot === AGENCY) return mayStartAgency(at);
  if ((bits & NUMBER) !== 0) return true;
  return slot === DATE && (<u32>load<u16>(TRAITS + (idAt(at) << 1)) & DATE_WORDS) !== 0;
}

function mayStartAgency(at: u32): bool {
  if (isAgencyAnything || hasBit(load<u32>(firstOf(idAt(at)), 8), at + 1)) return true;
  return mayPassAny(agencySlots, at);
}

export function slotWords(slot: u32): u32 {
  if (slot <= ANY) return 1;
  if (slot === NAME) return NAME_WORDS;
  if (slot === DATE) return DATE_WORDS_MOST;
  return slot === TIME ? TIME_WORDS : AGENCY_WORDS;
}
