/**
 * What can still fire behind a place in the trie, and in which lines. Most walks through the trie end in nothing, and
 * most of them can be told before a step: the line reports speech, it has too many words, or the whole-line rules that are
 * left are too short to reach its end.
 */
import * as P from "../page.js";
import type { Slot } from "./pattern.js";
import type { LexiconRule, MatchKind } from "./rule.js";
import { createNode, NO_WORD, type SlotEdge, type TrieNode } from "./trie.js";

/** Longest lines that rules read by default, in words (notes: length caps before matching). */
const MAX_WORDS = { line: 60, prefix: 60, label: 60, suffix: 80, phrase: 120 } as const;

/** Longest line a rule fires in. */
export function mostWordsOf(rule: LexiconRule): number {
  return rule.maxWords ?? MAX_WORDS[rule.match];
}

/** Kinds of match as bits of `asks`; the same bits moved by `READER_SHIFT` are rules that ask for a reader addressed. */
const KIND: Readonly<Record<MatchKind, number>> = { line: 1, label: 2, prefix: 4, suffix: 8, phrase: 16 };
const READER_SHIFT = 5;
const both = (kinds: number): number => kinds | (kinds << READER_SHIFT);
/** What a rule asks of a line, one bit of `asks`. */
export function askOf(rule: LexiconRule): number {
  return rule.reader === true ? KIND[rule.match] << READER_SHIFT : KIND[rule.match];
}

/** Kinds that must end where the line does. */
const TO_THE_END = both(KIND.line | KIND.suffix);
/** Kinds that never fire in a line that reports speech. */
const UNSPOKEN = both(KIND.prefix | KIND.suffix | KIND.phrase);
const LABELS = both(KIND.label);
const EVERY_KIND = both(31);

/** Most words and signs that a slot takes (see slots.ts). */
export const SLOT_WORDS: Readonly<Record<Exclude<Slot, "agency">, number>> = {
  ...{ number: 1, year: 1, any: 1, name: 5, date: 7, time: 10 },
};
/** Far more than any agency's name. */
const AGENCY_WORDS = 20;

/** What may fire in a line, as bits of `asks`. */
export function answersOf(page: P.Page, line: number): number {
  const bits = page.bits[line] ?? 0;
  let answers = EVERY_KIND;
  if ((bits & P.SAYS) !== 0) answers &= ~UNSPOKEN;
  if ((bits & P.READER_TOLD) === 0) answers &= 31;
  const signs = (page.firstWord[line + 1] ?? 0) - (page.firstWord[line] ?? 0) - (page.wordCount[line] ?? 0);
  return signs === 0 ? answers & ~LABELS : answers;
}

/** A line: what may fire in it by its bits (`answersOf`) and by the kernel (`rules` of a page), and its words. */
export interface Asked {
  readonly answers: number;
  readonly rules: number;
  readonly words: number;
}

/** Whether any rule behind a node may fire in a line, with so many words and signs left of it. */
export function mayFire(node: TrieNode, { answers, rules, words }: Asked, left: number): boolean {
  const asks = node.asks & answers;
  return (
    asks !== 0 &&
    (node.ruleBits & rules) !== 0 &&
    words <= node.mostWords &&
    (left <= node.farthest || (asks & ~TO_THE_END) !== 0)
  );
}

/** Most words and signs that a slot takes. */
export function slotWords(slot: Slot): number {
  return slot === "agency" ? AGENCY_WORDS : SLOT_WORDS[slot];
}

/** What a walk may begin with. */
export interface Start {
  /** Numbers of words, as bits. */
  readonly words: Uint32Array;
  readonly slots: readonly SlotEdge[];
  /** Whether it may begin with whatever stands there. */
  readonly anything: boolean;
}

