/**
 * Paragraphs that say nearly the same as an earlier one, and pull-quotes: short lines whose words stand, in the same
 * order, inside a longer paragraph. Both are flagged and stay. Every run of five words is looked up once.
 */
import type { PageReader, RunTable } from "../model/page-reader.js";
import { type Notes, note } from "./evidence.js";
import { GramTable } from "./gram-table.js";
import * as P from "./page.js";
import { WEIGHTS } from "./weights.js";

const { SYMBOL } = P;
/** Words of a run (onion uses 5 to 7). */
const GRAM = 5;
/** Of the rolling hash: an odd number without a pattern, and its GRAM-th power. */
const MULTIPLIER = 0x5bd1e995;
const MULTIPLIER_5 = Math.imul(
  Math.imul(Math.imul(MULTIPLIER, MULTIPLIER), Math.imul(MULTIPLIER, MULTIPLIER)),
  MULTIPLIER,
);
/** A near repeat is a paragraph of so many words … */
const NEAR_WORDS = 20;
/** … of whose runs so large a share stand in one earlier line. */
const NEAR_SHARE = 0.8;
const QUOTE_MIN_WORDS = 7;
const QUOTE_MAX_WORDS = 60;
/** The line a pull-quote comes from is longer by so many words. */
const QUOTE_MARGIN = 4;
/** The headline and deck may share words with the lead. */
const HEAD_LINES = 3;

/** Notes near repeats and pull-quotes. Linear in the number of words. */
export function noteNearRepeats(page: P.Page, notes: Notes, grams: GramTable = new GramTable()): void {
  if (page.isApart) return;
  page.isApart = page.reader?.areApart(page.lines.count, page.words.count) === true;
  if (page.isApart) return;
  // A line that is a copy already is not read, which the kernel does not know.
  if (page.reader !== undefined && notes.firstCopies.size === 0) noteCompiled(page, page.reader, notes);
  else notePlain(page, notes, grams);
}

function notePlain(page: P.Page, notes: Notes, grams: GramTable): void {
  grams.clear(page.words.count);
  let seen = 0;
  for (let line = 0; line < page.lines.count; line++) {
    if ((page.wordCount[line] ?? 0) < GRAM) continue;
    seen++;
    if (notes.firstCopies.has(line)) continue;
    const known = addNewRuns(page, line, grams);
    if (known >= 0) readKnownRuns(page, line, known, seen <= HEAD_LINES, grams, notes);
  }
}

/** The same, where a kernel finds the lines that have a known run. */
function noteCompiled(page: P.Page, reader: PageReader, notes: Notes): void {
  const runs = reader.clearRuns(page.words.count);
  for (let line = 0; line < page.lines.count; line++) {
    const word = reader.nextKnownRun(line, page.lines.count);
    if (word < 0) return;
    line = reader.runLine();
    readKnownRuns(page, line, word, isAmongFirst(page, line), runs, notes);
  }
}

/** Whether a line is one of the first that have a run. */
function isAmongFirst(page: P.Page, line: number): boolean {
  let seen = 1;
  for (let before = 0; before < line && seen <= HEAD_LINES; before++) if ((page.wordCount[before] ?? 0) >= GRAM) seen++;
  return seen <= HEAD_LINES;
}

/**
 * Adds the runs of a line up to the first that another line has, and gives the last word of that; −1 where all are new.
 * Most lines share nothing, so every word of every text goes through this loop, and it calls nothing. The hash rolls:
 * `h = h·M + new − old·M⁵`, modulo 2^32.
 */
function addNewRuns(page: P.Page, line: number, grams: RunTable): number {
  const { hash, bits } = page.words;
  const { mask, slots, hashes, lines, ordinals } = grams;
  const stop = page.firstWord[line + 1] as number;
  let ordinal = -GRAM;
  let gram = 0;
  let [a, b, c, d, e] = [0, 0, 0, 0, 0];
  for (let word = page.firstWord[line] as number; word < stop; word++) {
    if (((bits[word] as number) & SYMBOL) !== 0) continue;
    const added = hash[word] as number;
    gram = (Math.imul(gram, MULTIPLIER) + added - Math.imul(a, MULTIPLIER_5)) | 0;
    a = b;
    b = c;
    c = d;
    d = e;
    e = added;
    if (++ordinal < 0) continue;
    let slot = (gram ^ (gram >>> 15)) & mask;
    let known = slots[slot] as number;
    while (known !== 0 && hashes[known - 1] !== gram) {
      slot = (slot + 1) & mask;
      known = slots[slot] as number;
    }
    if (known === 0) {
      slots[slot] = word + 1;
      hashes[word] = gram;
      lines[word] = line;
      ordinals[word] = ordinal;
    } else if (lines[known - 1] !== line) return word;
  }
  return -1;
}

