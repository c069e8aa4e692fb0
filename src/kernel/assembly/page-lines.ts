import { addCommas, beginLine, beginPage, commasSoFar, cutOne, isQuoted, lineBits, setWords, words } from "./page-any";
import { markText, nextEvent } from "./page-marks";
import {
  COMMAS,
  FIRST_START,
  FIRST_WORD,
  LENGTH,
  LINE_BITS,
  LINE_END,
  LINE_START,
  SILENT,
  TEXT_UNITS,
  WORD_END,
  WORD_START,
} from "./page-memory";
import { countCommas, describePlain, findPlain, QUOTED, startsPlainly } from "./page-plain";
import { beginSums, sumUp } from "./page-sums";
import { classOf, edgeOf, IGNORABLE, isApostrophe, SPACE, unitAt } from "./page-units";
import { whatMayFire } from "./page-walks";

/** Bits of a line, as in src/clean/page.ts. */
const TERMINAL: u32 = 1;
const ELLIPSIS_END: u32 = 256;
const UNCLOSED_QUOTE: u32 = 16384;
/** What EDGES tells of a unit that opens a line, and that it may stand behind the end of a sentence. */
const OPENING: u32 = 8 | 16 | 128;
const CLOSER: u32 = 32768;
const COMMA: u32 = 0x2c;
const POINT: u32 = 0x2e;

/** Reads words and signs of the lines of a page, whose units are marked, and sums each line up. @returns the number of words. */
export function scanPage(page: u32, lines: u32): u32 {
  beginPage();
  store<u32>(page, 0, FIRST_WORD);
  store<u32>(page, 0, FIRST_START);
  for (let line: u32 = 0; line < lines; line++) scanLine(page, line);
  return words;
}

/** Reads one line of a page whose units are not marked, behind so many words. @returns the number of words behind it. */
export function scanAgain(page: u32, line: u32, before: u32): u32 {
  const row = page + (line << 2);
  markText(page + TEXT_UNITS, load<u32>(row, LINE_START), load<u32>(row, LINE_END));
  setWords(before);
  scanLine(page, line);
  return words;
}

function scanLine(page: u32, line: u32): void {
  const text = page + TEXT_UNITS;
  const row = page + (line << 2);
  const from = load<u32>(row, LINE_START);
  const to = trimmedEnd(text, from, load<u32>(row, LINE_END));
  const first = skipUnseen(text, from, to);
  const firstWord = words;
  beginLine(first < to ? edgeBits(text, first, to) : 0);
  beginSums(row);
  let at = first;
  // The first word may be a label that is glued to the next.
  if (!startsPlainly(text, first, to)) while (at < to && words === firstWord) at = cutOne(page, at, to);
  while (at < to) at = cutMore(page, at, to);
  store<u32>(row, to - first, LENGTH);
  store<u32>(row, commasSoFar(), COMMAS);
  store<u32>(row + 4, words, FIRST_WORD);
  const said = sumUp(page, line, firstWord, words);
  const bits = lineBits() | said | (isQuoted() ? UNCLOSED_QUOTE : 0);
  store<u16>(page + (line << 1), bits, LINE_BITS);
  store<u8>(page + line, whatMayFire(page, line, bits), SILENT);
}

/** Reads plain words up to the next event, and what stands there. @returns where that ends. */
function cutMore(page: u32, at: u32, to: u32): u32 {
  const stop = nextEvent(at, to);
  if (stop > at) {
    const first = words;
    addCommas(countCommas(at, stop));
    const count = findPlain(page, at, stop, first);
    const open = stop < to && count > first ? openWord(page, count - 1, stop) : stop;
    setWords(open < stop ? count - 1 : count);
    describePlain(page, first, words, isQuoted() ? QUOTED : 0);
    if (open < stop) return cutOne(page, open, to);
  }
  return stop < to ? cutOne(page, stop, to) : stop;
}

/** Where a word starts that may go on over the event at `stop`; `stop` where it does not. Its comma is counted again. */
function openWord(page: u32, word: u32, stop: u32): u32 {
  const text = page + TEXT_UNITS;
  const row = page + (word << 2);
  if (unitAt(text, stop) < 0x80) return stop;
  const end = load<u32>(row, WORD_END);
  const start = load<u32>(row, WORD_START);
  if (end === stop) return start;
  const sign = unitAt(text, end);
  if (end + 1 !== stop || !(isApostrophe(sign) || sign === POINT || sign === COMMA)) return stop;
  if (sign === COMMA) addCommas(-1);
  return start;
}

function trimmedEnd(text: u32, from: u32, end: u32): u32 {
  let to = end;
  while (to > from && (classOf(unitAt(text, to - 1)) & (SPACE | IGNORABLE)) !== 0) to--;
  return to;
}

function skipUnseen(text: u32, from: u32, to: u32): u32 {
  let at = from;
  while (at < to && (classOf(unitAt(text, at)) & (SPACE | IGNORABLE)) !== 0) at++;
  return at;
}

/** What a line starts with and ends in. */
function edgeBits(text: u32, first: u32, to: u32): u32 {
  const opening = edgeOf(unitAt(text, first)) & OPENING;
  let last = to - 1;
  while (last > first && (edgeOf(unitAt(text, last)) & CLOSER) !== 0) last--;
  const isEllipsis =
    last >= 2 && unitAt(text, last) === POINT && unitAt(text, last - 1) === POINT && unitAt(text, last - 2) === POINT;
  const ending = edgeOf(unitAt(text, last)) & ~(OPENING | CLOSER);
  return opening | (isEllipsis ? (ending & ~TERMINAL) | ELLIPSIS_END : ending);
}
