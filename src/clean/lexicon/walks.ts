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
import type { FirstWord } from "./first-words.js";
import type { Slot } from "./pattern.js";
import { askOf, mostWordsOf, type Start } from "./reach.js";
import type { LexiconRule } from "./rule.js";
import { createNode, type TrieNode } from "./trie.js";

/** Slots by the number that the kernel knows them by. */
const SLOT_NUMBERS: Readonly<Record<Slot, number>> = {
  ...{ number: 0, year: 1, any: 2, name: 3, date: 4, time: 5, agency: 6 },
};
const HEADER_INTS = 16;
const NODE_INTS = 9;
/** Instead of a mask: there is but one word, and it stands where the place of words would, below its node. */
const ONE_WORD = -2;
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
  const starts = [...lexicon.freeStarts, ...lexicon.anchoredStarts].flatMap((start) => start?.node ?? []);
  const nodes = numbered([lexicon.anchored, anchoredSlots, lexicon.agencies, agencySlots, ...starts]);
  if (nodes.size > MOST_NODES || [...nodes.keys()].some(hasManyEdges)) return new Int32Array(0);
  const plan = { lexicon, nodes, anchoredSlots, agencySlots, rows: createRows(lexicon.vocabulary.traits.length) };
  return layOut(plan);
}

function layOut(plan: Plan): Int32Array {
  const { lexicon, nodes, rows } = plan;
  const firsts = lexicon.vocabulary.traits.length === 0 ? [] : firstsOf(plan);
  const rules = lexicon.rules.flatMap((rule) => [askOf(rule), mostWordsOf(rule), rule.minWords ?? 0]);
  const heads = [...nodes.keys()].map((node) => rows.placeOf(node.next));
  const out = [...new Array<number>(HEADER_INTS).fill(0), ...rows.columns()];
  const firstsAt = out.length;
  for (const value of firsts) out.push(value);
  const rulesAt = out.length;
  for (const value of rules) out.push(value);
  const nodesAt = out.length;
  for (const [index, node] of [...nodes.keys()].entries())
    out.push(node.asks, node.mostWords, node.farthest, heads[index] ?? 0, 0, 0, 0, -1, node.ruleBits);
  for (const [node, number] of nodes) writeEdges(out, nodesAt + (number - 1) * NODE_INTS, node, nodes);
  for (const [index, value] of headerOf(plan, [firstsAt, rulesAt, nodesAt]).entries()) out[index] = value;
  return Int32Array.from(out);
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
  return createNode([], slots);
}

/** All nodes behind some, numbered from 1. */
function numbered(roots: readonly TrieNode[]): ReadonlyMap<TrieNode, number> {
  const numbers = new Map<TrieNode, number>();
  const pending = [...roots].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (numbers.has(node)) continue;
    numbers.set(node, numbers.size + 1);
    pending.push(...node.words.values(), ...node.joins);
    for (const { behind } of [...node.slots, ...node.gaps]) pending.push(behind);
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
  columns(): Iterable<number>;
}

function createRows(words: number): Rows {
  const stride = (words >>> 5) + 1;
  const out: number[] = [...new Array<number>(stride).fill(0), ...new Array<number>(stride).fill(-1)];
  const known = new Map<string, number>();
  return {
    placeOf(bits) {
      if (bits === undefined) return (HEADER_INTS + stride) * 4;
      const key = bits.join();
      const place = known.get(key) ?? (HEADER_INTS + out.length) * 4;
      if (!known.has(key)) for (let i = 0; i < stride; i++) out.push((bits[i] ?? 0) | 0);
      known.set(key, place);
      return place;
    },
    columns: () => out,
  };
}

function firstsOf({ lexicon, nodes, rows }: Plan): readonly number[] {
  const { vocabulary, freeStarts, anchoredStarts, agencyStarts, edgeSign } = lexicon;
  const numberOf = (start: FirstWord | undefined) => (start === undefined ? 0 : (nodes.get(start.node) ?? 0));
  const rowOf = (start: FirstWord | undefined) => (start === undefined ? HEADER_INTS * 4 : rows.placeOf(start.second));
  return Array.from(vocabulary.traits, (_, word) => [
    numberOf(freeStarts[word]) | (numberOf(anchoredStarts[word]) << 16),
    rowOf(anchoredStarts[word]),
    rowOf(agencyStarts[word]),
    edgeSign[word] ?? 0,
  ]).flat();
}

/** Writes what stands behind a node at the end, and where into the node at `at`. */
function writeEdges(out: number[], at: number, node: TrieNode, nodes: ReadonlyMap<TrieNode, number>): void {
  const numberOf = (behind: TrieNode) => nodes.get(behind) ?? 0;
  out[at + 4] = out.length * 4;
  out[at + 5] = node.rules.length | (node.joins.length << 8) | (node.gaps.length << 16) | (node.slots.length << 24);
  out.push(...node.rules, ...node.joins.map(numberOf));
  for (const { most, behind } of node.gaps) out.push(most, numberOf(behind));
  for (const { slot, behind } of node.slots) out.push(SLOT_NUMBERS[slot], numberOf(behind));
  if (node.words.size === 0) return;
  const [only] = node.words;
  if (node.words.size === 1 && only !== undefined) {
    out[at + 6] = only[0] | (numberOf(only[1]) << 16);
    out[at + 7] = ONE_WORD;
    return;
  }
  let slots = 2;
  while (slots < node.words.size * 2) slots *= 2;
  out[at + 6] = out.length * 4;
  out[at + 7] = slots - 1;
  const table = new Array<number>(slots * 2).fill(0);
  for (const [word, behind] of node.words) {
    let slot = word & (slots - 1);
    while (table[slot * 2] !== 0) slot = (slot + 1) & (slots - 1);
    table[slot * 2] = word;
    table[slot * 2 + 1] = numberOf(behind);
  }
  for (const value of table) out.push(value);
}
