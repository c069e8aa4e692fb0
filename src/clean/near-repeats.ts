/**
 * Paragraphs that say nearly the same as an earlier one, and pull-quotes: short lines whose words stand, in the same
 * order, inside a longer paragraph. Both are flagged and stay. Every run of five words is looked up once.
 */
import { type Notes, note } from "./evidence.js";
import { GramTable } from "./gram-table.js";
import * as P from "./page.js";
import { WEIGHTS } from "./weights.js";

const { SYMBOL } = P;
/** Words of a run (onion uses 5 to 7). */
const GRAM = 5;
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

/** Adds one word to the hash of a run. */
const mixed = (hash: number, word: number): number => (Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) + word) | 0;

/**
 * Adds the runs of a line up to the first that another line has, and gives how many those are; −1 where all are new.
 * Most lines share nothing, so every word of every text goes through this loop, and it calls nothing.
 */
function addNewRuns(page: P.Page, line: number, grams: GramTable): number {
  const { hash, bits } = page.words;
  const { mask, hashes, lines, ordinals } = grams;
  const stop = page.firstWord[line + 1] as number;
  let words = 0;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let word = page.firstWord[line] as number; word < stop; word++) {
    if (((bits[word] as number) & SYMBOL) !== 0) continue;
    const e = hash[word] as number;
    if (++words >= GRAM) {
      const gram = mixed(mixed(mixed(mixed(mixed(0, a), b), c), d), e);
      let slot = (gram ^ (gram >>> 15)) & mask;
      let found = lines[slot] as number;
      while (found !== -1 && hashes[slot] !== gram) {
        slot = (slot + 1) & mask;
        found = lines[slot] as number;
      }
      if (found === -1) {
        hashes[slot] = gram;
        lines[slot] = line;
        ordinals[slot] = words - GRAM;
      } else if (found !== line) return words - GRAM;
    }
    a = b;
    b = c;
    c = d;
    d = e;
  }
  return -1;
}

/** Reads a line's runs from the first known one on, notes what they show, and adds the new ones. */
function readKnownRuns(page: P.Page, line: number, from: number, head: boolean, grams: GramTable, notes: Notes): void {
  const runHashes = runsOf(page, line);
  let hits = 0;
  let candidate = -1;
  let votes = 0;
  let run = 0;
  let previousLine = -1;
  let previousOrdinal = -1;
  for (let ordinal = from; ordinal < runHashes.length; ordinal++) {
    const gram = runHashes[ordinal] as number;
    const slot = slotOf(grams, gram);
    const found = grams.lines[slot] as number;
    if (found === -1) {
      grams.hashes[slot] = gram;
      grams.lines[slot] = line;
      grams.ordinals[slot] = ordinal;
      previousLine = -1;
      run = 0;
      continue;
    }
    if (found === line) continue;
    hits++;
    if (votes === 0) candidate = found;
    votes += found === candidate ? 1 : -1;
    const place = grams.ordinals[slot] as number;
    run = found === previousLine && place === previousOrdinal + 1 ? run + 1 : 1;
    previousLine = found;
    previousOrdinal = place;
    if (run === runsIn(page, found) && place === run - 1) noteQuote(page, found, line, notes, false);
  }
  const runs = runHashes.length;
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

/** Slot of a run: where it is, or where it would go. */
function slotOf({ mask, hashes, lines }: GramTable, gram: number): number {
  let slot = (gram ^ (gram >>> 15)) & mask;
  while (lines[slot] !== -1 && hashes[slot] !== gram) slot = (slot + 1) & mask;
  return slot;
}

/** Hashes of all runs of a line that has one. */
function runsOf(page: P.Page, line: number): Int32Array {
  const { hash, bits } = page.words;
  const words = new Int32Array(page.wordCount[line] ?? 0);
  let count = 0;
  for (let word = page.firstWord[line] ?? 0; word < (page.firstWord[line + 1] ?? 0); word++)
    if (((bits[word] ?? 0) & SYMBOL) === 0) words[count++] = hash[word] ?? 0;
  const runs = new Int32Array(count - GRAM + 1);
  for (let i = 0; i < runs.length; i++)
    for (let word = i; word < i + GRAM; word++) runs[i] = mixed(runs[i] ?? 0, words[word] ?? 0);
  return runs;
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
