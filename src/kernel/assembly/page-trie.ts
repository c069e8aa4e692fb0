import { WALKS, WORD_BITS, WORD_END, WORD_ID, WORD_START } from "./page-memory";

/** The trie that src/clean/lexicon/walks.ts laid out, and the words of the line that is walked through it. */

/** Offsets in a node. */
export const MOST_WORDS: u32 = 4;
export const FARTHEST: u32 = 8;
export const NEXT: u32 = 12;
export const EDGES: u32 = 16;
export const COUNTS: u32 = 20;
const WORDS: u32 = 24;
const MASK: u32 = 28;
export const RULE_BITS: u32 = 32;
const NODE_BYTES: u32 = 36;
/** Instead of a mask. */
const NO_WORD: u32 = 0xffffffff;
const ONE_WORD: u32 = 0xfffffffe;

/** From the header; nodes are their addresses. */
export let isLaidOut: bool = false;
let firsts: u32 = 0;
export let rules: u32 = 0;
let nodes: u32 = 0;
export let anchored: u32 = 0;
export let anchoredSlots: u32 = 0;
export let agencies: u32 = 0;
export let agencySlots: u32 = 0;
export let mayOpenAnyhow: bool = false;
export let isAgencyAnything: bool = false;
export let hasCompounds: bool = false;
export let colon: u32 = 0;
export let pipe: u32 = 0;
export let arrow: u32 = 0;
export let dash: u32 = 0;

/** The page of the line, and the word behind its last. */
export let page: u32 = 0;
export let stop: u32 = 0;

export function setLine(at: u32, end: u32): void {
  page = at;
  stop = end;
}

/** Says how many numbers the host wrote to WALKS; 0: no line can be told. */
export function setWalks(ints: u32): void {
  isLaidOut = ints !== 0;
  if (!isLaidOut) return;
  firsts = WALKS + load<u32>(WALKS);
  rules = WALKS + load<u32>(WALKS, 4);
  nodes = WALKS + load<u32>(WALKS, 8);
  anchored = nodeOf(load<u32>(WALKS, 12));
  anchoredSlots = nodeOf(load<u32>(WALKS, 16));
  agencies = nodeOf(load<u32>(WALKS, 20));
  agencySlots = nodeOf(load<u32>(WALKS, 24));
  mayOpenAnyhow = load<u32>(WALKS, 28) !== 0;
  isAgencyAnything = load<u32>(WALKS, 32) !== 0;
  hasCompounds = load<u32>(WALKS, 36) !== 0;
  colon = load<u32>(WALKS, 40);
  pipe = load<u32>(WALKS, 44);
  arrow = load<u32>(WALKS, 48);
  dash = load<u32>(WALKS, 52);
}

/** The node behind a word, or 0. */
export function nodeBehind(node: u32, id: u32): u32 {
  const mask = load<u32>(node, MASK);
  if (mask === NO_WORD || id === 0) return 0;
  if (mask === ONE_WORD) {
    const word = load<u32>(node, WORDS);
    return (word & 0xffff) === id ? nodeOf(word >> 16) : 0;
  }
  const table = WALKS + load<u32>(node, WORDS);
  let slot = id & mask;
  let word = load<u32>(table + (slot << 3));
  while (word !== id && word !== 0) {
    slot = (slot + 1) & mask;
    word = load<u32>(table + (slot << 3));
  }
  return word === 0 ? 0 : nodeOf(load<u32>(table + (slot << 3), 4));
}

/** Whether the word at a place is among those of a row; behind the line none is but in a full row. */
export function hasBit(row: u32, at: u32): bool {
  const id = at < stop ? idAt(at) : 0;
  return ((<u32>load<u8>(WALKS + row + (id >> 3)) >> (id & 7)) & 1) !== 0;
}

export function nodeOf(number: u32): u32 {
  return nodes + (number - 1) * NODE_BYTES;
}

export function firstOf(id: u32): u32 {
  return firsts + (id << 4);
}

export function idAt(word: u32): u32 {
  return load<u16>(page + (word << 1), WORD_ID);
}

export function bitsAt(word: u32): u32 {
  return load<u8>(page + word, WORD_BITS);
}

export function unitsAt(word: u32): u32 {
  const row = page + (word << 2);
  return load<u32>(row, WORD_END) - load<u32>(row, WORD_START);
}
