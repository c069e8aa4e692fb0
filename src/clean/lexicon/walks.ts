/**
 * The trie laid out as numbers, for a kernel that tells in which lines no rule fires (kernel/assembly/page-walks.ts).
 * Places are bytes from the start of it all, nodes count from 1:
 *
 *   header   16 × i32, see `headerOf`
 *   rows     bits by number of a word; the first row is empty, the second full
 *   firsts   16 bytes a word: node of free rules and node of anchored rules, u16 each; row of what may follow the word at the
 *            start of anchored rules; the same of agencies; 1 where whole lines may begin or end in front of it
 *   rules    12 bytes a rule: its bit of `asks`, most words, least words
 *   nodes    36 bytes each: asks, most words, farthest, row of next words, place of edges, how many (a byte each: rules,
 *            joins, gaps, slots), place of words, one less than their slots; −1: there are none, −2: one, number | node << 16;
 *            bits of rules
 *   edges    of a node: rules; joins; most words and node of gaps; number and node of slots
 *   words    of a node: number and node of a word in open addressing, 0 0 where a slot is free
 */
import { SIGN_SPELLINGS } from "../signs.js";
import type { Vocabulary } from "../vocabulary.js";
import { type FirstWord, nodesOf } from "./first-words.js";
import type { Slot } from "./pattern.js";
import { askOf, mostWordsOf, type Start } from "./reach.js";
import type { LexiconRule } from "./rule.js";
import { createNode, NO_WORD, SEVERAL_WORDS, type TrieNode } from "./trie.js";

/** Slots by the number that the kernel knows them by. */
const SLOT_NUMBERS: Readonly<Record<Slot, number>> = {
  ...{ number: 0, year: 1, any: 2, name: 3, date: 4, time: 5, agency: 6 },
};
const HEADER_INTS = 16;
const NODE_INTS = 9;
/** Instead of a mask: there is but one word, and it stands where the place of words would, below its node. */
const ONE_WORD = -2;
const NO_WORDS = -1;
/** Nodes and edges of one kind that have room in their fields. */
const MOST_NODES = 0xffff;
const MOST_EDGES = 0xff;

/** What of a compiled lexicon is laid out. */
export interface WalkSource {
  readonly rules: readonly LexiconRule[];
  readonly vocabulary: Vocabulary;
  readonly anchored: TrieNode;
  readonly anchoredStart: Start;
  readonly anchoredStarts: readonly (FirstWord | undefined)[];
  readonly freeStarts: readonly (FirstWord | undefined)[];
  readonly agencies: TrieNode;
  readonly agencyStart: Start;
  readonly agencyStarts: readonly (FirstWord | undefined)[];
  readonly edgeSign: Uint8Array;
}

/** What the parts of the layout refer to. */
interface Plan {
  readonly lexicon: WalkSource;
  readonly nodes: ReadonlyMap<TrieNode, number>;
  /** Nodes that stand for the slots a walk may begin with. */
  readonly anchoredSlots: TrieNode;
  readonly agencySlots: TrieNode;
  readonly rows: Rows;
}

/** Gives the columns; an empty one where a lexicon is too large for them. */
export function walksOf(lexicon: WalkSource): Int32Array {
  const [anchoredSlots, agencySlots] = [slotsOnly(lexicon.anchoredStart), slotsOnly(lexicon.agencyStart)];
  const starts = [...nodesOf(lexicon.freeStarts), ...nodesOf(lexicon.anchoredStarts)];
  const nodes = numbered([lexicon.anchored, anchoredSlots, lexicon.agencies, agencySlots, ...starts]);
  if (nodes.size > MOST_NODES || [...nodes.keys()].some(hasManyEdges)) return new Int32Array(0);
  const plan = { lexicon, nodes, anchoredSlots, agencySlots, rows: createRows(lexicon.vocabulary.traits.length) };
  return layOut(plan);
}

function layOut(plan: Plan): Int32Array {
  const { lexicon, nodes, rows } = plan;
  const firsts = firstsOf(plan);
  const rules = lexicon.rules.flatMap((rule) => [askOf(rule), mostWordsOf(rule), rule.minWords ?? 0]);
  const list = [...nodes.keys()];
  const heads = list.map((node) => rows.placeOf(node.next));
  const firstsAt = HEADER_INTS + rows.length();
  const rulesAt = firstsAt + firsts.length;
  const nodesAt = rulesAt + rules.length;
  const edgesAt = nodesAt + list.length * NODE_INTS;
  const out = new Int32Array(list.reduce((sum, node) => sum + edgeIntsOf(node), edgesAt));
  out.set(headerOf(plan, [firstsAt, rulesAt, nodesAt]));
  rows.writeTo(out);
  out.set(firsts, firstsAt);
  out.set(rules, rulesAt);
  let edge = edgesAt;
  for (const [index, node] of list.entries()) {
    const at = nodesAt + index * NODE_INTS;
    out[at] = node.asks;
    out[at + 1] = node.mostWords;
    out[at + 2] = node.farthest;
    out[at + 3] = heads[index] ?? 0;
    out[at + 8] = node.ruleBits;
    edge = writeEdges(out, at, edge, node, nodes);
  }
  return out;
}

/** Places of firsts, rules and nodes; four roots; what they may begin with, whether words may be more than they say; signs. */
function headerOf({ lexicon, nodes, anchoredSlots, agencySlots }: Plan, places: readonly number[]): readonly number[] {
  const { anchored, agencies, anchoredStart, agencyStart, vocabulary } = lexicon;
  return [
    ...places.map((place) => place * 4),
    ...[anchored, anchoredSlots, agencies, agencySlots].map((node) => nodes.get(node) ?? 0),
    ...[anchoredStart.anything, agencyStart.anything, vocabulary.compounds.size > 0].map(Number),
    ...[":", "|", "»", "-"].map((sign) => vocabulary.signs[SIGN_SPELLINGS.indexOf(sign)] ?? 0),
  ];
}

