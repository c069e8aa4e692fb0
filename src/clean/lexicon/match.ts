/** Finds the rules that fire in a line. */
import * as P from "../page.js";
import { GLUABLE } from "../vocabulary.js";
import type { CompiledLexicon } from "./compile.js";
import { opensWith } from "./first-words.js";
import type { Slot } from "./pattern.js";
import { answersOf, hasBit, mayFire, mostWordsOf, slotWords } from "./reach.js";
import type { LexiconRule } from "./rule.js";
import { mayFollow, mayFollowName, mayStartSlot, slotEnds } from "./slots.js";
import { behindWord, type GapEdge, type SlotEdge, type TrieNode } from "./trie.js";

/** One rule that fired; the words are columns of the page. */
export interface Hit {
  readonly rule: LexiconRule;
  readonly firstWord: number;
  readonly endWord: number;
  /** What its slots stand for, in order. */
  readonly values: readonly SlotValue[];
}

/** Words `from` up to `end` that filled a slot. */
export interface SlotValue {
  readonly slot: Slot;
  readonly from: number;
  readonly end: number;
}

/** One search: the page, the rules, the line, and the slots filled on the way. */
interface Search {
  readonly page: P.Page;
  readonly lexicon: CompiledLexicon;
  readonly line: number;
  readonly stop: number;
  /** End of the line without signs that whole-line rules look through. */
  readonly tail: number;
  /** What may fire in the line, and its words. */
  readonly answers: number;
  readonly rules: number;
  readonly words: number;
  readonly filled: SlotValue[];
  readonly out: Hit[];
}

/** Rules that one line may collect; more would tell nothing new. */
const MAX_HITS = 12;

/** Words of the shortest sentence behind a label. */
const LEAST_CLAUSE = 5;
/** A line that ends in a full stop has the first of these alone. */
const SENTENCE_ENDS = P.TERMINAL | P.QUESTION_END | P.EXCLAMATION_END | P.ELLIPSIS_END;

/** Fills `out` with the rules that fire in a line, each once, and returns it. Position is not judged here. */
export function matchLine(page: P.Page, lexicon: CompiledLexicon, line: number, out: Hit[]): Hit[] {
  const first = page.firstWord[line] ?? 0;
  const stop = page.firstWord[line + 1] ?? 0;
  if (first === stop) return out;
  const head = skipEdge(page, lexicon, first, stop);
  const tail = skipEdgeBack(page, lexicon, head, stop);
  const answers = answersOf(page, line);
  const words = page.wordCount[line] ?? 0;
  const rules = page.rules[line] ?? P.ANY_RULE;
  const search: Search = { page, lexicon, line, stop, tail, answers, rules, words, filled: [], out };
  if (page.silent[line] !== P.FREE) {
    if (mayStart(search, head)) walk(search, lexicon.anchored, head, head);
    if (head !== first && mayStart(search, first)) walk(search, lexicon.anchored, first, first);
  }
  if (page.hasStarts) walkStarts(search);
  else walkFree(search, first);
  return out;
}

/** Walks from the words that a free rule may fire from, as the kernel found them. */
function walkStarts(search: Search): void {
  const { page, lexicon, line, answers } = search;
  const end = page.firstStart[line + 1] ?? 0;
  for (let i = page.firstStart[line] ?? 0; i < end; i++) {
    const word = page.starts[i] ?? 0;
    const id = page.words.id[word] ?? 0;
    const node = ((lexicon.startAsks[id] ?? 0) & answers) === 0 ? undefined : lexicon.freeStarts[id]?.node;
    if (node !== undefined) walk(search, node, word, word + 1);
  }
}

/** Walks from every word that a free rule may start with. */
function walkFree(search: Search, first: number): void {
  const { page, lexicon, stop } = search;
  for (let word = nextStart(search, first); word < stop; word = nextStart(search, word + 1)) {
    const start = lexicon.freeStarts[page.words.id[word] ?? 0];
    if (start === undefined) continue;
    const second = word + 1 < stop ? (page.words.id[word + 1] ?? 0) : 0;
    if (start.second === undefined || hasBit(start.second, second)) walk(search, start.node, word, word + 1);
  }
}

/** Whether a walk from the start of a line may come to anything: most lines start with two words that no rule starts with. */
function mayStart(search: Search, at: number): boolean {
  const { anchored, anchoredStart, anchoredStarts } = search.lexicon;
  if (!mayFire(anchored, search, search.tail - at)) return false;
  if (anchoredStart.anything) return true;
  const first = anchoredStarts[search.page.words.id[at] ?? 0];
  if (
    first !== undefined &&
    mayFire(first.node, search, search.tail - at - 1) &&
    opensWith(anchoredStarts, search.page.words.id, at, search.stop)
  )
    return true;
  return anchoredStart.slots.some((edge) => mayFill(search, edge, at));
}

