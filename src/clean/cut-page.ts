/**
 * The page of what is left of a text, from the page of the text: whole lines go, the others move, and only lines that
 * lost a part are read again. It equals the page that reading what is left would give.
 */
import type { Range } from "../model/span.js";
import { isLineEnd } from "../text/lines.js";
import { ANY_RULE, type Page } from "./page.js";
import { growWords, holdText, makeLineRoom, type PageBuffer } from "./page-buffer.js";
import { addCompounds, scanLine } from "./scan.js";
import { lostLineEnds } from "./sentences.js";
import type { Vocabulary } from "./vocabulary.js";

/** What becomes of a line. */
const GONE = 0;
const WHOLE = 1;
const TOUCHED = 2;

const CR = 0x0d;
const LF = 0x0a;

/**
 * Fills `out` with the page of `text`, which is `page.text` without the cuts; both pages know words by the same
 * vocabulary. False where that cannot be derived and `text` must be read: sentences shift when one goes, a text may
 * lose its line ends, and a carriage return may meet a line feed.
 */
export function cutPage(
  page: Page,
  cuts: readonly Range[],
  text: string,
  vocabulary: Vocabulary,
  out: PageBuffer,
): boolean {
  if (page.mode !== "lines") return false;
  const fates = fatesOf(page, cuts);
  if (fates === undefined) return false;
  holdText(out, text);
  placeLines(page, cuts, fates, out);
  if (!areLinesOf(out) || lostLineEnds(text.length, out.lines.count)) return false;
  makeLineRoom(out, out.lines.count);
  moveWords(page, fates, vocabulary, out);
  return true;
}

/** What becomes of each line, or undefined where a cut is neither whole lines nor inside one, or cuts overlap. */
function fatesOf(page: Page, cuts: readonly Range[]): Uint8Array | undefined {
  const { count, start, end, next } = page.lines;
  const fates = new Uint8Array(count).fill(WHOLE);
  let line = 0;
  let behind = 0;
  for (const cut of cuts) {
    if (cut.start < behind || cut.end <= cut.start) return undefined;
    behind = cut.end;
    while (line < count && (next[line] as number) <= cut.start) line++;
    if (line === count) return undefined;
    // A last line without a line end ends where the next would start: it goes, and leaves no empty line.
    const isWhole = cut.start === start[line] && cut.end >= (next[line] as number);
    if (!isWhole && cut.start >= (start[line] as number) && cut.end <= (end[line] as number)) fates[line] = TOUCHED;
    else {
      if (cut.start !== start[line]) return undefined;
      for (; line < count && (next[line] as number) <= cut.end; line++) fates[line] = GONE;
      if (next[line - 1] !== cut.end) return undefined;
    }
  }
  return fates;
}

/** Writes the lines that stay, where they stand now. */
function placeLines(page: Page, cuts: readonly Range[], fates: Uint8Array, out: PageBuffer): void {
  const { count, start, end, next } = page.lines;
  const lines = out.ownLines;
  if (lines.start.length < count) {
    lines.start = new Int32Array(count);
    lines.end = new Int32Array(count);
    lines.next = new Int32Array(count);
  }
  lines.count = 0;
  let cut = 0;
  let gone = 0;
  for (let line = 0; line < count; line++) {
    const from = (start[line] as number) - gone;
    for (; cut < cuts.length && (cuts[cut] as Range).start < (next[line] as number); cut++)
      gone += (cuts[cut] as Range).end - (cuts[cut] as Range).start;
    if (fates[line] === GONE) continue;
    lines.start[lines.count] = from;
    lines.end[lines.count] = (end[line] as number) - gone;
    lines.next[lines.count++] = (next[line] as number) - gone;
  }
  out.mode = "lines";
  out.lines = lines;
}

