/**
 * How recurring lines are compared: by their folded words, signs skipped, every run of digits in a line of few words
 * taken for one 0. `Slideshow (12 Images)` and `SLIDESHOW 3 images` are one line; in longer lines numbers are facts.
 */
import { CHARACTERS, DIGIT } from "../../text/characters.js";
import { fold } from "../../text/fold.js";
import { type Page, SYMBOL } from "../page.js";

/** Words up to which the digits of a line do not count. */
export const NUMBERLESS_WORDS = 12;
/** Longer lines are no template lines; the common shingles see them. */
export const MOST_UNITS = 20_000;

/** Two halves of a line's hash. */
export interface LineKey {
  lo: number;
  hi: number;
}

const PRIME = 0x01000193;
const GOLDEN = 0x9e3779b9;

/** Writes the hash of a line with words into `out`; false where the line has none, or is too long. */
export function keyOf(page: Page, line: number, out: LineKey): boolean {
  const words = page.wordCount[line] ?? 0;
  if (words === 0 || (page.length[line] ?? 0) > MOST_UNITS) return false;
  if (words <= NUMBERLESS_WORDS && hasDigit(page, line)) hashText(foldedLine(page, line), out);
  else {
    out.lo = page.hashA[line] ?? 0;
    out.hi = Math.imul((page.hashB[line] ?? 0) ^ words, PRIME);
  }
  return true;
}

/** The line's folded words, joined by spaces: equal for lines that count as one. */
export function foldedLine(page: Page, line: number): string {
  const { start, end, bits } = page.words;
  const parts: string[] = [];
  for (let word = page.firstWord[line] ?? 0; word < (page.firstWord[line + 1] ?? 0); word++) {
    if (((bits[word] ?? 0) & SYMBOL) === 0) parts.push(fold(page.text.slice(start[word], end[word])).text);
  }
  const joined = parts.join(" ");
  return parts.length <= NUMBERLESS_WORDS ? joined.replace(/\p{Nd}+/gu, "0") : joined;
}

function hasDigit(page: Page, line: number): boolean {
  if ((page.numberCount[line] ?? 0) > 0) return true;
  const start = page.lines.start[line] ?? 0;
  const end = page.lines.end[line] ?? 0;
  for (let at = start; at < end; at++) if (((CHARACTERS[page.text.charCodeAt(at)] ?? 0) & DIGIT) !== 0) return true;
  return false;
}

function hashText(text: string, out: LineKey): void {
  let lo = 0x811c9dc5;
  let hi = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    lo = Math.imul(lo ^ unit, PRIME);
    hi = (Math.imul(hi ^ unit, 0x5bd1e995) + GOLDEN) | 0;
  }
  out.lo = lo;
  out.hi = hi ^ (lo >>> 15);
}