/** Whether a slot may be filled from a word on, and a rule go on behind it. */
function mayFill(search: Search, { slot, behind }: SlotEdge, at: number): boolean {
  const { page, lexicon, tail, stop } = search;
  const most = slotWords(slot);
  if (!mayFire(behind, search, tail - at - most) || !mayStartSlot(slot, page, lexicon, at)) return false;
  return slot === "name"
    ? mayFollowName(page, behind, at, stop)
    : mayFollow(page, behind, at + 1, Math.min(at + most, stop - 1));
}

/** The next word that a free rule which may fire here starts with, or the end of the line. A loop over most words. */
function nextStart({ page, lexicon, stop, answers }: Search, from: number): number {
  const { id } = page.words;
  const { startAsks } = lexicon;
  let word = from;
  while (word < stop && ((startAsks[id[word] as number] as number) & answers) === 0) word++;
  return word;
}

/** Indexed loops: this runs for every word that opens a rule. */
function walk(search: Search, node: TrieNode, from: number, at: number): void {
  if (!mayFire(node, search, search.tail - at)) return;
  for (let i = 0; i < node.rules.length; i++) accept(search, node.rules[i] ?? 0, from, at);
  const id = at < search.stop ? (search.page.words.id[at] ?? 0) : 0;
  for (let i = 0; i < node.joins.length; i++) {
    const meeting = node.joins[i] as TrieNode;
    if (meeting.next === undefined || hasBit(meeting.next, id)) walk(search, meeting, from, at);
  }
  for (let i = 0; i < node.gaps.length; i++) {
    const { most, behind } = node.gaps[i] as GapEdge;
    for (let end = at; end <= at + most && end <= search.stop; end++)
      if (mayGoOn(search, behind, end)) walk(search, behind, from, end);
  }
  if (at >= search.stop) return;
  if (id !== 0) {
    const next = behindWord(node, id);
    if (next !== undefined) walk(search, next, from, at + 1);
  }
  for (let i = 0; i < node.slots.length; i++) walkSlot(search, node.slots[i] as SlotEdge, from, at);
}

function mayGoOn({ page, stop }: Search, { next }: TrieNode, at: number): boolean {
  return next === undefined || hasBit(next, at < stop ? (page.words.id[at] ?? 0) : 0);
}

function walkSlot(search: Search, edge: SlotEdge, from: number, at: number): void {
  if (!mayFill(search, edge, at)) return;
  const { slot, behind } = edge;
  for (const end of slotEnds(slot, search.page, search.lexicon, at, search.stop)) {
    search.filled.push({ slot, from: at, end });
    if (mayGoOn(search, behind, end)) walk(search, behind, from, end);
    search.filled.pop();
  }
}

function accept(search: Search, index: number, from: number, end: number): void {
  const { page, lexicon, line, out } = search;
  const rule = lexicon.rules[index];
  if (rule === undefined || out.length >= MAX_HITS || out.some((known) => known.rule === rule)) return;
  const words = page.wordCount[line] ?? 0;
  if (words > mostWordsOf(rule) || words < (rule.minWords ?? 0)) return;
  if (rule.reader === true && ((page.bits[line] ?? 0) & P.READER_TOLD) === 0) return;
  if (fits(search, rule, from, end)) out.push({ rule, firstWord: from, endWord: end, values: [...search.filled] });
}

function fits({ page, lexicon, line, tail, stop }: Search, rule: LexiconRule, from: number, end: number): boolean {
  const bits = page.bits[line] ?? 0;
  const spoken = ((page.words.bits[from] ?? 0) & P.QUOTED) !== 0 || (bits & P.SAYS) !== 0;
  switch (rule.match) {
    case "line":
      return end === tail || end === stop;
    case "label":
      return (
        isLabel(page, lexicon, line, end, stop) && !(rule.class === "related_link" && isClause(page, line, end + 1))
      );
    case "prefix":
    case "phrase":
      return !spoken;
    case "suffix":
      return (end === tail || end === stop) && !spoken;
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

/** `Related: the captain was his uncle, and nobody knew.` goes on as a sentence; a linked headline opens in a capital. */
function isClause(page: P.Page, line: number, from: number): boolean {
  const words = (page.firstWord[line + 1] ?? 0) - from;
  if (words < LEAST_CLAUSE || ((page.bits[line] ?? 0) & SENTENCE_ENDS) !== P.TERMINAL) return false;
  const first = page.words.start[from] ?? 0;
  return /^\p{Ll}/u.test(page.text.slice(first, first + 2));
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
