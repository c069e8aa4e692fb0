/** The grammar of typed slots. Each gives the words that may follow the slot, longest reading first; none: no match. */
import { CAPITAL, NUMBER, type Page, SYMBOL } from "../page.js";
import { MONTH, WEEKDAY } from "../vocabulary.js";
import type { CompiledLexicon } from "./compile.js";
import { opensWith } from "./first-words.js";
import type { Slot } from "./pattern.js";
import { hasBit, slotWords } from "./reach.js";
import { behindWord, type TrieNode } from "./trie.js";

const LONGEST_PARTICLE = 3;
/** Most words of a `{name}`. */
const NAME_WORDS = 5;

/** Ends of the slot when it starts at `word`; `stop` is where the line ends. */
export function slotEnds(
  slot: Slot,
  page: Page,
  lexicon: CompiledLexicon,
  word: number,
  stop: number,
): readonly number[] {
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

/** Whether a slot may start with a word at all: a glance, where finding its ends takes a look at every reading. */
export function mayStartSlot(slot: Slot, page: Page, lexicon: CompiledLexicon, word: number): boolean {
  const bits = page.words.bits[word] ?? 0;
  switch (slot) {
    case "any":
      return (bits & SYMBOL) === 0;
    case "number":
    case "year":
    case "time":
      return (bits & NUMBER) !== 0;
    case "name":
      return (bits & (CAPITAL | NUMBER)) !== 0;
    case "date":
      return (bits & NUMBER) !== 0 || ((lexicon.vocabulary.traits[page.words.id[word] ?? 0] ?? 0) & DATE_WORDS) !== 0;
    case "agency":
      return mayStartAgency(page, lexicon, word);
    default:
      return slot satisfies never;
  }
}

const DATE_WORDS = MONTH | WEEKDAY;

function mayStartAgency(page: Page, lexicon: CompiledLexicon, word: number): boolean {
  const { slots, anything } = lexicon.agencyStart;
  if (anything || opensWith(lexicon.agencyStarts, page.words.id, word, page.words.count)) return true;
  return slots.some(
    ({ slot, behind }) =>
      slot === "agency" ||
      (mayStartSlot(slot, page, lexicon, word) && mayFollow(page, behind, word + 1, word + slotWords(slot))),
  );
}

/** Whether one of the words from `first` to `last` may be the next behind a node. */
export function mayFollow(page: Page, { next }: TrieNode, first: number, last: number): boolean {
  if (next === undefined) return true;
  const end = Math.min(last, page.words.count - 1);
  for (let word = first; word <= end; word++) if (hasBit(next, page.words.id[word] ?? 0)) return true;
  return false;
}

/** Whether a word behind a name that starts at `word` may be the next behind a node; short words may stand inside a name. */
export function mayFollowName(page: Page, { next }: TrieNode, word: number, stop: number): boolean {
  if (next === undefined) return true;
  const { id, bits } = page.words;
  for (let at = word; at + 1 < stop && at < word + NAME_WORDS; at++) {
    if (((bits[at] ?? 0) & (CAPITAL | NUMBER)) !== 0) {
      if (hasBit(next, id[at + 1] ?? 0)) return true;
    } else if (at === word || wordUnits(page, at) > LONGEST_PARTICLE) return false;
  }
  return false;
}

function wordUnits({ words }: Page, word: number): number {
  return (words.end[word] ?? 0) - (words.start[word] ?? 0);
}

function isNumber(page: Page, word: number): boolean {
  return ((page.words.bits[word] ?? 0) & NUMBER) !== 0;
}

/** What may stand behind the digits of a day or a year: `3rd`, `1er`, `2º`, `11월`. */
const ORDINALS: ReadonlySet<string> = new Set(["st", "nd", "rd", "th", "er", "º", "ª", "년", "월", "일"]);
const MOST_DIGITS = 4;

/** The value of a plain number of at most four digits, or −1. */
export function numberAt(page: Page, word: number): number {
  if (!isNumber(page, word)) return -1;
  const { text } = page;
  const end = page.words.end[word] ?? 0;
  const start = page.words.start[word] ?? 0;
  let value = 0;
  let at = start;
  for (; at < end && isDigit(text.charCodeAt(at)); at++) {
    if (at - start === MOST_DIGITS) return -1;
    value = value * 10 + (text.charCodeAt(at) & 15);
  }
  if (at === start || end - at > 2) return -1;
  return at === end || ORDINALS.has(text.slice(at, end).toLowerCase()) ? value : -1;
}

/** ASCII, Arabic, Persian and full-width digits; in each block the last four bits are the value. */
function isDigit(unit: number): boolean {
  if (unit <= 0x39) return unit >= 0x30;
  return (unit >= 0x660 && unit <= 0x669) || (unit >= 0x6f0 && unit <= 0x6f9) || (unit >= 0xff10 && unit <= 0xff19);
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
  if (wordUnits(page, word) > LONGEST_PARTICLE) return false;
  const spelled = page.text.slice(page.words.start[word], page.words.end[word]).toLowerCase();
  return /^(?:of|the|and|de|da|di|la|le|van|von|der|den|bin|al|el|du|dos|&|-)$/.test(spelled);
}

function agencyEnds(
  root: TrieNode,
  page: Page,
  lexicon: CompiledLexicon,
  word: number,
  stop: number,
): readonly number[] {
  const ends: number[] = [];
  collectAgency(root, page, lexicon, word, stop, ends);
  return ends.sort((a, b) => b - a);
}

function collectAgency(
  node: TrieNode,
  page: Page,
  lexicon: CompiledLexicon,
  at: number,
  stop: number,
  ends: number[],
): void {
  if (node.rules.length > 0) ends.push(at);
  if (at >= stop) return;
  const next = behindWord(node, page.words.id[at] ?? 0);
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
  let clock = /^\d{1,2}(?:(?:[.]\d\d)?(?:am|pm)|h\d\d)$/i.test(spelling(page, word));
  while (page.words.id[at] === colon && at + 1 < stop && isNumber(page, at + 1) && at < word + 5) {
    at += 2;
    clock = true;
  }
  for (; at < stop && at < word + 10; at++) {
    if (/^(?:am|pm|a|p|m)$/i.test(spelling(page, at))) clock = true;
    else if (
      !clock ||
      !/^(?:et|est|edt|pt|pst|pdt|ct|cst|cdt|mt|gmt|utc|bst|cet|cest|ist|aest|hrs|hours|uhr|h|hs|мск)$/i.test(
        spelling(page, at),
      )
    )
      break;
  }
  return clock ? [at] : [];
}

/** `September 3, 2025`, `3 de mayo de 2025`, `Wed, Sep 3`, `2025-09-03`, `03/09/2025`, `03.09.2025`, `2025年9月3日`. */
function dateEnds(page: Page, lexicon: CompiledLexicon, word: number, stop: number): readonly number[] {
  if (!mayStartSlot("date", page, lexicon, word)) return [];
  const traits = (at: number) => (at < stop ? (lexicon.vocabulary.traits[page.words.id[at] ?? 0] ?? 0) : 0);
  const at = (traits(word) & WEEKDAY) !== 0 ? word + 1 : word;
  const day = (i: number) => i < stop && numberAt(page, i) >= 1 && numberAt(page, i) <= 31;
  const year = (i: number) => i < stop && isYear(page, i);
  const of = (i: number) => (i < stop && /^(?:de|del|do)$/i.test(spelling(page, i)) ? i + 1 : i);
  const withYear = (i: number) => (year(of(i)) ? of(i) + 1 : i);
  if ((traits(at) & MONTH) !== 0) {
    if (day(at + 1)) return [withYear(at + 2)];
    return year(of(at + 1)) ? [of(at + 1) + 1] : [];
  }
  if (day(at) && (traits(of(at + 1)) & MONTH) !== 0) return [withYear(of(at + 1) + 1)];
  if (lexicon.numericDates && at < stop && isDotted(page, at)) return [at + 1];
  if (year(at) && day(at + 1) && day(at + 2)) return [at + 3];
  if (lexicon.numericDates && day(at) && day(at + 1) && year(at + 2)) return [at + 3];
  return signedDate(page, lexicon, at, stop);
}

/** `03/09/2025`, `2025/09/03`, `2025年9月3日`: numbers with signs between them. */
function signedDate(page: Page, lexicon: CompiledLexicon, at: number, stop: number): readonly number[] {
  if (at + 4 >= stop) return [];
  const { id } = page.words;
  const value = (i: number) => numberAt(page, i);
  const day = (i: number) => value(i) >= 1 && value(i) <= 31;
  const between = (first: string, second: string) =>
    id[at + 1] !== 0 &&
    id[at + 1] === lexicon.vocabulary.number(first) &&
    id[at + 3] === lexicon.vocabulary.number(second);
  if (between("/", "/")) {
    const ends = day(at) ? day(at + 2) && isNumber(page, at + 4) : isYear(page, at) && day(at + 2) && day(at + 4);
    return ends ? [at + 5] : [];
  }
  if (!between("年", "月") || !isYear(page, at) || !day(at + 2) || !day(at + 4)) return [];
  const named = at + 5 < stop && id[at + 5] !== 0 && id[at + 5] === lexicon.vocabulary.number("日");
  return named ? [at + 6] : [];
}

/** `03.09.2025` and `2025.09.03` are one word each. */
function isDotted(page: Page, word: number): boolean {
  if ((page.words.end[word] ?? 0) - (page.words.start[word] ?? 0) > 10) return false;
  const spelled = page.text.slice(page.words.start[word], page.words.end[word]);
  return /^(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d\.\d{1,2}\.\d{1,2})$/.test(spelled);
}

function spelling(page: Page, word: number): string {
  return page.text.slice(
    page.words.start[word],
    Math.min(page.words.end[word] ?? 0, (page.words.start[word] ?? 0) + 8),
  );
}
