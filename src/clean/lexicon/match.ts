/** Finds the rules that fire in a line. */
import * as P from "../page.js";
import { GLUABLE } from "../vocabulary.js";
import type { CompiledLexicon, GapEdge, SlotEdge, TrieNode } from "./compile.js";
import type { LexiconRule } from "./rule.js";
import { slotEnds } from "./slots.js";

/** One rule that fired; the words are columns of the page. */
export interface Hit {
  readonly rule: LexiconRule;
  readonly firstWord: number;
  readonly endWord: number;
}

/** Longest lines that rules read by default, in words (notes: length caps before matching). */
const MAX_WORDS = { line: 60, prefix: 60, label: 60, suffix: 80, phrase: 120 } as const;
/** Rules that one line may collect; more would tell nothing new. */
const MAX_HITS = 12;

/** Fills `out` with the rules that fire in a line, each once, and returns it. Position is not judged here. */
export function matchLine(page: P.Page, lexicon: CompiledLexicon, line: number, out: Hit[]): Hit[] {
  const first = page.firstWord[line] ?? 0;
  const stop = page.firstWord[line + 1] ?? 0;
  if (first === stop) return out;
  const head = skipEdge(page, lexicon, first, stop);
  const tail = skipEdgeBack(page, lexicon, head, stop);
  const found = (rule: number, from: number, end: number) => {
    const hit = accept(page, lexicon, line, rule, from, end, tail, stop);
    if (hit !== undefined && out.length < MAX_HITS && !out.some((known) => known.rule === hit.rule)) out.push(hit);
  };
  walk(page, lexicon, lexicon.anchored, head, head, stop, found);
  if (head !== first) walk(page, lexicon, lexicon.anchored, first, first, stop, found);
  for (let word = first; word < stop; word++) {
    const id = page.words.id[word] ?? 0;
    if (id === 0) continue;
    const start = lexicon.freeStarts[id];
    if (start === undefined) continue;
    const second = word + 1 < stop ? (page.words.id[word + 1] ?? 0) : 0;
    if (start.second === undefined || ((start.second[second >>> 5] ?? 0) & (1 << (second & 31))) !== 0) {
      walk(page, lexicon, start.node, word, word + 1, stop, found);
    }
  }
  return out;
}

type Found = (rule: number, from: number, end: number) => void;

/** Indexed loops: this runs for every word that opens a rule. */
function walk(page: P.Page, lexicon: CompiledLexicon, node: TrieNode, from: number, at: number, stop: number, found: Found): void {
  for (let i = 0; i < node.rules.length; i++) found(node.rules[i] ?? 0, from, at);
  for (let i = 0; i < node.joins.length; i++) walk(page, lexicon, node.joins[i] as TrieNode, from, at, stop, found);
  for (let i = 0; i < node.gaps.length; i++) {
    const { most, behind } = node.gaps[i] as GapEdge;
    for (let end = at; end <= at + most && end <= stop; end++) walk(page, lexicon, behind, from, end, stop, found);
  }
  if (at >= stop) return;
  const id = page.words.id[at] ?? 0;
  if (id !== 0) {
    const next = node.words.get(id);
    if (next !== undefined) walk(page, lexicon, next, from, at + 1, stop, found);
  }
  for (let i = 0; i < node.slots.length; i++) {
    const { slot, behind } = node.slots[i] as SlotEdge;
    for (const end of slotEnds(slot, page, lexicon, at, stop)) walk(page, lexicon, behind, from, end, stop, found);
  }
}

function accept(page: P.Page, lexicon: CompiledLexicon, line: number, index: number, from: number, end: number, tail: number, stop: number): Hit | undefined {
  const rule = lexicon.rules[index];
  if (rule === undefined) return undefined;
  const words = page.wordCount[line] ?? 0;
  if (words > (rule.maxWords ?? MAX_WORDS[rule.match]) || words < (rule.minWords ?? 0)) return undefined;
  const bits = page.bits[line] ?? 0;
  if (rule.reader === true && (bits & P.READER_TOLD) === 0) return undefined;
  if (!fits(page, lexicon, line, rule, from, end, tail, stop)) return undefined;
  return { rule, firstWord: from, endWord: end };
}

function fits(page: P.Page, lexicon: CompiledLexicon, line: number, rule: LexiconRule, from: number, end: number, tail: number, stop: number): boolean {
  const bits = page.bits[line] ?? 0;
  const spoken = ((page.words.bits[from] ?? 0) & P.QUOTED) !== 0 || (bits & P.SAYS) !== 0;
  switch (rule.match) {
    case "line":
      return end === tail || end === stop;
    case "label":
      return isLabel(page, lexicon, line, end, stop);
    case "prefix":
      return !spoken;
    case "suffix":
      return (end === tail || end === stop) && !spoken;
    case "phrase":
      return !spoken;
    default:
      return rule.match satisfies never;
  }
}

/** A label needs its separator, or a glued word and a dash behind it: "RelatedCompanies fell 3 %" is a sentence. */
function isLabel(page: P.Page, lexicon: CompiledLexicon, line: number, end: number, stop: number): boolean {
  if (end >= stop) return false;
  const sign = (word: number, spelled: string) => page.words.id[word] === lexicon.vocabulary.number(spelled);
  if (sign(end, ":") || sign(end, "|") || sign(end, "»")) return end + 1 < stop;
  if (sign(end, "-")) return end + 1 < stop && ((page.bits[line] ?? 0) & P.TERMINAL) === 0;
  const split = ((page.bits[line] ?? 0) & P.SPLIT_LABEL) !== 0 && ((page.words.bits[end] ?? 0) & P.GLUED) !== 0;
  if (!split || ((lexicon.vocabulary.traits[page.words.id[end - 1] ?? 0] ?? 0) & GLUABLE) === 0) return false;
  for (let word = end; word < stop; word++) if (sign(word, "-")) return true;
  return false;
}

function skipEdge(page: P.Page, lexicon: CompiledLexicon, first: number, stop: number): number {
  let word = first;
  while (word < stop && lexicon.edgeSign[page.words.id[word] ?? 0] === 1) word++;
  return word === stop ? first : word;
}

function skipEdgeBack(page: P.Page, lexicon: CompiledLexicon, head: number, stop: number): number {
  let word = stop;
  while (word > head && lexicon.edgeSign[page.words.id[word - 1] ?? 0] === 1) word--;
  return word;
}
