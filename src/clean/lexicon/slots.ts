/** The grammar of typed slots. Each gives the words that may follow the slot, longest reading first; none: no match. */
import { CAPITAL, NUMBER, type Page, SYMBOL } from "../page.js";
import { MONTH, WEEKDAY } from "../vocabulary.js";
import type { CompiledLexicon, TrieNode } from "./compile.js";
import type { Slot } from "./pattern.js";

/** Most words of a `{name}`. */
const NAME_WORDS = 5;

/** Ends of the slot when it starts at `word`; `stop` is where the line ends. */
export function slotEnds(slot: Slot, page: Page, lexicon: CompiledLexicon, word: number, stop: number): readonly number[] {
  if (word >= stop) return [];
  switch (slot) {
    case "number":
      return isNumber(page, word) ? [word + 1] : [];
    case "year":
      return isYear(page, word) ? [word + 1] : [];
    case "any":
      return ((page.words.bits[word] ?? 0) & SYMBOL) === 0 ? [word + 1] : [];
    case "name":
      return nameEnds(page, word, stop);
    case "agency":
      return agencyEnds(lexicon.agencies, page, lexicon, word, stop);
    case "time":
      return timeEnds(page, lexicon, word, stop);
    case "date":
      return dateEnds(page, lexicon, word, stop);
    default:
      return slot satisfies never;
  }
}

function isNumber(page: Page, word: number): boolean {
  return ((page.words.bits[word] ?? 0) & NUMBER) !== 0;
}

/** The value of a plain number of at most four digits, or −1. */
export function numberAt(page: Page, word: number): number {
  if (!isNumber(page, word)) return -1;
  const start = page.words.start[word] ?? 0;
  const spelled = page.text.slice(start, Math.min(page.words.end[word] ?? 0, start + 7)).replace(/(?:st|nd|rd|th)$/i, "");
  return /^\d{1,4}$/.test(spelled) ? Number(spelled) : -1;
}

function isYear(page: Page, word: number): boolean {
  const value = numberAt(page, word);
  return value >= 1900 && value <= 2099;
}

/** Up to five capitalised words; `of`, `the`, `&` and the like may stand between them. */
function nameEnds(page: Page, word: number, stop: number): readonly number[] {
  const ends: number[] = [];
  for (let at = word; at < stop && at < word + NAME_WORDS; at++) {
    const bits = page.words.bits[at] ?? 0;
    if ((bits & (CAPITAL | NUMBER)) !== 0) ends.unshift(at + 1);
    else if (at === word || !isParticle(page, at)) break;
  }
  return ends;
}

function isParticle(page: Page, word: number): boolean {
  const spelled = page.text.slice(page.words.start[word], page.words.end[word]).toLowerCase();
  return /^(?:of|the|and|de|da|di|la|le|van|von|der|den|bin|al|el|du|dos|&|-)$/.test(spelled);
}

function agencyEnds(root: TrieNode, page: Page, lexicon: CompiledLexicon, word: number, stop: number): readonly number[] {
  const ends: number[] = [];
  collectAgency(root, page, lexicon, word, stop, ends);
  return ends.sort((a, b) => b - a);
}

function collectAgency(node: TrieNode, page: Page, lexicon: CompiledLexicon, at: number, stop: number, ends: number[]): void {
  if (node.rules.length > 0) ends.push(at);
  if (at >= stop) return;
  const next = node.words.get(page.words.id[at] ?? 0);
  if (next !== undefined) collectAgency(next, page, lexicon, at + 1, stop, ends);
  for (const meeting of node.joins) collectAgency(meeting, page, lexicon, at, stop, ends);
  for (const { slot, behind } of node.slots) {
    for (const end of slotEnds(slot, page, lexicon, at, stop)) collectAgency(behind, page, lexicon, end, stop, ends);
  }
}

/** `1:23`, `1:23 p.m. ET`, `8 am`, `14:05 GMT`, `12.30pm`. */
function timeEnds(page: Page, lexicon: CompiledLexicon, word: number, stop: number): readonly number[] {
  if (!isNumber(page, word)) return [];
  const colon = lexicon.vocabulary.number(":");
  let at = word + 1;
  let clock = /^\d{1,2}(?:[.]\d\d)?(?:am|pm)$/i.test(spelling(page, word));
  while (page.words.id[at] === colon && at + 1 < stop && isNumber(page, at + 1) && at < word + 5) {
    at += 2;
    clock = true;
  }
  for (; at < stop && at < word + 10; at++) {
    if (/^(?:am|pm|a|p|m)$/i.test(spelling(page, at))) clock = true;
    else if (!clock || !/^(?:et|est|edt|pt|pst|pdt|ct|cst|cdt|mt|gmt|utc|bst|cet|ist|aest|hrs|hours)$/i.test(spelling(page, at))) break;
  }
  return clock ? [at] : [];
}

/** `September 3, 2025`, `3 Sept 2025`, `Wed, Sep 3`, `2025-09-03`, `03/09/2025`, `Sept. 3`. */
function dateEnds(page: Page, lexicon: CompiledLexicon, word: number, stop: number): readonly number[] {
  const traits = (at: number) => (at < stop ? (lexicon.vocabulary.traits[page.words.id[at] ?? 0] ?? 0) : 0);
  let at = word;
  if ((traits(at) & WEEKDAY) !== 0) at++;
  const day = (i: number) => i < stop && numberAt(page, i) >= 1 && numberAt(page, i) <= 31;
  const year = (i: number) => i < stop && isYear(page, i);
  if ((traits(at) & MONTH) !== 0) {
    if (day(at + 1)) return [year(at + 2) ? at + 3 : at + 2];
    return year(at + 1) ? [at + 2] : [];
  }
  if (day(at) && (traits(at + 1) & MONTH) !== 0) return [year(at + 2) ? at + 3 : at + 2];
  if (year(at) && day(at + 1) && day(at + 2)) return [at + 3];
  const slash = lexicon.vocabulary.number("/");
  if (day(at) && page.words.id[at + 1] === slash && day(at + 2) && page.words.id[at + 3] === slash && isNumber(page, at + 4)) {
    return at + 5 <= stop ? [at + 5] : [];
  }
  if (year(at) && page.words.id[at + 1] === slash && day(at + 2) && page.words.id[at + 3] === slash && day(at + 4)) return [at + 5];
  return [];
}

function spelling(page: Page, word: number): string {
  return page.text.slice(page.words.start[word], Math.min(page.words.end[word] ?? 0, (page.words.start[word] ?? 0) + 8));
}