/** A node behind which only slots stand. */
function slotsOnly({ slots }: Start): TrieNode {
  return createNode([], [...slots]);
}

/** All nodes behind some, numbered from 1. */
function numbered(roots: readonly TrieNode[]): ReadonlyMap<TrieNode, number> {
  const numbers = new Map<TrieNode, number>();
  const pending = [...roots].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (numbers.has(node)) continue;
    numbers.set(node, numbers.size + 1);
    if (node.word !== NO_WORD) for (const behind of node.words.values()) pending.push(behind);
    for (const meeting of node.joins) pending.push(meeting);
    for (const { behind } of node.slots) pending.push(behind);
    for (const { behind } of node.gaps) pending.push(behind);
  }
  return numbers;
}

function hasManyEdges({ rules, joins, gaps, slots }: TrieNode): boolean {
  return Math.max(rules.length, joins.length, gaps.length, slots.length) > MOST_EDGES;
}

/** Rows of bits, each kept once. */
interface Rows {
  /** Bytes from the start of it all. */
  placeOf(bits: Uint32Array | undefined): number;
  /** All rows so far. */
  length(): number;
  writeTo(out: Int32Array): void;
}

function createRows(words: number): Rows {
  const stride = (words >>> 5) + 1;
  const rows: Uint32Array[] = [new Uint32Array(stride), new Uint32Array(stride).fill(-1)];
  const known = new Map<string, number>();
  return {
    placeOf(bits) {
      if (bits === undefined) return (HEADER_INTS + stride) * 4;
      const key = Buffer.from(bits.buffer, bits.byteOffset, bits.byteLength).toString("latin1");
      const place = known.get(key) ?? (HEADER_INTS + rows.length * stride) * 4;
      if (!known.has(key)) rows.push(bits);
      known.set(key, place);
      return place;
    },
    length: () => rows.length * stride,
    writeTo: (out) => {
      for (const [index, row] of rows.entries()) out.set(row, HEADER_INTS + index * stride);
    },
  };
}

function firstsOf({ lexicon, nodes, rows }: Plan): Int32Array {
  const { vocabulary, freeStarts, anchoredStarts, agencyStarts, edgeSign } = lexicon;
  const numberOf = (start: FirstWord | undefined) => (start === undefined ? 0 : (nodes.get(start.node) ?? 0));
  const rowOf = (start: FirstWord | undefined) => (start === undefined ? HEADER_INTS * 4 : rows.placeOf(start.second));
  const firsts = new Int32Array(vocabulary.traits.length * 4);
  for (let word = 0; word < vocabulary.traits.length; word++) {
    firsts[word * 4] = numberOf(freeStarts[word]) | (numberOf(anchoredStarts[word]) << 16);
    firsts[word * 4 + 1] = rowOf(anchoredStarts[word]);
    firsts[word * 4 + 2] = rowOf(agencyStarts[word]);
    firsts[word * 4 + 3] = edgeSign[word] ?? 0;
  }
  return firsts;
}

/** Slots of the table of words behind a node, a power of two; 0 where there are fewer than two. */
function wordSlotsOf({ words, word }: TrieNode): number {
  if (word !== SEVERAL_WORDS) return 0;
  let slots = 2;
  while (slots < words.size * 2) slots *= 2;
  return slots;
}

function edgeIntsOf(node: TrieNode): number {
  const { rules, joins, gaps, slots } = node;
  return rules.length + joins.length + 2 * (gaps.length + slots.length + wordSlotsOf(node));
}

/** Writes what stands behind a node from `edge` on, and where into the node at `at`. Gives where the next node's may stand. */
function writeEdges(
  out: Int32Array,
  at: number,
  edge: number,
  node: TrieNode,
  nodes: ReadonlyMap<TrieNode, number>,
): number {
  const numberOf = (behind: TrieNode) => nodes.get(behind) ?? 0;
  out[at + 4] = edge * 4;
  out[at + 5] = node.rules.length | (node.joins.length << 8) | (node.gaps.length << 16) | (node.slots.length << 24);
  let to = edge;
  for (const rule of node.rules) out[to++] = rule;
  for (const meeting of node.joins) out[to++] = numberOf(meeting);
  for (const { most, behind } of node.gaps) {
    out[to++] = most;
    out[to++] = numberOf(behind);
  }
  for (const { slot, behind } of node.slots) {
    out[to++] = SLOT_NUMBERS[slot];
    out[to++] = numberOf(behind);
  }
  out[at + 7] = node.word === NO_WORD ? NO_WORDS : ONE_WORD;
  if (node.behindWord !== undefined) out[at + 6] = node.word | (numberOf(node.behindWord) << 16);
  if (node.word !== SEVERAL_WORDS) return to;
  out[at + 6] = to * 4;
  out[at + 7] = wordSlotsOf(node) - 1;
  return writeWords(out, to, node, nodes);
}

function writeWords(out: Int32Array, at: number, node: TrieNode, nodes: ReadonlyMap<TrieNode, number>): number {
  const slots = wordSlotsOf(node);
  for (const [word, behind] of node.words) {
    let slot = word & (slots - 1);
    while (out[at + slot * 2] !== 0) slot = (slot + 1) & (slots - 1);
    out[at + slot * 2] = word;
    out[at + slot * 2 + 1] = nodes.get(behind) ?? 0;
  }
  return at + slots * 2;
}