/** Whether reading the text would find these lines: none is empty of units, and no line end is half of another. */
function areLinesOf({ lines, units, text }: PageBuffer): boolean {
  let behind = 0;
  for (let line = 0; line < lines.count; line++) {
    const start = lines.start[line] as number;
    if (start !== behind || lines.next[line] === start) return false;
    if (start > 0 && units[start] === LF && units[start - 1] === CR) return false;
    behind = lines.next[line] as number;
    if (behind < text.length && !isLineEnd(units[behind - 1] as number)) return false;
  }
  return behind === text.length;
}

/** Writes the columns of the lines that stay; those that lost a part are read again. */
function moveWords(page: Page, fates: Uint8Array, vocabulary: Vocabulary, out: PageBuffer): void {
  const { count } = page.lines;
  let to = 0;
  out.words.count = 0;
  out.firstWord[0] = 0;
  out.hasStarts = page.hasStarts;
  out.isApart = page.isApart && !fates.includes(TOUCHED);
  out.firstStart[0] = 0;
  for (let line = 0; line < count; ) {
    if (fates[line] === TOUCHED) readAgain(page, out, to++, vocabulary);
    if (fates[line] !== WHOLE) {
      line++;
      continue;
    }
    const first = line;
    while (line < count && fates[line] === WHOLE) line++;
    moveLines(page, first, line, out, to);
    to += line - first;
  }
}

function readAgain(page: Page, out: PageBuffer, line: number, vocabulary: Vocabulary): void {
  if (out.reader === undefined || !page.hasStarts) {
    out.silent[line] = 0;
    out.rules[line] = ANY_RULE;
    scanLine(out, line, vocabulary);
    return;
  }
  out.words.count = out.reader.scanAgain(line, out.words.count);
  if (vocabulary.compounds.size > 0) addCompounds(out, line, vocabulary);
}

/** Moves lines that no cut parts, so that all of them move as far. */
function moveLines(page: Page, first: number, stop: number, out: PageBuffer, to: number): void {
  if (page.reader === undefined || out.reader === undefined) {
    for (let line = first; line < stop; line++) moveLine(page, line, out, to + line - first);
    return;
  }
  const moved = (out.lines.start[to] as number) - (page.lines.start[first] as number);
  out.reader.takeLines(first, stop, to, moved);
  out.words.count = out.firstWord[to + stop - first] as number;
}

function moveLine(page: Page, line: number, out: PageBuffer, to: number): void {
  const moved = (out.lines.start[to] as number) - (page.lines.start[line] as number);
  const first = page.firstWord[line] as number;
  const stop = page.firstWord[line + 1] as number;
  const at = out.words.count;
  while (out.words.hash.length < at + stop - first) growWords(out.words);
  copyWords(page, first, stop, out, at, moved);
  out.silent[to] = page.silent[line] as number;
  out.rules[to] = page.rules[line] as number;
  out.words.count = at + stop - first;
  out.firstWord[to] = at;
  out.firstWord[to + 1] = out.words.count;
  out.bits[to] = page.bits[line] as number;
  out.wordCount[to] = page.wordCount[line] as number;
  out.stopCount[to] = page.stopCount[line] as number;
  out.capitalCount[to] = page.capitalCount[line] as number;
  out.capsCount[to] = page.capsCount[line] as number;
  out.numberCount[to] = page.numberCount[line] as number;
  out.interfaceCount[to] = page.interfaceCount[line] as number;
  out.commas[to] = page.commas[line] as number;
  out.length[to] = page.length[line] as number;
  out.hashA[to] = page.hashA[line] as number;
  out.hashB[to] = page.hashB[line] as number;
}

/** Copies words to place `at`; there is room for them. */
function copyWords(page: Page, first: number, stop: number, out: PageBuffer, at: number, moved: number): void {
  const { hash, start, end, id, bits } = page.words;
  const words = out.words;
  const { hash: toHash, start: toStart, end: toEnd, id: toId, bits: toBits } = words;
  for (let word = first, to = at; word < stop; word++, to++) {
    toHash[to] = hash[word] as number;
    toStart[to] = (start[word] as number) + moved;
    toEnd[to] = (end[word] as number) + moved;
    toId[to] = id[word] as number;
    toBits[to] = bits[word] as number;
  }
}