/** Reads a line's runs from the first known one on, notes what they show, and adds the new ones. */
function readKnownRuns(page: P.Page, line: number, from: number, head: boolean, grams: RunTable, notes: Notes): void {
  const runs = runsIn(page, line);
  let hits = 0;
  let candidate = -1;
  let votes = 0;
  let run = 0;
  let previousLine = -1;
  let previousOrdinal = -1;
  const reader = readerAt(page, line, from);
  for (; reader.word >= 0; nextRun(page, reader)) {
    const last = findRun(grams, reader, line);
    if (last === reader.word) {
      previousLine = -1;
      run = 0;
      continue;
    }
    const found = grams.lines[last] as number;
    if (found === line) continue;
    hits++;
    if (votes === 0) candidate = found;
    votes += found === candidate ? 1 : -1;
    const place = grams.ordinals[last] as number;
    run = found === previousLine && place === previousOrdinal + 1 ? run + 1 : 1;
    previousLine = found;
    previousOrdinal = place;
    if (run === runsIn(page, found) && place === run - 1) noteQuote(page, found, line, notes, false);
  }
  if (run === runs && hits === runs && previousLine >= 0) noteQuote(page, line, previousLine, notes, head);
  else if (runs + GRAM - 1 >= NEAR_WORDS && hits >= runs * NEAR_SHARE && votes > 0) {
    notes.firstCopies.set(line, candidate);
    note(notes, line, {
      rule: "repeat/near",
      class: "near_repeat",
      ground: "repeat",
      weight: WEIGHTS.nearRepeat,
      note: `${Math.round((100 * hits) / runs)} % of its word runs stand in line ${candidate + 1}`,
    });
  }
}

/** A run of words: its last word, −1 behind the last run of the line, and its words' hashes, the oldest at `ordinal % GRAM`. */
interface RunReader {
  word: number;
  ordinal: number;
  gram: number;
  readonly stop: number;
  readonly window: Int32Array;
}

/** Stands at the run of a line that ends in the word `last`. */
function readerAt(page: P.Page, line: number, last: number): RunReader {
  const word = page.firstWord[line] ?? 0;
  const stop = page.firstWord[line + 1] ?? 0;
  const reader = { word: word - 1, ordinal: -GRAM, gram: 0, stop, window: new Int32Array(GRAM) };
  while (reader.word < last) nextRun(page, reader);
  return reader;
}

/** Goes on by one word. */
function nextRun(page: P.Page, reader: RunReader): void {
  const { hash, bits } = page.words;
  let word = reader.word + 1;
  while (word < reader.stop && ((bits[word] ?? 0) & SYMBOL) !== 0) word++;
  reader.word = word < reader.stop ? word : -1;
  if (reader.word < 0) return;
  reader.ordinal++;
  const place = (reader.ordinal + GRAM) % GRAM;
  const old = reader.window[place] ?? 0;
  reader.window[place] = hash[word] ?? 0;
  reader.gram = (Math.imul(reader.gram, MULTIPLIER) + (hash[word] ?? 0) - Math.imul(old, MULTIPLIER_5)) | 0;
}

/** Last word of the first run that is equal; a run that is new is added. */
function findRun({ mask, slots, hashes, lines, ordinals }: RunTable, reader: RunReader, line: number): number {
  const { gram, word } = reader;
  let slot = (gram ^ (gram >>> 15)) & mask;
  for (let known = slots[slot] ?? 0; known !== 0; known = slots[slot] ?? 0) {
    if (hashes[known - 1] === gram) return known - 1;
    slot = (slot + 1) & mask;
  }
  slots[slot] = word + 1;
  hashes[word] = gram;
  lines[word] = line;
  ordinals[word] = reader.ordinal;
  return word;
}

function runsIn(page: P.Page, line: number): number {
  return (page.wordCount[line] ?? 0) - GRAM + 1;
}

/** The quote must be the shorter of the two, and not one of the first lines, unless it opens with a quotation mark. */
function noteQuote(page: P.Page, quote: number, host: number, notes: Notes, head: boolean): void {
  const words = page.wordCount[quote] ?? 0;
  if (words < QUOTE_MIN_WORDS || words > QUOTE_MAX_WORDS || (page.wordCount[host] ?? 0) < words + QUOTE_MARGIN) return;
  if ((head || quote < HEAD_LINES) && ((page.bits[quote] ?? 0) & P.OPEN_QUOTE) === 0) return;
  if (notes.firstCopies.has(quote)) return;
  notes.firstCopies.set(quote, host);
  note(notes, quote, {
    rule: "repeat/pull-quote",
    class: "pull_quote",
    ground: "repeat",
    weight: WEIGHTS.pullQuote,
    note: `stands in line ${host + 1}`,
  });
}
