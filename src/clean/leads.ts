/** What stands before the first words of an article: a scraper's date, an agency's tag, a dateline. */
import type { SpanMetadata } from "../model/span.js";
import type { Notes, Part } from "./evidence.js";
import { note } from "./evidence.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import { mayStartSlot, slotEnds } from "./lexicon/slots.js";
import { CAPITAL, CAPS, isBlank, NUMBER, type Page, SYMBOL } from "./page.js";
import { SECTION } from "./vocabulary.js";
import { WEIGHTS } from "./weights.js";

/** A tag or dateline opens one of the first lines. */
const LEAD_LINES = 6;
/** What a scraper writes before a date. */
const DATE_MARK = "date";
/** Longest dateline, in words and signs: place, region, date, agency, dash. */
const DATELINE_WORDS = 14;

/** Notes tags and datelines of the first lines as parts that go or that keep from the fingerprint. */
export function noteLeads(page: Page, lexicon: CompiledLexicon, notes: Notes): void {
  let seen = 0;
  for (let line = 0; line < page.lines.count && seen < LEAD_LINES; line++) {
    if (isBlank(page, line)) continue;
    if (seen === 0) noteScraperDate(page, lexicon, line, notes);
    if (mayBeTagged(page, lexicon, line)) noteTag(page, lexicon, line, notes);
    seen++;
  }
}

/** Whether anything may open one of the first lines: in most articles nothing does. */
export function mayHaveLeads(page: Page, lexicon: CompiledLexicon): boolean {
  let seen = 0;
  for (let line = 0; line < page.lines.count && seen < LEAD_LINES; line++) {
    if (isBlank(page, line)) continue;
    if (seen++ === 0 && spells(page, page.firstWord[line] ?? 0, DATE_MARK)) return true;
    if (mayBeTagged(page, lexicon, line)) return true;
  }
  return false;
}

/** ` date 2025-09-03 WORLD`: the whole line goes where only a section name follows, else the prefix. */
function noteScraperDate(page: Page, lexicon: CompiledLexicon, line: number, notes: Notes): void {
  const first = page.firstWord[line] ?? 0;
  const stop = page.firstWord[line + 1] ?? 0;
  if (!spells(page, first, DATE_MARK)) return;
  const end = slotEnds("date", page, lexicon, first + 1, stop)[0];
  if (end === undefined || !/^\d{4}-\d\d-\d\d$/.test(span(page, first + 1, end))) return;
  const metadata: SpanMetadata = { date: span(page, first + 1, end) };
  if (end === stop || isSection(page, lexicon, end, stop)) {
    note(notes, line, {
      rule: "lead/scraper-date",
      class: "page_metadata",
      ground: "lexicon",
      weight: WEIGHTS.lexicon.certain,
    });
    notes.metadata.set(line, metadata);
  } else {
    addPart(page, notes, line, end, {
      class: "scraper_date_prefix",
      action: "trim",
      metadata,
      rule: "lead/scraper-date",
    });
  }
}

function isSection(page: Page, lexicon: CompiledLexicon, from: number, stop: number): boolean {
  if (stop - from > 3) return false;
  for (let word = from; word < stop; word++) {
    if (((lexicon.vocabulary.traits[page.words.id[word] ?? 0] ?? 0) & SECTION) === 0) return false;
  }
  return true;
}

/** Whether a line starts as a tag or a dateline may: with a place in capitals, a bracket or a date. */
function mayBeTagged(page: Page, lexicon: CompiledLexicon, line: number): boolean {
  const first = page.firstWord[line] ?? 0;
  if (first === page.firstWord[line + 1]) return false;
  if (((page.words.bits[first] ?? 0) & (CAPS | SYMBOL | NUMBER)) === CAPS) return true;
  return page.words.id[first] === lexicon.vocabulary.number("(") || mayStartSlot("date", page, lexicon, first);
}

/** What opens a line: an agency's tag, a dateline. */
export interface Tag {
  readonly agency?: string;
  readonly place?: string;
  /** The word behind it. */
  readonly endWord: number;
}

