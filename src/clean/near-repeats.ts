/**
 * Paragraphs that say nearly the same as an earlier one, and pull-quotes: short lines whose words stand, in the same
 * order, inside a longer paragraph. Both are flagged and stay. Every run of five words is looked up once.
 */
import { type Notes, note } from "./evidence.js";
import * as P from "./page.js";
import { WEIGHTS } from "./weights.js";

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
export function noteNearRepeats(page: P.Page, notes: Notes): void {
  const grams = new GramTable(page.words.count);
  let seen = 0;
  for (let line = 0; line < page.lines.count; line++) {
    if ((page.wordCount[line] ?? 0) < GRAM) continue;
    seen++;
    if (notes.firstCopies.has(line)) continue;
    noteLine(page, line, seen <= HEAD_LINES, grams, notes);
  }
}

/** First line and place of every run of words, by hash, in open addressing. */
class GramTable {
  readonly #mask: number;
  readonly #hashes: Int32Array;
  readonly #lines: Int32Array;
  readonly #ordinals: Int32Array;

  constructor(words: number) {
    let size = 64;
    while (size < words * 2) size *= 2;
    this.#mask = size - 1;
    this.#hashes = new Int32Array(size);
    this.#lines = new Int32Array(size).fill(-1);
    this.#ordinals = new Int32Array(size);
  }

  /** Slot of a run: where it is, or where it would go. */
  slot(hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#lines[slot] !== -1 && this.#hashes[slot] !== hash) slot = (slot + 1) & this.#mask;
    return slot;
  }

  /** Line a slot holds, or −1. */
  line(slot: number): number {
    return this.#lines[slot] ?? -1;
  }

  /** Place of the run in that line. */
  ordinal(slot: number): number {
    return this.#ordinals[slot] ?? 0;
  }

  put(slot: number, hash: number, line: number, ordinal: number): void {
    this.#hashes[slot] = hash;
    this.#lines[slot] = line;
    this.#ordinals[slot] = ordinal;
  }
}

/** Looks a line's runs up, notes what they show, and adds the new ones. */
function noteLine(page: P.Page, line: number, head: boolean, grams: GramTable, notes: Notes): void {
  const { hash, bits } = page.words;
  const window = new Int32Array(GRAM);
  let words = 0;
  let hits = 0;
  let candidate = -1;
  let votes = 0;
  let run = 0;
  let previousLine = -1;
  let previousOrdinal = -1;
  for (let word = page.firstWord[line] ?? 0; word < (page.firstWord[line + 1] ?? 0); word++) {
    if (((bits[word] ?? 0) & P.SYMBOL) !== 0) continue;
    window[words % GRAM] = hash[word] ?? 0;
    words++;
    if (words < GRAM) continue;
    const gram = hashWindow(window, words);
    const slot = grams.slot(gram);
    const found = grams.line(slot);
    const ordinal = words - GRAM;
    if (found === -1) {
      grams.put(slot, gram, line, ordinal);
      previousLine = -1;
      run = 0;
      continue;
    }
    if (found === line) continue;
    hits++;
    if (votes === 0) candidate = found;
    votes += found === candidate ? 1 : -1;
    const place = grams.ordinal(slot);
    run = found === previousLine && place === previousOrdinal + 1 ? run + 1 : 1;
    previousLine = found;
    previousOrdinal = place;
    if (run === runsIn(page, found) && place === run - 1) noteQuote(page, found, line, notes, false);
  }
  const runs = Math.max(words - GRAM + 1, 1);
  if (run === runs && hits === runs && previousLine >= 0) noteQuote(page, line, previousLine, notes, head);
  else if (words >= NEAR_WORDS && hits >= runs * NEAR_SHARE && votes > 0) {
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

function hashWindow(window: Int32Array, words: number): number {
  let hash = 0;
  for (let i = 0; i < GRAM; i++)
    hash = (Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) + (window[(words + i) % GRAM] ?? 0)) | 0;
  return hash;
}