/** What a walk from a node may begin with, `words` the size of the vocabulary. */
export function startOf(root: TrieNode, words: number): Start {
  const bits = new Uint32Array((words >>> 5) + 1);
  const slots: SlotEdge[] = [];
  let anything = false;
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.rules.length + node.gaps.length > 0) anything = true;
    for (let i = 0; i < node.slots.length; i++) slots.push(node.slots[i] as SlotEdge);
    for (const word of node.words.keys()) bits[word >>> 5] = (bits[word >>> 5] ?? 0) | (1 << (word & 31));
    for (let i = 0; i < node.joins.length; i++) pending.push(node.joins[i] as TrieNode);
  }
  return { words: bits, slots, anything };
}

/** Slots that may begin a walk, one of a kind: behind it what may stand behind any of that kind, to ask of all at once. */
export function mergedSlots(edges: readonly SlotEdge[]): readonly SlotEdge[] {
  const merged = new Map<Slot, TrieNode>();
  for (const { slot, behind } of edges) {
    const known = merged.get(slot);
    if (known === undefined) merged.set(slot, Object.assign(createNode(), reachOf(behind)));
    else merge(known, behind);
  }
  return [...merged].map(([slot, behind]) => ({ slot, behind }));
}

const reachOf = ({ asks, ruleBits, mostWords, farthest, next }: TrieNode) => ({
  ...{ asks, ruleBits, mostWords, farthest },
  next: next?.slice(),
});

function merge(into: TrieNode, { asks, ruleBits, mostWords, farthest, next }: TrieNode): void {
  into.asks |= asks;
  into.ruleBits |= ruleBits;
  into.mostWords = Math.max(into.mostWords, mostWords);
  into.farthest = Math.max(into.farthest, farthest);
  if (next === undefined) into.next = undefined;
  else
    into.next?.forEach((bits, i) => {
      if (into.next !== undefined) into.next[i] = bits | (next[i] ?? 0);
    });
}

/** Numbers of the words that a walk from a node begins with, as bits; `undefined` where it may begin otherwise. */
export function nextWords(node: TrieNode, words: number): Uint32Array | undefined {
  const start = startOf(node, words);
  return start.anything || start.slots.length > 0 ? undefined : start.words;
}

/** Whether a number is among those given as bits. */
export function hasBit(bits: Uint32Array, number: number): boolean {
  return ((bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

/** Fills in what nodes and slots tell of what is behind them. Ways that meet are summed up once. */
export function sumUpReach(roots: readonly TrieNode[], rules: readonly LexiconRule[], words: number): void {
  const done = new Set<TrieNode>();
  const sumUp = (node: TrieNode): void => {
    if (done.has(node)) return;
    done.add(node);
    for (const index of node.rules) addRule(node, index, rules[index]);
    if (node.word !== NO_WORD) for (const behind of node.words.values()) add(node, behind, 1);
    for (let i = 0; i < node.joins.length; i++) addUnsure(node, node.joins[i] as TrieNode, 0);
    if (node.slots.length + node.gaps.length === 0) return;
    for (const { slot, behind } of node.slots) addUnsure(node, behind, slotWords(slot));
    for (const { most, behind } of node.gaps) addUnsure(node, behind, most);
  };
  const add = (node: TrieNode, behind: TrieNode, more: number): void => {
    sumUp(behind);
    node.asks |= behind.asks;
    node.ruleBits |= behind.ruleBits;
    node.mostWords = Math.max(node.mostWords, behind.mostWords);
    node.farthest = Math.max(node.farthest, behind.farthest + more);
  };
  const addUnsure = (node: TrieNode, behind: TrieNode, more: number): void => {
    add(node, behind, more);
    behind.next ??= nextWords(behind, words);
  };
  roots.forEach(sumUp);
}

function addRule(node: TrieNode, index: number, rule: LexiconRule | undefined): void {
  if (rule === undefined) return;
  node.ruleBits |= 1 << (index & 31);
  node.asks |= askOf(rule);
  node.mostWords = Math.max(node.mostWords, mostWordsOf(rule));
  node.farthest = Math.max(node.farthest, 0);
}