/** `(REUTERS) …`, `BEIJING (Reuters) - …`, `WASHINGTON, Sept 3 (AP) — …`, `PARIS — …`. */
export function readTag(page: Page, lexicon: CompiledLexicon, line: number): Tag | undefined {
  const first = page.firstWord[line] ?? 0;
  const stop = Math.min(page.firstWord[line + 1] ?? 0, first + DATELINE_WORDS);
  const sign = (word: number, spelled: string) =>
    word < stop && page.words.id[word] === lexicon.vocabulary.number(spelled);
  let at = placeEnd(page, lexicon, first, stop);
  const place = at > first ? span(page, first, at) : undefined;
  at = slotEnds("date", page, lexicon, at, stop)[0] ?? at;
  let agency: string | undefined;
  if (sign(at, "(")) {
    const end = slotEnds("agency", page, lexicon, at + 1, stop).find((candidate) => sign(candidate, ")"));
    if (end === undefined) return undefined;
    agency = span(page, at + 1, end);
    at = end + 1;
  }
  const dashed = sign(at, "-");
  if (dashed) at++;
  if (at >= (page.firstWord[line + 1] ?? 0) || (agency === undefined && !(place !== undefined && dashed)))
    return undefined;
  if (place !== undefined && !dashed) return undefined;
  return { ...(agency !== undefined && { agency }), ...(place !== undefined && { place }), endWord: at };
}

function noteTag(page: Page, lexicon: CompiledLexicon, line: number, notes: Notes): void {
  const tag = readTag(page, lexicon, line);
  if (tag === undefined) return;
  const { endWord, ...metadata } = tag;
  const spanClass = tag.place === undefined ? "wire_tag" : "dateline";
  addPart(page, notes, line, endWord, {
    class: spanClass,
    action: tag.agency !== undefined ? "trim" : "flag",
    metadata,
    rule: `lead/${spanClass}`,
  });
}

/** Words in capitals, a region behind them: `NEW DELHI`, `HARBOUR CITY, Ohio`. */
function placeEnd(page: Page, lexicon: CompiledLexicon, first: number, stop: number): number {
  let at = first;
  while (at < stop && ((page.words.bits[at] ?? 0) & (CAPS | SYMBOL | NUMBER)) === CAPS) at++;
  if (at === first || at - first > 4) return first;
  if (slotEnds("date", page, lexicon, at, stop).length > 0) return at;
  while (at < stop && at - first < 6 && ((page.words.bits[at] ?? 0) & (CAPITAL | SYMBOL | NUMBER)) === CAPITAL) {
    if (slotEnds("date", page, lexicon, at, stop).length > 0) break;
    at++;
  }
  return at;
}

interface Lead {
  readonly class: Part["class"];
  readonly action: Part["action"];
  readonly metadata: SpanMetadata;
  readonly rule: string;
}

/** A part from the start of the line up to the word that stays. */
function addPart(page: Page, notes: Notes, line: number, endWord: number, lead: Lead): void {
  const from = page.lines.start[line] ?? 0;
  const evidence = { rule: lead.rule, weight: WEIGHTS.lexicon.certain };
  const stays = openingBefore(page, page.words.start[endWord] ?? 0);
  const known = notes.parts.findIndex((part) => part.start === from);
  const start = known < 0 ? from : (notes.parts[known]?.end ?? from);
  if (stays > start)
    notes.parts.push({ start, end: stays, class: lead.class, action: lead.action, metadata: lead.metadata, evidence });
}

/** Quotation marks and brackets before a word stay with it. */
function openingBefore(page: Page, start: number): number {
  let at = start;
  while (at > 0 && /["'“‘«„([¿¡$€£]/.test(page.text[at - 1] ?? " ")) at--;
  return at;
}

function spells(page: Page, word: number, expected: string): boolean {
  const start = page.words.start[word] ?? 0;
  const end = page.words.end[word] ?? 0;
  return end - start === expected.length && page.text.slice(start, end).toLowerCase() === expected;
}

function span(page: Page, from: number, to: number): string {
  return page.text.slice(page.words.start[from], page.words.end[to - 1]);
}
